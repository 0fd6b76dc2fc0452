import type { ChatForm } from '@shared/chat';
import { MAX_FORM_FIELD_LENGTH } from '@shared/limits';
import type { MessageKey } from '../locales/messageKey';

/** What is wrong with the answers on the Start screen, by field, as the sentence that says so. */
type Field = 'nickname' | 'subject';
export type FormFaults = Readonly<Partial<Record<Field, MessageKey>>>;

const EMPTY_SENTENCES: Readonly<Record<Field, MessageKey>> = {
  nickname: 'start.nicknameEmpty',
  subject: 'start.subjectEmpty',
};

export function formFaults(form: Pick<ChatForm, Field>): FormFaults {
  const nickname = faultOf('nickname', form.nickname);
  const subject = faultOf('subject', form.subject);
  return { ...(nickname && { nickname }), ...(subject && { subject }) };
}

function faultOf(field: Field, answer: string): MessageKey | null {
  const length = answer.trim().length;
  if (length === 0) return EMPTY_SENTENCES[field];
  return length > MAX_FORM_FIELD_LENGTH ? 'start.tooLong' : null;
}
