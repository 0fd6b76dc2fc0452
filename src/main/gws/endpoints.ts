import { GwsError } from './errors';

/** Which of its two forms a chat's address has; docs/protocol.md, "where a chat lives". */
export type ChatPathForm = 'chats' | 'me/chat';

const CHAT_ID = /^[A-Za-z0-9_-]{1,128}$/;

export function isChatId(value: string): boolean {
  return CHAT_ID.test(value);
}

export const CHATS_PATH = '/api/v2/chats';

/** Built from the validated id alone; an address that the server names is never followed. */
export function getChatPath(form: ChatPathForm, chatId: string): string {
  if (!isChatId(chatId)) throw new GwsError('badReply', 'The chat id is not valid', { applied: 'no' });
  return `/api/v2/${form}/${chatId}`;
}

/** The form that `path` in RequestChat's answer has, or null when it has neither. */
export function findPathForm(path: string | undefined): ChatPathForm | null {
  if (path === undefined) return null;
  if (/\/me\/chats?\//.test(path)) return 'me/chat';
  if (/\/chats\//.test(path)) return 'chats';
  return null;
}
