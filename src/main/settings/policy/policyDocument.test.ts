import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, SETTING_NAMES } from '@shared/settings';
import { parseLocatedJson } from './locatedJson';
import { readPolicyDocument } from './policyDocument';

function read(text: string) {
  const json = parseLocatedJson(text);
  if (!json.ok) throw new Error(json.error);
  return readPolicyDocument(json.value);
}

const NOTHING = { enforced: {}, defaults: {}, kiosk: false, faults: [], refusals: [] };
const REAL = { serverUrl: 'https://chat.example.com', contactCenterId: 'c1' };

describe('a policy without a fault', () => {
  test.each([
    [{}, {}],
    [REAL, { enforced: REAL }],
    [{ enforced: REAL }, { enforced: REAL }],
    [{ serverUrl: REAL.serverUrl, enforced: { contactCenterId: 'c1' } }, { enforced: REAL }],
    [{ defaults: { language: 'de' } }, { defaults: { language: 'de' } }],
    [{ kiosk: true, $schema: './policy.schema.json' }, { kiosk: true }],
    [{ kiosk: false, enforced: { openLinks: true } }, { enforced: { openLinks: true } }],
    // It is no setting, but its meaning is plain.
    [{ enforced: { kiosk: true, openLinks: true } }, { kiosk: true, enforced: { openLinks: true } }],
    // The same setting may be proposed and enforced; what is enforced counts.
    [
      { enforced: { language: 'de' }, defaults: { language: 'fr' } },
      { enforced: { language: 'de' }, defaults: { language: 'fr' } },
    ],
    [
      { serverUrl: 'http://chat.example.com', allowInsecureHttp: true },
      { enforced: { serverUrl: 'http://chat.example.com', allowInsecureHttp: true } },
    ],
  ])('%j', (raw, expected) => {
    expect(read(JSON.stringify(raw))).toEqual({ ...NOTHING, ...expected });
  });
});

const SAFE_TABLE = [
  ['allowInsecureHttp', '"yes"', 'must be true or false', false],
  ['extraHeaders', '{"Cookie":"x"}', 'must not be set here: the app owns this header', {}],
  ['resourcePath', '"me"', 'must be auto, chats or me/chat', 'auto'],
  ['pollingProfile', '"fast"', 'must be responsive, balanced or economical', 'balanced'],
  [
    'language',
    '"xx"',
    'must be system or one of en, es, fr, de, pt-BR, it, pl, tr, uk, ar, he, hi, ja, zh-Hans',
    'system',
  ],
  ['accentColor', '"red"', 'must be a color such as #0d5c5f', ''],
  ['logo', '7', 'must be a text', ''],
  ['openLinks', '"no"', 'must be true or false', false],
  ['enterSends', '0', 'must be true or false', true],
  ['notifications', 'null', 'must be true or false', false],
  ['notificationSound', '[]', 'must be true or false', false],
  ['notificationText', '{}', 'must be true or false', false],
  ['openAtLogin', '"true"', 'must be true or false', false],
  ['keepChatOnClose', '1', 'must be true or false', false],
] as const;

test.each(SAFE_TABLE)('%s, enforced as %s, is locked at what allows least', (name, value, message, safe) => {
  const path = name === 'extraHeaders' ? 'extraHeaders.Cookie' : name;
  const column = name.length + 4 + (name === 'extraHeaders' ? '{"Cookie":'.length : 0);
  expect(read(`{\n "${name}":${value},\n "endpoint": "kept"\n}`)).toEqual({
    ...NOTHING,
    enforced: { endpoint: 'kept', [name]: safe },
    faults: [
      `line 2, column ${column + 1}: "${path}" ${message} ("${name}" is locked at ${JSON.stringify(safe)} until this is mended)`,
    ],
  });
});

