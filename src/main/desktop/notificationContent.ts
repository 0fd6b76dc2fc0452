import { toSingleLine } from '../lib/singleLine';
import type { News } from './news';
import type { TextSource } from './texts';

export interface NotificationContent {
  readonly title: string;
  readonly body: string;
}

const MAX_QUOTE_LENGTH = 120;
const MAX_QUOTED_NAME_LENGTH = 40;

type Message = Extract<News, { name: 'message' }>;

/**
 * All that happened since somebody looked, the weightiest first. Others may see the screen, so neither names nor texts
 * are in it unless `quotes` says so.
 */
export function describeNews(news: readonly News[], texts: TextSource, quotes: boolean): NotificationContent {
  const has = (name: News['name']) => news.some((one) => one.name === name);
  const messages = news.filter((one): one is Message => one.name === 'message');
  const [title = '', ...rest] = [
    ...(has('ended') ? [texts.get('ended')] : []),
    ...(has('notSent') ? [texts.get('notSent')] : []),
    ...(has('notConfirmed') ? [texts.get('notConfirmed')] : []),
    ...(messages.length > 0 ? [texts.newMessages(messages.length)] : []),
    ...(has('agentJoined') ? [texts.get('agentJoined')] : []),
  ];
  const last = messages.at(-1);
  const quote = quotes && last !== undefined ? [quoteMessage(last)] : [];
  return { title, body: [...rest, ...quote].join('\n') };
}

function quoteMessage({ nickname, text }: Message): string {
  const name = toSingleLine(nickname, MAX_QUOTED_NAME_LENGTH);
  const quoted = toSingleLine(text, MAX_QUOTE_LENGTH);
  return name === '' ? quoted : `${name}: ${quoted}`;
}
