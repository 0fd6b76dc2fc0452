/**
 * The further fields of the Start screen that an administrator configures, and what is wrong with an answer to one.
 * Page and main judge by the same rules; main's judgement counts. Apart from the schema of the setting, so that the
 * page carries no schema library.
 */

/** One text for all, or one per language: `{ "en": "…", "pt-BR": "…" }`. */
export type LocalText = string | Readonly<Record<string, string>>;

export const START_FIELD_KINDS = [
  'text',
  'multiline',
  'email',
  'phone',
  'number',
  'choice',
  'checkbox',
] as const;
export type StartFieldKind = (typeof START_FIELD_KINDS)[number];

export interface StartFieldChoice {
  /** What goes along with the chat. */
  readonly value: string;
  readonly label: LocalText;
}

export interface StartField {
  /** Under which name the answer goes to `userData`. */
  readonly key: string;
  readonly label: LocalText;
  readonly kind: StartFieldKind;
  readonly required: boolean;
  /** Only of the kind `choice`. */
  readonly choices: readonly StartFieldChoice[];
  /** A regular expression that the whole answer has to match. */
  readonly pattern: string;
  /** Says what the pattern asks for. Empty: the app says that the answer does not have the expected form. */
  readonly patternMessage: LocalText;
  readonly minLength: number;
  readonly maxLength: number;
  readonly help: LocalText;
}

/** By the key of the field. Of a checkbox `true` or `false`; otherwise what was typed, or the value of the choice. */
export type StartAnswers = Readonly<Record<string, string>>;

export const MAX_START_FIELDS = 12;
/** In UTF-16 code units, like all lengths here. */
export const MAX_ANSWER_LENGTH = 2000;
/** Of an answer that a pattern is tried on: the work of trying grows with it. */
export const MAX_PATTERN_INPUT = 200;

export type AnswerFault =
  /** Nothing was answered, or the box was not ticked. */
  | 'empty'
  | 'tooShort'
  | 'tooLong'
  | 'notAnEmail'
  | 'notAPhone'
  | 'notANumber'
  /** Not one of the choices; only somebody who goes around the form gets there. */
  | 'notAChoice'
  | 'notThePattern';

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u;
/** Digits of any script, with what people put between them. */
const PHONE = /^\+?[\p{Nd}\s()./-]+$/u;
const NUMBER = /^[+-]?\p{Nd}+(?:[.,]\p{Nd}+)?$/u;
const MIN_PHONE_DIGITS = 3;

/** What is sent of an answer: without the blanks around it. */
export function trimAnswer(field: StartField, answer: string | undefined): string {
  if (field.kind === 'checkbox') return answer === 'true' ? 'true' : 'false';
  return (answer ?? '').trim().toWellFormed();
}

/** Null when the answer can be sent. */
export function findAnswerFault(field: StartField, raw: string | undefined): AnswerFault | null {
  const answer = trimAnswer(field, raw);
  if (field.kind === 'checkbox') return field.required && answer !== 'true' ? 'empty' : null;
  if (answer === '') return field.required ? 'empty' : null;
  if (answer.length > field.maxLength) return 'tooLong';
  if (answer.length < field.minLength) return 'tooShort';
  return findKindFault(field, answer) ?? findPatternFault(field, answer);
}

function findKindFault({ kind, choices }: StartField, answer: string): AnswerFault | null {
  switch (kind) {
    case 'email':
      return EMAIL.test(answer) ? null : 'notAnEmail';
    case 'phone':
      return PHONE.test(answer) && countDigits(answer) >= MIN_PHONE_DIGITS ? null : 'notAPhone';
    case 'number':
      return NUMBER.test(answer) ? null : 'notANumber';
    case 'choice':
      return choices.some(({ value }) => value === answer) ? null : 'notAChoice';
    default:
      return null;
  }
}

function countDigits(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}

function findPatternFault({ pattern }: StartField, answer: string): AnswerFault | null {
  if (pattern === '') return null;
  return answer.length <= MAX_PATTERN_INPUT && toRegExp(pattern).test(answer) ? null : 'notThePattern';
}

/** Throws when the pattern is no regular expression. */
export function toRegExp(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

/** Whether there is a field for every answer, and every field has an answer that can be sent. */
export function areAnswersValid(fields: readonly StartField[], answers: StartAnswers): boolean {
  const isKnown = (key: string) => fields.some((field) => field.key === key);
  return (
    Object.keys(answers).every(isKnown) &&
    fields.every((field) => findAnswerFault(field, answers[field.key]) === null)
  );
}

/** What goes along with the chat. A field that was left empty does not. */
export function toUserData(fields: readonly StartField[], answers: StartAnswers): Record<string, string> {
  const given = fields.map((field) => [field.key, trimAnswer(field, answers[field.key])] as const);
  return Object.fromEntries(given.filter(([, answer]) => answer !== ''));
}

/** The text in this language (a BCP 47 tag), or in what comes nearest to it. */
export function chooseText(text: LocalText, language: string): string {
  if (typeof text === 'string') return text;
  const [primary = ''] = language.split('-');
  const [first = ''] = Object.values(text);
  return pick(text, language) ?? pick(text, primary) ?? pick(text, 'en') ?? first;
}

function pick(texts: Readonly<Record<string, string>>, tag: string): string | undefined {
  return Object.hasOwn(texts, tag) ? texts[tag] : undefined;
}
