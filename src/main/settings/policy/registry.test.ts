import { expect, test } from 'vitest';
import { withoutPlaces } from './locatedJson';
import { readPolicyDocument } from './policyDocument';
import { hasRegistryKey, parseRegistryPolicy } from './registry';

const KEY = 'HKLM\\Software\\Policies\\Counterline';
const FULL = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Counterline';

/** As the documentation of reg.exe shows it; no Windows was at hand. */
function print(...lines: string[]): string {
  return ['', FULL, ...lines, '', ''].join('\r\n');
}

const value = (name: string, type: string, data: string) => `    ${name}    ${type}    ${data}`;

test('each type becomes what its setting asks for', () => {
  const output = print(
    value('(Default)', 'REG_SZ', '(value not set)'),
    value('serverUrl', 'REG_SZ', 'https://chat.example.com'),
    value('contactCenterId', 'REG_SZ', '12345'),
    value('openLinks', 'REG_DWORD', '0x0'),
    value('notifications', 'REG_DWORD', '0x1'),
    value('endpoint', 'REG_SZ', ''),
    value('extraHeaders', 'REG_SZ', '{"apikey":"a    REG_SZ    b"}'),
    value('kiosk', 'REG_DWORD', '0x1'),
    '',
    `${FULL}\\Recommended`,
    value('language', 'REG_SZ', 'de'),
    value('enterSends', 'REG_SZ', 'false'),
    '',
    `${FULL}\\Somewhere\\Else`,
    value('language', 'REG_SZ', 'fr'),
  );
  const policy = parseRegistryPolicy(output, KEY);
  expect(policy).toEqual({
    ok: true,
    value: {
      kiosk: true,
      enforced: {
        serverUrl: 'https://chat.example.com',
        contactCenterId: '12345',
        openLinks: false,
        notifications: true,
        endpoint: '',
        extraHeaders: { apikey: 'a    REG_SZ    b' },
      },
      defaults: { language: 'de', enterSends: false },
    },
  });
});

test.each([
  [value('openLinks', 'REG_DWORD', '0x2'), 'faults', '"openLinks" must be true or false'],
  [value('openLinks', 'REG_SZ', 'nope'), 'faults', '"openLinks" must be true or false'],
  [value('openLinks', 'REG_BINARY', '00'), 'faults', '"openLinks" must be true or false'],
  [
    value('extraHeaders', 'REG_SZ', '{"apikey":'),
    'faults',
    '"extraHeaders" must be an object of names and texts',
  ],
  [value('openLink', 'REG_DWORD', '0x1'), 'faults', '"openLink" is not a setting; did you mean "openLinks"?'],
  [value('kiosk', 'REG_SZ', 'yes'), 'refusals', '"kiosk" must be true or false'],
  [value('contactCenterId', 'REG_DWORD', '0x5'), 'refusals', '"contactCenterId" must be a text'],
  // What the console's code page may have changed is not guessed at.
  [value('endpoint', 'REG_SZ', 'Verk\u00e4ufe'), 'refusals', '"endpoint" must be a text'],
] as const)('%j is a fault like any other', (line, kind, sentence) => {
  const policy = parseRegistryPolicy(print(line), KEY);
  if (!policy.ok) throw new Error(policy.error);
  const found = readPolicyDocument(withoutPlaces(policy.value))[kind];
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(sentence);
});

test.each(['second line of a value', '  name  REG_SZ  x', '{ "a": 1 }'])(
  'a line that is none of the known ones refuses all: %j',
  (line) => {
    expect(parseRegistryPolicy(print(value('endpoint', 'REG_SZ', 'x'), line), KEY)).toEqual({
      ok: false,
      error: 'cannot be read: a value in it has more than one line, or a form that is not known',
    });
  },
);

test('the key is looked for by its whole name', () => {
  const list = ['', 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Microsoft', FULL, ''].join('\r\n');
  expect(hasRegistryKey(list, 'counterline')).toBe(true);
  expect(hasRegistryKey(list.replace('\\Counterline', '\\Counterline2'), 'Counterline')).toBe(false);
});
