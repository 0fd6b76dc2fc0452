import { describe, expect, test } from 'vitest';
import { SETTING_NAMES, type SettingsLayer } from '@shared/settings';
import { SECRET_MASK } from '@shared/settingViews';
import { createSettingsEditor } from './editor';
import { mergeLayers, type SettingLayers } from './layers';

const SALES = {
  id: 'sales',
  name: 'Sales',
  serverUrl: 'https://sales.example.com',
  contactCenterId: 'sales-center',
  extraHeaders: { apikey: 'top-secret' },
  endpoint: '',
};

function setUp(layers: SettingLayers = {}, { broken = false } = {}) {
  const disk = { user: { ...layers.user } as SettingsLayer };
  const editor = createSettingsEditor({
    explain: () => mergeLayers({ ...layers, user: disk.user }),
    save(changes, removed = []) {
      if (broken) return Promise.resolve(false);
      const kept = Object.entries({ ...disk.user, ...changes });
      disk.user = Object.fromEntries(kept.filter(([name]) => !removed.some((gone) => gone === name)));
      return Promise.resolve(true);
    },
  });
  const find = (name: string) => editor.describe().settings.find((view) => view.name === name);
  return { editor, disk, find };
}

test('every setting is described but the PINs, each with its source and whether that can be changed', () => {
  const { editor, find } = setUp({
    policy: { endpoint: 'sales' },
    commandLine: { serverUrl: 'https://chat.example.com' },
    user: { enterSends: false },
    policyDefault: { notifications: false },
  });
  const names = editor.describe().settings.map(({ name }) => name);
  expect([...names].sort()).toEqual(SETTING_NAMES.filter((name) => !name.endsWith('Pin')).sort());
  expect(
    ['endpoint', 'serverUrl', 'enterSends', 'notifications', 'logo'].map((name) => {
      const { source, isLocked } = find(name) ?? {};
      return [source, isLocked];
    }),
  ).toEqual([
    ['policy', true],
    ['commandLine', true],
    ['user', false],
    ['policyDefault', false],
    ['default', false],
  ]);
});

test('each is edited as its kind asks', () => {
  const { find } = setUp({ user: { pollingProfile: 'economical', accentColor: '#112233' } });
  expect(find('enterSends')?.control).toEqual({ kind: 'switch', value: true, default: true });
  expect(find('pollingProfile')?.control).toEqual({
    kind: 'choice',
    value: 'economical',
    default: 'balanced',
    choices: ['responsive', 'balanced', 'economical'],
  });
  expect(find('accentColor')?.control).toEqual({ kind: 'color', value: '#112233', default: '' });
  expect(find('endpoint')?.control).toEqual({ kind: 'text', value: '', default: '' });
  expect(find('startFields')?.control).toMatchObject({ kind: 'json', value: '[]', entries: 0 });
});

describe('secrets', () => {
  const { editor, disk } = setUp({
    user: { extraHeaders: { apikey: 'top-secret', other: 'hidden' }, contactCenters: [SALES] },
  });

  test('never leave', () => {
    const said = JSON.stringify(editor.describe());
    expect(said).not.toMatch(/top-secret|hidden/);
    expect(said).toContain('apikey');
  });

  test('stay where they are not replaced', async () => {
    const rows = [
      { name: 'apikey', value: null },
      { name: 'new', value: 'value' },
    ];
    expect(await editor.change('extraHeaders', rows)).toEqual({ name: 'saved' });
    expect(disk.user.extraHeaders).toEqual({ apikey: 'top-secret', new: 'value' });

    const masked = { ...SALES, endpoint: 'queue', extraHeaders: { apikey: SECRET_MASK, more: 'x' } };
    expect(await editor.change('contactCenters', JSON.stringify([masked]))).toEqual({ name: 'saved' });
    expect(disk.user.contactCenters).toEqual([
      { ...SALES, endpoint: 'queue', extraHeaders: { apikey: 'top-secret', more: 'x' } },
    ]);
  });

  test('do not go along to an entry of another id', async () => {
    const other = { ...SALES, id: 'other', extraHeaders: { apikey: SECRET_MASK } };
    expect(await editor.change('contactCenters', JSON.stringify([other]))).toEqual({
      name: 'refused',
      sentences: ['0.extraHeaders.apikey must have a value of plain ASCII characters'],
    });
  });
});

test.each([
  ['serverUrl', 'chat', ['must be a full address, such as https://chat.example.com']],
  ['serverUrl', 'https://u:p@chat.example.com', ['must not hold a user name or password']],
  ['contactCenterId', 'a b', ['must be 1 to 128 letters, digits or signs, without spaces']],
  ['enterSends', 'yes', ['must be true or false']],
  ['pollingProfile', 'fast', ['must be responsive, balanced or economical']],
  ['accentColor', 'teal', ['must be a color such as #0d5c5f']],
  ['extraHeaders', 'apikey: x', ['must be a list of names and values']],
  ['extraHeaders', [{ name: 'a b', value: 'x' }], ['a b is not a valid header name']],
  ['extraHeaders', [{ name: '__proto__', value: 'x' }], ['__proto__ is not a valid header name']],
  ['extraHeaders', [{ name: 'Host', value: 'x' }], ['Host must not be set here: the app owns this header']],
  ['extraHeaders', [{ name: 'new', value: null }], ['new must have a value']],
  [
    'extraHeaders',
    [
      { name: 'a', value: 'x' },
      { name: 'A', value: 'y' },
    ],
    ['A is there twice'],
  ],
  [
    'startFields',
    '[{"key":"a"}]',
    expect.arrayContaining([expect.stringMatching(/^0\.label must be/)]) as unknown,
  ],
  ['startFields', '[', [expect.stringMatching(/^is not JSON: /) as unknown]],
  ['startFields', true, ['must be written as JSON']],
] as const)('%s does not take %j, and nothing is saved', async (name, input, sentences) => {
  const { editor, disk } = setUp();
  expect(await editor.change(name, input)).toEqual({ name: 'refused', sentences });
  expect(disk.user).toEqual({});
});

test('a locked setting and a PIN are neither changed nor reset', async () => {
  const { editor, disk } = setUp({ policy: { endpoint: 'sales' }, user: { administratorPin: '' } });
  const locked = { name: 'locked' };
  expect(await editor.change('endpoint', 'mine')).toEqual(locked);
  expect(await editor.reset('endpoint')).toEqual(locked);
  expect(await editor.change('administratorPin', '')).toEqual(locked);
  expect(await editor.reset('administratorPin')).toEqual(locked);
  expect(await editor.resetAll()).toEqual({ name: 'saved' });
  expect(disk.user).toEqual({ administratorPin: '' });
});

test('reset takes back what a person has set', async () => {
  const { editor, find } = setUp({ user: { endpoint: 'mine' } });
  expect(await editor.reset('endpoint')).toEqual({ name: 'saved' });
  expect(find('endpoint')).toMatchObject({ source: 'default', control: { value: '' } });
});

test('a disk that does not take it is told', async () => {
  const { editor } = setUp({}, { broken: true });
  expect(await editor.change('endpoint', 'x')).toEqual({ name: 'notSaved' });
});
