import { describe, expect, it } from 'vitest';
import en from './en.json';
import { applyLanguage, createTexts } from './index';

interface Messages {
  readonly [key: string]: string | Messages;
}

function leafKeys(messages: Messages, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : leafKeys(value, `${path}${key}.`),
  );
}

const keys = leafKeys(en);
const sources = Object.entries(
  import.meta.glob<string>('../**/*.{ts,vue}', { query: '?raw', import: 'default', eager: true }),
)
  .filter(([path]) => !path.endsWith('.test.ts'))
  .map(([, source]) => source)
  .join('\n');

describe('the texts', () => {
  // That every used key exists is the compiler's work: see messageKey.ts.
  it('are all used', () => {
    expect(keys.filter((key) => !sources.includes(`'${key}'`) && !sources.includes(`"${key}"`))).toEqual([]);
  });

  it.each(keys)('can be read by the message parser: %s', (key) => {
    const { t } = createTexts().global;
    const names = {
      name: 'N',
      names: 'N',
      time: 'T',
      date: 'D',
      count: 1,
      screen: 'S',
      number: 1,
      place: 'P',
      value: 'V',
      before: 'B',
      after: 'A',
    };
    expect(t(key, names)).not.toMatch(/[{}|]|^$/);
  });
});

it('the page says its language and its direction', () => {
  const root = { lang: '', dir: '' } as HTMLElement;
  applyLanguage(root, 'en');
  expect(root).toEqual({ lang: 'en', dir: 'ltr' });
  applyLanguage(root, 'ar-EG');
  expect(root).toEqual({ lang: 'ar-EG', dir: 'rtl' });
});
