import { describe, expect, test } from 'vitest';
import type { SettingsLayer } from '@shared/settings';
import { silentLog } from '../lib/log';
import { createSettings } from './settings';
import type { UserSettingsFile } from './userFile';

const REAL = { serverUrl: 'https://chat.example.com', contactCenterId: 'center-1' };
const DEMO = { serverUrl: 'http://127.0.0.1:9999', contactCenterId: 'demo' };

interface Layers {
  readonly policy?: SettingsLayer;
  readonly commandLine?: SettingsLayer;
  readonly user?: SettingsLayer;
  readonly policyDefault?: SettingsLayer;
}

function setUp(layers: Layers = {}, { keepsChoices = true } = {}) {
  const disk = { values: layers.user ?? {}, broken: false };
  const userFile: UserSettingsFile = {
    getValues: () => disk.values,
    save(changes) {
      if (disk.broken) return Promise.reject(new Error('disk full'));
      disk.values = { ...disk.values, ...changes };
      return Promise.resolve();
    },
  };
  let changes = 0;
  const settings = createSettings({
    userFile,
    policy: { enforced: layers.policy ?? {}, defaults: layers.policyDefault ?? {} },
    commandLine: layers.commandLine ?? {},
    keepsChoices,
    log: silentLog,
    onChange: () => (changes += 1),
  });
  return { settings, disk, countChanges: () => changes };
}

test.each([
  ['nothing', {}, false],
  ['an address without an id', { serverUrl: REAL.serverUrl }, false],
  ['an id without an address', { contactCenterId: 'center-1' }, false],
  ['an address with a user name', { ...REAL, serverUrl: 'https://u@chat.example.com' }, false],
  ['plain http', { ...REAL, serverUrl: 'http://chat.example.com' }, false],
  [
    'plain http where it is allowed',
    { ...REAL, serverUrl: 'http://chat.example.com', allowInsecureHttp: true },
    true,
  ],
  ['both', REAL, true],
])('with %s, configured is %s', (_name, user, expected) => {
  expect(setUp({ user }).settings.isConfigured()).toBe(expected);
});

describe('saving the connection', () => {
  test('tidies what was typed, keeps it, and tells of it', async () => {
    const { settings, disk, countChanges } = setUp();
    const typed = { serverUrl: '  https://chat.example.com/// ', contactCenterId: ' center-1 ' };
    expect(await settings.saveConnection(typed)).toEqual({ name: 'saved' });
    expect([disk.values, countChanges(), settings.getConnectionView()]).toEqual([
      REAL,
      1,
      { configured: true, ...REAL, departments: [], locked: [] },
    ]);
  });

  test.each([
    [{ serverUrl: '' }, 'serverUrl', 'empty'],
    [{ serverUrl: '///' }, 'serverUrl', 'empty'],
    [{ serverUrl: 'chat' }, 'serverUrl', 'notAnAddress'],
    [{ serverUrl: `https://chat.example.com/${'x'.repeat(2048)}` }, 'serverUrl', 'notAnAddress'],
    [{ serverUrl: 'http://chat.example.com' }, 'serverUrl', 'needsHttps'],
    [{ serverUrl: 'https://u:p@chat.example.com' }, 'serverUrl', 'hasCredentials'],
    [{ serverUrl: 'https://chat.example.com/?x' }, 'serverUrl', 'hasQuery'],
    [{ contactCenterId: ' ' }, 'contactCenterId', 'empty'],
    [{ contactCenterId: 'a b' }, 'contactCenterId', 'badCharacters'],
    [{ contactCenterId: 'x'.repeat(129) }, 'contactCenterId', 'badCharacters'],
  ])('of %j names the field and what is wrong, and saves nothing', async (changed, field, fault) => {
    const { settings, disk, countChanges } = setUp();
    const expected = { name: 'fieldFault', field, fault };
    expect(settings.checkConnection({ ...REAL, ...changed })).toEqual(expected);
    expect(await settings.saveConnection({ ...REAL, ...changed })).toEqual(expected);
    expect([disk.values, countChanges()]).toEqual([{}, 0]);
  });

  test('that the disk does not take says so, and leaves all as it was', async () => {
    const { settings, disk, countChanges } = setUp();
    disk.broken = true;
    expect(await settings.saveConnection(REAL)).toEqual({ name: 'notSaved' });
    expect([settings.isConfigured(), countChanges()]).toEqual([false, 0]);
  });
});

describe.each(['policy', 'commandLine'] as const)('a field that the %s decides', (source) => {
  const managed = { serverUrl: 'https://managed.example.com' };

  test('is locked, and cannot be saved otherwise', async () => {
    const { settings, disk } = setUp({ [source]: managed });
    expect(settings.getConnectionView()).toMatchObject({ ...managed, locked: ['serverUrl'] });
    expect(await settings.saveConnection(REAL)).toEqual({
      name: 'fieldFault',
      field: 'serverUrl',
      fault: 'locked',
    });
    expect(disk.values).toEqual({});
  });

  test('is left out when the rest is saved, so that it goes when the one who decided it lets go', async () => {
    const { settings, disk } = setUp({ [source]: managed });
    expect(await settings.saveConnection({ ...managed, contactCenterId: 'mine' })).toEqual({ name: 'saved' });
    expect(disk.values).toEqual({ contactCenterId: 'mine' });
  });
});

