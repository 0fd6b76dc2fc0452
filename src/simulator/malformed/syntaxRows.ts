import { text, type Make, type Row } from './entry';

const json: (payload: unknown) => string = JSON.stringify;

/** The real JSON as text, changed as text. */
const changed =
  (change: (text: string) => string): Make =>
  (payload) =>
    text(change(json(payload)));

/** The real object with members written by hand before and after its own. */
const members = (before: string, after = before): Make =>
  changed((real) => {
    const own = real.slice(1, -1);
    return `{${[before, own, after].filter((part) => part !== '').join(',')}}`;
  });

const value = (written: string): Make => members('', `"note":${written}`);

const only =
  (body: string): Make =>
  () =>
    text(body);

const HOSTILE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  'toJSON',
  'length',
  'hasOwnProperty',
];

/** Rows 33 to 41: JSON that is none, or that no two parsers read alike. */
export const SYNTAX_ROWS: readonly Row[] = [
  [
    33,
    {
      '100,000 arrays within each other': only('['.repeat(100_000) + ']'.repeat(100_000)),
      '500 arrays within each other': value('['.repeat(500) + ']'.repeat(500)),
      '100,000 arrays never closed': only('['.repeat(100_000)),
      'nothing but spaces': only(' \r\n\t '),
      'empty body': only(''),
      'end within a string': changed((real) => `${real.slice(0, -1)},"note":"and th`),
      'trailing comma': changed((real) => `${real.slice(0, -1)},}`),
      comment: changed((real) => `/* fine */${real}`),
      'single quotes': changed((real) => real.replaceAll('"', "'")),
      'keys without quotes': changed((real) => real.replaceAll('"statusCode"', 'statusCode')),
      NaN: value('NaN'),
      Infinity: value('-Infinity'),
      'leading zero': value('007'),
      'hexadecimal number': value('0x1F'),
      'huge exponent': value('1e999999999'),
      'lone surrogate': value('"\\ud83d"'),
      'surrogates in the wrong order': value('"\\ude00\\ud83d"'),
      'raw line break in a string': value('"a\nb"'),
      'raw NUL in a string': value('"a\0b"'),
      'bad escape': value('"\\x41"'),
    },
  ],
  [
    34,
    {
      'a million keys': changed((real) => {
        const keys = Array.from({ length: 1e6 }, (_, at) => `"k${at}":0`);
        return `${real.slice(0, -1)},${keys.join(',')}}`;
      }),
    },
  ],
  [
    35,
    {
      'statusCode twice': members('"statusCode":4', ''),
      'index twice': changed((real) => real.replaceAll(/"index":(\d+)/g, '"index":$1,"index":$1000')),
    },
  ],
  [
    36,
    Object.fromEntries(HOSTILE_KEYS.map((key) => [`key ${key}`, members('', `"${key}":{"polluted":true}`)])),
  ],
  [37, { 'JSON, then garbage': changed((real) => `${real} and so on`) }],
  [38, { 'two JSON documents': changed((real) => `${real}\n${real}`) }],
  [39, { 'prefix against inclusion': changed((real) => `)]}',\n${real}`) }],
  [40, { JSONP: changed((real) => `callback(${real});`) }],
  [
    41,
    Object.fromEntries(
      ['7', '"text"', 'true', 'null', '[]', '[{}]'].map((root) => [`nothing but ${root}`, only(root)]),
    ),
  ],
];
