import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, settingSchemas, type Settings } from '@shared/settings';
import {
  chooseDestination,
  findDestination,
  getDepartments,
  hasDestination,
  inForce,
  listDestinations,
} from './contactCenters';

const SALES = {
  id: 'sales',
  name: { en: 'Sales', de: 'Verkauf' },
  serverUrl: 'https://sales.example.com',
  contactCenterId: 'sales-center',
  extraHeaders: { apikey: 'sales-key' },
  endpoint: 'sales-queue',
  accentColor: '#112233',
};
const REPAIRS = {
  id: 'repairs',
  name: 'Repairs',
  serverUrl: 'https://repairs.example.com',
  contactCenterId: 'repairs-center',
  startFields: [{ key: 'device', label: 'Device', kind: 'text' }],
};
const PLAIN = { serverUrl: 'https://chat.example.com', contactCenterId: 'plain' };

function settingsWith(more: object): Settings {
  const given = { ...PLAIN, ...more };
  const parsed = Object.entries(given).map(([name, value]) => [
    name,
    settingSchemas[name as keyof Settings]().parse(value),
  ]);
  return { ...DEFAULT_SETTINGS, ...(Object.fromEntries(parsed) as Partial<Settings>) };
}

const both = settingsWith({ contactCenters: [SALES, REPAIRS] });

test('without named contact centers, chats go where they always went', () => {
  const settings = settingsWith({});
  expect(chooseDestination(settings)).toEqual({ settings });
  expect(findDestination(settings, undefined)).toEqual({ settings });
  expect([chooseDestination(settings, 'sales'), findDestination(settings, 'sales')]).toEqual([null, null]);
  expect([getDepartments(settings), inForce(settings), hasDestination(settings)]).toEqual([
    [],
    settings,
    true,
  ]);
});

test('of two, the customer chooses, and nothing of the other or of the plain connection goes along', () => {
  expect(getDepartments(both).map(({ id, name, startFields }) => [id, name, startFields.length])).toEqual([
    ['sales', SALES.name, 0],
    ['repairs', 'Repairs', 1],
  ]);
  expect(chooseDestination(both)).toBeNull();
  expect(chooseDestination(both, 'none')).toBeNull();
  expect(chooseDestination(both, 'repairs')).toMatchObject({
    contactCenter: 'repairs',
    settings: {
      serverUrl: REPAIRS.serverUrl,
      contactCenterId: 'repairs-center',
      extraHeaders: {},
      endpoint: '',
      startFields: [{ key: 'device' }],
    },
  });
  expect(chooseDestination(both, 'sales')?.settings).toMatchObject({
    extraHeaders: { apikey: 'sales-key' },
    endpoint: 'sales-queue',
    accentColor: '#112233',
  });
});

describe('one that the administrator has fixed', () => {
  const fixed = settingsWith({ contactCenters: [SALES, REPAIRS], contactCenter: 'sales' });

  test('is the only one, and lends its color', () => {
    expect([getDepartments(fixed), chooseDestination(fixed)?.contactCenter]).toEqual([[], 'sales']);
    expect(chooseDestination(fixed, 'repairs')).toBeNull();
    expect(inForce(fixed).accentColor).toBe('#112233');
  });

  test('leaves a chat of an earlier run with its own', () => {
    expect(findDestination(fixed, 'repairs')?.settings.serverUrl).toBe(REPAIRS.serverUrl);
    expect(findDestination(fixed, undefined)?.settings.serverUrl).toBe(PLAIN.serverUrl);
  });

  test('and is not there, leaves none', () => {
    const lost = settingsWith({ contactCenters: [SALES], contactCenter: 'gone' });
    expect([chooseDestination(lost), hasDestination(lost)]).toEqual([null, false]);
  });
});

test('plain http to another computer is no choice, unless it is allowed', () => {
  const insecure = { ...REPAIRS, serverUrl: 'http://repairs.example.com' };
  const refused = settingsWith({ contactCenters: [SALES, insecure] });
  expect([getDepartments(refused), chooseDestination(refused)?.contactCenter]).toEqual([[], 'sales']);
  const allowed = settingsWith({ contactCenters: [SALES, insecure], allowInsecureHttp: true });
  expect(getDepartments(allowed).map(({ id }) => id)).toEqual(['sales', 'repairs']);
});

test.each([
  [[SALES, SALES], '1.id is there twice'],
  [[{ ...SALES, id: 'a b' }], '0.id must be 1 to 64 letters, digits, "_" or "-"'],
  [
    [{ ...SALES, serverUrl: 'https://u:p@x.example' }],
    '0.serverUrl must be a full address such as https://chat.example.com, without a user name, "?" or "#"',
  ],
  [
    [{ ...SALES, serverUrl: 'file:///etc/passwd' }],
    '0.serverUrl must be a full address such as https://chat.example.com, without a user name, "?" or "#"',
  ],
  [
    [{ ...SALES, contactCenterId: '' }],
    '0.contactCenterId must be 1 to 128 letters, digits or signs, without spaces',
  ],
  [
    [{ ...SALES, extraHeaders: { Authorization: 'x' } }],
    '0.extraHeaders.Authorization must not be set here: the app owns this header',
  ],
  [[{ ...SALES, colour: 'red' }], '0 has no part "colour"'],
  ['sales', ' must be a list of contact centers'],
])('%j is refused with a sentence', (value, sentence) => {
  const parsed = settingSchemas.contactCenters().safeParse(value);
  expect(parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([sentence]);
});

test('a test of the connection tries every place that a chat may go to, and no other', () => {
  const idsOf = (settings: Settings) => listDestinations(settings).map(({ contactCenter }) => contactCenter);
  const open = { ...REPAIRS, id: 'open', serverUrl: 'http://open.example.com' };
  expect(idsOf(both)).toEqual(['sales', 'repairs']);
  expect(idsOf(settingsWith({ contactCenters: [SALES, open] }))).toEqual(['sales']);
  expect(idsOf({ ...both, contactCenter: 'repairs' })).toEqual(['repairs']);
  expect(idsOf(settingsWith({}))).toEqual([undefined]);
  expect(idsOf(DEFAULT_SETTINGS)).toEqual([]);
});
