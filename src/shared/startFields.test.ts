import { describe, expect, it } from 'vitest';
import {
  areAnswersValid,
  chooseText,
  findAnswerFault,
  toUserData,
  type StartField,
  type StartFieldKind,
} from './startFields';
import { startFieldsSchema } from './startFieldsSchema';

const field = (kind: StartFieldKind, more: Partial<StartField> = {}): StartField => ({
  key: kind,
  label: kind,
  kind,
  required: false,
  choices: [],
  pattern: '',
  patternMessage: '',
  minLength: 0,
  maxLength: 200,
  help: '',
  ...more,
});
const colors = field('choice', { choices: [{ value: 'red', label: 'Red' }] });

describe('an answer', () => {
  it.each([
    [field('text'), undefined, null],
    [field('text', { required: true }), ' \n ', 'empty'],
    [field('text', { minLength: 3 }), ' ab ', 'tooShort'],
    [field('text', { minLength: 3 }), '', null],
    [field('text', { maxLength: 3 }), 'abcd', 'tooLong'],
    [field('text', { pattern: 'A|\\d{2}' }), 'A', null],
    [field('text', { pattern: 'A|\\d{2}' }), 'A12', 'notThePattern'],
    [field('text', { pattern: 'a*', maxLength: 2000 }), 'a'.repeat(201), 'notThePattern'],
    [field('email'), 'chris@example.co.uk', null],
    [field('email'), 'chris@example', 'notAnEmail'],
    [field('email'), 'chris @example.com', 'notAnEmail'],
    [field('phone'), '+49 (30) 123-456', null],
    [field('phone'), '٠٣٠١٢٣٤', null],
    [field('phone'), '- -', 'notAPhone'],
    [field('phone'), 'none', 'notAPhone'],
    [field('number'), '-3,5', null],
    [field('number'), '1e5', 'notANumber'],
    [colors, 'red', null],
    [colors, 'green', 'notAChoice'],
    [field('checkbox', { required: true }), 'false', 'empty'],
    [field('checkbox', { required: true }), 'true', null],
    [field('checkbox'), undefined, null],
  ])('%#: is judged by its field', (asked, answer, fault) => {
    expect(findAnswerFault(asked, answer)).toBe(fault);
  });

  it('to a field that nobody asks for is refused', () => {
    expect(areAnswersValid([field('text')], { text: 'a' })).toBe(true);
    expect(areAnswersValid([field('text')], { text: 'a', other: 'b' })).toBe(false);
    expect(areAnswersValid([field('email')], { email: 'b' })).toBe(false);
  });

  it('goes along under its key, unless it was left empty', () => {
    const fields = [field('text'), field('email'), field('checkbox'), colors];
    expect(toUserData(fields, { text: ' 4711 ', email: '', choice: 'red' })).toEqual({
      text: '4711',
      checkbox: 'false',
      choice: 'red',
    });
  });
});

it.each([
  ['Order', 'de', 'Order'],
  [{ en: 'Order', de: 'Bestellung' }, 'de', 'Bestellung'],
  [{ en: 'Order', de: 'Bestellung' }, 'de-AT', 'Bestellung'],
  [{ en: 'Order', 'pt-BR': 'Pedido' }, 'pt-BR', 'Pedido'],
  [{ de: 'Bestellung', en: 'Order' }, 'fr', 'Order'],
  [{ de: 'Bestellung' }, 'fr', 'Bestellung'],
])('%j in %s is %s', (text, language, chosen) => {
  expect(chooseText(text, language)).toBe(chosen);
});

describe('the setting', () => {
  const parse = (value: unknown): string[] => {
    const parsed = startFieldsSchema().safeParse(value);
    return parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  };
  const order = { key: 'order', label: 'Order', kind: 'text' };

  it('needs no more than key, label and kind', () => {
    expect(startFieldsSchema().parse([order])).toEqual([field('text', { key: 'order', label: 'Order' })]);
    expect(startFieldsSchema().parse([{ ...order, kind: 'multiline' }])[0]?.maxLength).toBe(2000);
  });

  it.each([
    ['no list', { order }, ' must be a list of fields'],
    [
      'too many',
      Array.from({ length: 13 }, (_, n) => ({ ...order, key: `k${n}` })),
      ' must have at most 12 fields',
    ],
    ['a key twice', [order, order], '1.key is there twice'],
    ['a key with a space', [{ ...order, key: 'my order' }], '0.key must be 1 to 64 letters'],
    ['the app’s own key', [{ ...order, key: 'TimeZone' }], '0.key is set by the app itself: choose another'],
    ['a key that every object has', [{ ...order, key: 'constructor' }], '0.key is not possible'],
    ['no label', [{ key: 'a', kind: 'text' }], '0.label must be a text of 1 to 200 characters, or an object'],
    ['a label that is no language', [{ ...order, label: { 'deutsch!': 'x' } }], '0.label must be a text'],
    ['an unknown kind', [{ ...order, kind: 'date' }], '0.kind must be one of text, multiline'],
    ['an unknown part', [{ ...order, max: 3 }], '0 has no part "max"'],
    [
      'a choice without choices',
      [{ ...order, kind: 'choice' }],
      '0.choices must not be empty where the kind is choice',
    ],
    [
      'choices without a choice',
      [{ ...order, choices: [{ value: 'a', label: 'a' }] }],
      '0.choices is only for the kind choice',
    ],
    [
      'lengths that cross',
      [{ ...order, minLength: 9, maxLength: 3 }],
      '0.minLength must not be more than maxLength',
    ],
    ['a length that is none', [{ ...order, maxLength: 0 }], '0.maxLength must be at least 1'],
    [
      'a pattern that does not compile',
      [{ ...order, pattern: '[a' }],
      '0.pattern is not a valid regular expression',
    ],
    [
      'a pattern that closes its group',
      [{ ...order, pattern: 'a)|(b' }],
      '0.pattern is not a valid regular expression',
    ],
    [
      'a pattern that takes forever',
      [{ ...order, pattern: '(a+)+' }],
      '0.pattern could take too long to check',
    ],
    [
      'a pattern for a box',
      [{ ...order, kind: 'checkbox', pattern: 'a' }],
      '0.pattern is not for the kind checkbox',
    ],
  ])('is refused with a sentence: %s', (_, value, sentence) => {
    expect(parse(value)).toEqual([expect.stringContaining(sentence)]);
  });
});