test.each([
  ['{"serverUrl": 7}', 'line 1, column 15: "serverUrl" must be a text'],
  ['{"serverUrl": ""}', 'line 1, column 15: "serverUrl" must not be empty'],
  [
    '{"serverUrl": "chat"}',
    'line 1, column 15: "serverUrl" must be a full address, such as https://chat.example.com',
  ],
  [
    '{"enforced": {"serverUrl": "http://chat.example.com"}}',
    'line 1, column 28: "serverUrl" must begin with https:// (plain http is only for this computer)',
  ],
  [
    '{"serverUrl": "https://u:p@chat.example.com"}',
    'line 1, column 15: "serverUrl" must not hold a user name or password',
  ],
  [
    '{"serverUrl": "https://chat.example.com/?a"}',
    'line 1, column 15: "serverUrl" must not hold a question mark or a hash sign',
  ],
  [
    '{"contactCenterId": "a b"}',
    'line 1, column 21: "contactCenterId" must be 1 to 128 letters, digits or signs, without spaces',
  ],
  ['{"endpoint": null}', 'line 1, column 14: "endpoint" must be a text'],
  ['{"startFields": {}}', 'line 1, column 17: "startFields" must be a list of fields'],
  [
    '{"startFields":\n [{"key":"order","label":"Order","kind":"text","pattern":"[a"}]}',
    'line 2, column 58: "startFields.0.pattern" is not a valid regular expression',
  ],
  ['{"kiosk": "yes"}', 'line 1, column 11: "kiosk" must be true or false'],
  ['{"enforced": {"kiosk": 1}}', 'line 1, column 24: "kiosk" must be true or false'],
  ['{"enforced": {"kiosk": false},\n "kiosk": true}', 'line 1, column 15: "kiosk" is there twice'],
  ['{"enforced": {"kiosk": true,\n "kiosk": true}}', 'line 1, column 15: "kiosk" is there twice'],
  [
    '{"defaults": {"kiosk": true}}',
    'line 1, column 15: "kiosk" cannot only be proposed: put it beside "defaults", or into "enforced"',
  ],
  ['{"enforced": {"Kiosk": true}}', 'line 1, column 15: "Kiosk" is not a setting; did you mean "kiosk"?'],
  ['{"defaults": {"kisk": true}}', 'line 1, column 15: "kisk" is not a setting; did you mean "kiosk"?'],
  ['{"kiosk": true,\n "kiosk": false}', 'line 1, column 2: "kiosk" is there twice'],
  ['{"enforced": [], "language": "de"}', 'line 1, column 14: "enforced" must be an object of settings'],
  ['{"enforced": {}, "enforced": {}}', 'line 1, column 2: "enforced" is there twice'],
  ['{"enforce": {}}', 'line 1, column 2: "enforce" is not a setting; did you mean "enforced"?'],
  ['{"Kiosk": true}', 'line 1, column 2: "Kiosk" is not a setting; did you mean "kiosk"?'],
  [
    '{"serverURL": "https://chat.example.com"}',
    'line 1, column 2: "serverURL" is not a setting; did you mean "serverUrl"?',
  ],
  ['{"endpoint": "a",\n "endpoint": "b"}', 'line 1, column 2: "endpoint" is there twice'],
  ['[]', 'line 1, column 1: a policy must be a JSON object'],
  ['null', 'line 1, column 1: a policy must be a JSON object'],
])('where nothing safe can stand in, all is refused: %s', (text, sentence) => {
  expect(read(text).refusals).toEqual([sentence]);
});

test.each([
  [
    '{"future": {"a": 1}, "openLinks": true}',
    'line 1, column 2: "future" is not a setting',
    { enforced: { openLinks: true } },
  ],
  ['{"enforced": {"__proto__": {"openLinks": true}}}', 'line 1, column 15: "__proto__" is not a setting', {}],
  // Meant to lock something: what it was is guessed, and what that is worth is not.
  [
    '{"openLink": true}',
    'line 1, column 2: "openLink" is not a setting; did you mean "openLinks"? ("openLinks" is locked at false until this is mended)',
    { enforced: { openLinks: false } },
  ],
  // The right name is there as well, and decides.
  [
    '{"openLink": false, "openLinks": true}',
    'line 1, column 2: "openLink" is not a setting; did you mean "openLinks"?',
    { enforced: { openLinks: true } },
  ],
  [
    '{"openLinks": true, "openLinks": true}',
    'line 1, column 2: "openLinks" is there twice ("openLinks" is locked at false until this is mended)',
    { enforced: { openLinks: false } },
  ],
  [
    '{"openLinks": true, "enforced": {"openLinks": true}}',
    'line 1, column 34: "openLinks" is there twice ("openLinks" is locked at false until this is mended)',
    { enforced: { openLinks: false } },
  ],
  [
    '{"extraHeaders": {"a": "1", "a": "2"}}',
    'line 1, column 19: "extraHeaders.a" is there twice ("extraHeaders" is locked at {} until this is mended)',
    { enforced: { extraHeaders: {} } },
  ],
  // A header of that name has nothing to do with counters.
  [
    '{"extraHeaders": {"kiosk": "1", "kiosk": "2"}}',
    'line 1, column 19: "extraHeaders.kiosk" is there twice ("extraHeaders" is locked at {} until this is mended)',
    { enforced: { extraHeaders: {} } },
  ],
  // What is only proposed locks nothing, right or wrong.
  [
    '{"defaults": {"openLinks": "no", "language": "de"}}',
    'line 1, column 28: "openLinks" must be true or false',
    { defaults: { language: 'de' } },
  ],
  [
    '{"defaults": {"openLink": false}}',
    'line 1, column 15: "openLink" is not a setting; did you mean "openLinks"?',
    {},
  ],
  [
    '{"defaults": {"serverUrl": "http://chat.example.com"}}',
    'line 1, column 28: "serverUrl" must begin with https:// (plain http is only for this computer)',
    {},
  ],
  ['{"defaults": {"language": "de", "language": "fr"}}', 'line 1, column 15: "language" is there twice', {}],
  ['{"defaults": 7}', 'line 1, column 14: "defaults" must be an object of settings', {}],
])('what is wrong is named, and the rest applies: %s', (text, fault, rest) => {
  expect(read(text)).toEqual({ ...NOTHING, ...rest, faults: [fault] });
});

test('whatever setting is enforced with a value of the wrong type: nobody else decides it', () => {
  for (const name of SETTING_NAMES) {
    const { enforced, refusals } = read(JSON.stringify({ [name]: [[null]] }));
    expect({ name, isDecided: name in enforced || refusals.length > 0 }).toEqual({ name, isDecided: true });
  }
});

test('what stands in for a value that is not valid is never wider than the default', () => {
  const switches = SAFE_TABLE.filter(([, , , safe]) => safe === true).map(([name]) => name);
  for (const name of switches) expect(DEFAULT_SETTINGS[name]).toBe(true);
});
