import { expect, test } from 'vitest';
import { createTexts } from '../locales';
import type { TextOf } from '../composables/useText';
import { describeInWords, writeChoice, writeValue } from './settingWords';

const { t } = createTexts().global;
const text: TextOf = (key) => t(key);

test.each([
  ['onScreenKeyboard', 'auto', 'Automatic'],
  ['onScreenKeyboard', 'off', 'Off'],
  ['updates', 'automatic', 'Automatic'],
  // Its help speaks of “auto”.
  ['resourcePath', 'auto', 'auto'],
  ['resourcePath', 'me/chat', 'me/chat'],
  ['language', 'de', 'Deutsch'],
  ['language', 'system', 'Same as this computer'],
  ['pollingProfile', 'economical', 'Seldom'],
  ['updates', 'off', 'Off'],
] as const)('of %s, the choice %s is shown as %s, also in a file that is read', (name, value, shown) => {
  expect([writeChoice(name, value, text), writeValue(name, value, text)]).toEqual([shown, shown]);
});

test.each([
  ['contactCenterId', 'de'],
  ['attractMessage', 'fr'],
  ['endpoint', 'system'],
  ['contactCenter', 'off'],
  ['clientCertificate', 'true'],
] as const)(
  'free text that happens to be a word of another setting is shown as it is: %s, %s',
  (name, value) => {
    expect([writeChoice(name, value, text), writeValue(name, value, text)]).toEqual([value, value]);
  },
);

test('a switch in a file that is read is on or off', () => {
  expect([true, false].map((value) => writeValue('enterSends', value, text))).toEqual(['On', 'Off']);
});

test('what would hold otherwise is shown as the choice is', () => {
  const { byDefault } = describeInWords(
    {
      name: 'onScreenKeyboard',
      group: 'counter',
      description: '',
      appliesWhen: 'atOnce',
      source: 'user',
      isLocked: false,
      control: { kind: 'choice', value: 'off', default: 'auto', choices: ['auto', 'off'] },
    },
    text,
  );
  expect(byDefault).toBe('Automatic');
});
