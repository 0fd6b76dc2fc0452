import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, SETTING_NAMES, type SettingsLayer } from '@shared/settings';
import { mergeLayers, parseLayer, type SettingLayers } from './layers';

const LAYERS = ['demo', 'policy', 'commandLine', 'user'] as const;
const layer = (name: string): SettingsLayer => ({ endpoint: `of ${name}` });

/** Every choice of layers that hold a value, and who must win: the first of them in the order of strength. */
const choices = Array.from({ length: 2 ** LAYERS.length }, (_, bits) =>
  LAYERS.filter((_name, at) => (bits >> at) & 1),
);

test.each(choices.map((choice) => [choice.join(', ') || 'nobody', choice] as const))(
  'with a value from %s, the strongest of them decides',
  (_name, choice) => {
    const layers: SettingLayers = Object.fromEntries(choice.map((name) => [name, layer(name)]));
    const { values, sources } = mergeLayers(layers);
    const winner = choice[0];
    expect({ endpoint: values.endpoint, source: sources.endpoint }).toEqual({
      endpoint: winner === undefined ? '' : `of ${winner}`,
      source: winner ?? 'default',
    });
  },
);

test('without any layer, all is as by default', () => {
  expect(mergeLayers({})).toEqual({
    values: DEFAULT_SETTINGS,
    sources: Object.fromEntries(SETTING_NAMES.map((name) => [name, 'default'])),
  });
});

test('each setting is decided by itself; false and empty are values, absent is not', () => {
  const { values, sources } = mergeLayers({
    policy: { allowInsecureHttp: false, endpoint: '' },
    commandLine: { contactCenterId: 'from-flag' },
    user: {
      allowInsecureHttp: true,
      endpoint: 'sales',
      contactCenterId: 'mine',
      pollingProfile: 'economical',
    },
  });
  expect(values).toEqual({
    ...DEFAULT_SETTINGS,
    contactCenterId: 'from-flag',
    pollingProfile: 'economical',
  });
  expect(sources).toMatchObject({
    allowInsecureHttp: 'policy',
    endpoint: 'policy',
    contactCenterId: 'commandLine',
    pollingProfile: 'user',
    serverUrl: 'default',
  });
});

test('a malformed value is no value: the next layer decides', () => {
  const policy = parseLayer({ pollingProfile: 'fast' });
  expect(
    mergeLayers({ policy: policy.values, user: { pollingProfile: 'responsive' } }).values.pollingProfile,
  ).toBe('responsive');
});

test('a layer with every setting is read in full', () => {
  const raw = {
    serverUrl: ' https://chat.example.com/// ',
    allowInsecureHttp: true,
    contactCenterId: 'center-1',
    extraHeaders: { apikey: 'k' },
    resourcePath: 'me/chat',
    endpoint: 'sales',
    pollingProfile: 'economical',
  };
  expect(parseLayer(raw)).toEqual({ values: { ...raw, serverUrl: 'https://chat.example.com' }, faults: [] });
});

test.each([
  [{ serverUrl: 7 }, '"serverUrl" must be a text'],
  [{ idleSeconds: 5 }, '"idleSeconds" must be a whole number of seconds from 30 to 3600'],
  [{ idleCountdownSeconds: 10 }, '"idleCountdownSeconds" must be a whole number of seconds from 20 to 300'],
  [{ counterLanguages: ['en', 'en'] }, '"counterLanguages" must have each language once'],
  [{ attractMessage: {} }, '"attractMessage" must not be empty'],
  [{ serverUrl: 'x'.repeat(2049) }, '"serverUrl" must be at most 2048 characters long'],
  [{ allowInsecureHttp: 'yes' }, '"allowInsecureHttp" must be true or false'],
  [{ contactCenterId: 'a b' }, '"contactCenterId" must be 1 to 128 letters, digits or signs, without spaces'],
  [
    { contactCenterId: 'x\r\nAuthorization: y' },
    '"contactCenterId" must be 1 to 128 letters, digits or signs, without spaces',
  ],
  [{ contactCenterId: '€' }, '"contactCenterId" must be 1 to 128 letters, digits or signs, without spaces'],
  [
    { extraHeaders: { AUTHORIZATION: 'x' } },
    '"extraHeaders.AUTHORIZATION" must not be set here: the app owns this header',
  ],
  [{ extraHeaders: { cookie: 'x' } }, '"extraHeaders.cookie" must not be set here: the app owns this header'],
  [{ extraHeaders: { Host: 'x' } }, '"extraHeaders.Host" must not be set here: the app owns this header'],
  [{ extraHeaders: { 'a b': 'x' } }, '"extraHeaders.a b" is not a valid header name'],
  [{ extraHeaders: { apikey: 'x\ny' } }, '"extraHeaders.apikey" must have a value of plain ASCII characters'],
  [{ resourcePath: 'me' }, '"resourcePath" must be auto, chats or me/chat'],
  [{ endpoint: 'x'.repeat(257) }, '"endpoint" must be at most 256 characters long'],
  [{ pollingProfile: 'fast' }, '"pollingProfile" must be responsive, balanced or economical'],
  [{ serverURL: 'https://x' }, '"serverURL" is not a setting'],
  [{ constructor: 1 }, '"constructor" is not a setting'],
  [JSON.parse('{"__proto__":{"endpoint":"x"}}'), '"__proto__" is not a setting'],
])('%j is left out, with a sentence that says why', (raw, fault) => {
  expect(parseLayer(raw)).toEqual({ values: {}, faults: [fault] });
});

test.each([null, undefined, 7, 'x', []])('%j is no layer', (raw) => {
  expect(parseLayer(raw)).toEqual({ values: {}, faults: ['must be a JSON object of settings'] });
});

describe('a list of contact centers', () => {
  const evil = [{ id: 'evil', name: 'Evil', serverUrl: 'https://evil.example', contactCenterId: 'x' }];
  const policy = { serverUrl: 'https://chat.example.com', contactCenterId: 'main-desk' };

  test.each([
    ['a person', { policy, user: { contactCenters: evil, contactCenter: 'evil' } }],
    ['a person, where a flag has named the server', { commandLine: policy, user: { contactCenters: evil } }],
  ])('of %s leads around no server that somebody stronger has named', (_whose, layers) => {
    const { values, sources } = mergeLayers(layers as unknown as SettingLayers);
    expect([values.contactCenters, values.contactCenter, sources.contactCenters]).toEqual([
      [],
      '',
      'default',
    ]);
  });

  test('counts where the same hand has named both, or nobody stronger has', () => {
    for (const layers of [
      { user: { ...policy, contactCenters: evil } },
      { policy: { contactCenters: evil }, user: policy },
      { policyDefault: policy, user: { contactCenters: evil } },
    ])
      expect(mergeLayers(layers as unknown as SettingLayers).values.contactCenters).toEqual(evil);
  });
});
