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
] as const)('of %s, the choice %s is shown as %s, also in a file that is read', (name, value, shown) => {
  expect([writeChoice(name, value, text), writeValue(name, value, text)]).toEqual([shown, shown]);
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
