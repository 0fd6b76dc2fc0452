import { expect, it } from 'vitest';
import type { ConnectionFault, ConnectionFieldFault } from '@shared/ipc/contract';
import { createTexts } from '../locales';
import {
  END_REASON_SENTENCES,
  NOT_SENT_SENTENCES,
  REFUSAL_SENTENCES,
  START_FAILURE_SENTENCES,
  TEST_FAILURE_SENTENCES,
  faultSentence,
} from './sentences';

const { t, te } = createTexts().global;

// That no member is left out is the compiler's work; that each sentence is one, is checked here.
it.each([
  ['start failure', START_FAILURE_SENTENCES],
  ['end reason', END_REASON_SENTENCES],
  ['reason for a message not sent', NOT_SENT_SENTENCES],
  ['refusal', REFUSAL_SENTENCES],
  ['failure of the connection test', TEST_FAILURE_SENTENCES],
])('every %s has a sentence of its own', (_what, sentences) => {
  const keys = Object.values<string>(sentences);
  expect(keys.filter((key) => !te(key))).toEqual([]);
  expect(new Set(keys.map((key) => t(key))).size).toBe(keys.length);
});

const FAULTS: readonly ConnectionFault[] = [
  'empty',
  'notAnAddress',
  'needsHttps',
  'hasCredentials',
  'hasQuery',
  'badCharacters',
  'locked',
];
const FIELDS: readonly ConnectionFieldFault['field'][] = ['serverUrl', 'contactCenterId'];

it.each(FIELDS.flatMap((field) => FAULTS.map((fault) => [field, fault] as const)))(
  'a %s that is %s has a sentence',
  (field, fault) => {
    expect(te(faultSentence({ field, fault }))).toBe(true);
  },
);

it('no sentence speaks of codes, servers that throw, or other things that a customer cannot know', () => {
  const sentences = [START_FAILURE_SENTENCES, END_REASON_SENTENCES, NOT_SENT_SENTENCES].flatMap((table) =>
    Object.values<string>(table).map((key) => t(key)),
  );
  expect(
    sentences.filter((sentence) => /\d|http|error|timeout|null|exception|request failed/i.test(sentence)),
  ).toEqual([]);
});
