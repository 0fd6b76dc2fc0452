import { chooseText, type AnswerFault, type StartField } from '@shared/startFields';
import type { TextOf } from '../composables/useText';
import type { MessageKey } from '../locales/messageKey';

/** A configured field in the language of the page. */
export interface ShownField extends Pick<StartField, 'key' | 'kind' | 'required' | 'minLength'> {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Null for none, like `patternMessage`. */
  readonly help: string | null;
  readonly patternMessage: string | null;
}

export function showField(field: StartField, language: string): ShownField {
  const { key, kind, required, minLength } = field;
  return {
    key,
    kind,
    required,
    minLength,
    label: chooseText(field.label, language),
    choices: field.choices.map(({ value, label }) => ({ value, label: chooseText(label, language) })),
    help: chooseText(field.help, language) || null,
    patternMessage: chooseText(field.patternMessage, language) || null,
  };
}

const SENTENCES: Readonly<Record<Exclude<AnswerFault, 'empty'>, MessageKey>> = {
  tooShort: 'start.answer.tooShort',
  tooLong: 'start.tooLong',
  notAnEmail: 'start.answer.notAnEmail',
  notAPhone: 'start.answer.notAPhone',
  notANumber: 'start.answer.notANumber',
  notAChoice: 'start.answer.noChoice',
  notThePattern: 'start.answer.notThePattern',
};

/** What to do about the fault, as a sentence. */
export function answerFaultSentence(field: ShownField, fault: AnswerFault, text: TextOf): string {
  if (fault === 'empty') return text(emptySentence(field));
  if (fault === 'notThePattern' && field.patternMessage !== null) return field.patternMessage;
  return text(SENTENCES[fault], {}, field.minLength);
}

function emptySentence({ kind }: ShownField): MessageKey {
  if (kind === 'choice') return 'start.answer.noChoice';
  return kind === 'checkbox' ? 'start.answer.notTicked' : 'start.answer.empty';
}