describe('what a person chooses', () => {
  test('is kept, told of, and seen by the page', async () => {
    const { settings, disk, countChanges } = setUp();
    expect(await settings.choose({ language: 'fr', enterSends: undefined })).toEqual({ name: 'saved' });
    expect(disk.values).toEqual({ language: 'fr' });
    expect(countChanges()).toBe(1);
    expect(settings.getPreferences().values).toMatchObject({ language: 'fr', enterSends: true });
  });

  test.each(['policy', 'commandLine'] as const)('is refused where the %s has decided', async (source) => {
    const { settings, disk, countChanges } = setUp({ [source]: { enterSends: false } });
    expect(settings.getPreferences()).toMatchObject({
      values: { enterSends: false },
      locked: ['enterSends'],
    });
    expect(await settings.choose({ enterSends: true, language: 'fr' })).toEqual({ name: 'locked' });
    expect(disk.values).toEqual({});
    expect(countChanges()).toBe(0);
  });

  test('is said not to be saved on a full disk', async () => {
    const { settings, disk } = setUp();
    disk.broken = true;
    expect(await settings.choose({ language: 'fr' })).toEqual({ name: 'notSaved' });
    expect(settings.getPreferences().values.language).toBe('system');
  });

  test('at a counter is that customer’s alone, and never on the disk', async () => {
    const { settings, disk, countChanges } = setUp({ user: { language: 'de' } }, { keepsChoices: false });
    expect(await settings.choose({ language: 'fr' })).toEqual({ name: 'saved' });
    expect([settings.getPreferences().values.language, disk.values]).toEqual(['fr', { language: 'de' }]);
    settings.forgetChoices();
    expect(settings.getPreferences().values.language).toBe('de');
    settings.forgetChoices();
    expect(countChanges()).toBe(2);
  });

  test('at a counter is refused as well where a policy has decided', async () => {
    const { settings } = setUp({ policy: { language: 'de' } }, { keepsChoices: false });
    expect(await settings.choose({ language: 'fr' })).toEqual({ name: 'locked' });
    expect(settings.getPreferences().values.language).toBe('de');
  });
});

describe('what a policy only proposes', () => {
  test('counts until a person chooses otherwise', async () => {
    const { settings } = setUp({ policyDefault: { ...REAL, language: 'de' } });
    expect(settings.getConnectionView()).toMatchObject({ configured: true, ...REAL, locked: [] });
    expect(settings.getPreferences()).toMatchObject({ values: { language: 'de' }, locked: [] });
    expect(await settings.choose({ language: 'fr' })).toEqual({ name: 'saved' });
    expect(settings.getPreferences().values.language).toBe('fr');
  });
});

describe('a policy that changes while the app runs', () => {
  test('is told of, locks what it now decides, and frees what it no longer does', async () => {
    const { settings, countChanges } = setUp({ policy: { enterSends: false }, user: REAL });
    settings.setPolicy({ enforced: { language: 'de' }, defaults: { notificationSound: false } });
    expect(settings.getPreferences()).toMatchObject({
      values: { language: 'de', enterSends: true, notificationSound: false },
      locked: ['language'],
    });
    expect(countChanges()).toBe(1);
    expect(await settings.choose({ language: 'fr' })).toEqual({ name: 'locked' });
    expect(await settings.choose({ enterSends: false })).toEqual({ name: 'saved' });
  });
});

describe('the demo', () => {
  test('is what the app talks to while it runs, and nothing afterwards', () => {
    const { settings, disk, countChanges } = setUp();
    settings.setDemo(DEMO);
    expect([settings.isConfigured(), settings.get()]).toMatchObject([true, DEMO]);
    settings.setDemo(null);
    expect([settings.isConfigured(), settings.get().serverUrl, disk.values, countChanges()]).toEqual([
      false,
      '',
      {},
      2,
    ]);
  });

  test('never shows in the form, where it could be saved for good', () => {
    const { settings } = setUp({ user: { contactCenterId: 'mine' } });
    settings.setDemo(DEMO);
    expect(settings.getConnectionView()).toEqual({
      configured: true,
      serverUrl: '',
      contactCenterId: 'mine',
      departments: [],
      locked: [],
    });
  });

  test('does not unlock what a policy decides', async () => {
    const { settings } = setUp({ policy: REAL });
    settings.setDemo(DEMO);
    expect(settings.getConnectionView().locked).toEqual(['serverUrl', 'contactCenterId']);
    expect(await settings.saveConnection(DEMO)).toMatchObject({ fault: 'locked' });
  });
});
