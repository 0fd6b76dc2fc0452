import { expect, test } from 'vitest';
import type { SettingsLayer } from '@shared/settings';
import { silentLog } from '../lib/log';
import { createSettingsExchange } from './exchange';
import { mergeLayers, type SettingLayers } from './layers';

const SALES = {
  id: 'sales',
  name: 'Sales',
  serverUrl: 'https://sales.example.com',
  contactCenterId: 'sales-center',
  extraHeaders: { apikey: 'top-secret' },
  endpoint: '',
};

function setUp(layers: SettingLayers = {}) {
  const disk = { file: '', user: { ...layers.user } as SettingsLayer };
  const exchange = createSettingsExchange({
    settings: {
      explain: () => mergeLayers({ ...layers, user: disk.user }),
      save(changes) {
        disk.user = { ...disk.user, ...changes };
        return Promise.resolve(true);
      },
    },
    askWhereTo: () => Promise.resolve('there.json'),
    askWhichFile: () => Promise.resolve('there.json'),
    readFile: () => Promise.resolve(disk.file),
    writeFile(_path, content) {
      disk.file = content;
      return Promise.resolve();
    },
    log: silentLog,
  });
  return { exchange, disk };
}

test('what was exported can be imported elsewhere, and no secret goes along', async () => {
  const from = setUp({
    policy: { pollingProfile: 'economical' },
    user: {
      endpoint: 'parcels',
      enterSends: false,
      extraHeaders: { apikey: 'top-secret' },
      administratorPin: 'hash',
      contactCenters: [SALES],
    },
  });
  expect(await from.exchange.exportToFile()).toEqual({ name: 'exported' });
  expect(from.disk.file).not.toMatch(/top-secret|hash/);
  const { extraHeaders: _secret, ...sales } = SALES;
  expect(JSON.parse(from.disk.file)).toEqual({
    endpoint: 'parcels',
    enterSends: false,
    contactCenters: [sales],
  });

  // There, a contact center of the same id keeps the headers that it has.
  const to = setUp({ user: { contactCenters: [{ ...SALES, endpoint: 'old' }] } });
  to.disk.file = from.disk.file;
  expect(await to.exchange.prepareImport()).toMatchObject({ name: 'prepared', refused: [] });
  expect(to.disk.user).toEqual({ contactCenters: [{ ...SALES, endpoint: 'old' }] });
  expect(await to.exchange.importPrepared()).toEqual({ name: 'saved' });
  expect(to.disk.user).toEqual({ endpoint: 'parcels', enterSends: false, contactCenters: [SALES] });
  expect(to.exchange.importPrepared()).toBeNull();
});

test('each thing that cannot be taken is named with its reason, and the rest is shown before it counts', async () => {
  const { exchange, disk } = setUp({ policy: { endpoint: 'sales' }, user: { logo: '/old.png' } });
  disk.file = JSON.stringify({
    endpoint: 'mine',
    logo: '/new.png',
    enterSends: true,
    notifications: false,
    contactCenterId: 'true',
    accentColor: 'teal',
    unknown: 1,
    serverUrl: 'http://chat.example.com',
    extraHeaders: { apikey: 'x' },
  });
  expect(await exchange.prepareImport()).toEqual({
    name: 'prepared',
    changes: [
      { name: 'contactCenterId', before: '', after: 'true' },
      { name: 'logo', before: '/old.png', after: '/new.png' },
      { name: 'notifications', before: true, after: false },
    ],
    refused: [
      '"accentColor" must be a color such as #0d5c5f',
      '"unknown" is not a setting',
      '"serverUrl" must begin with https:// (plain http is only for this computer)',
      '"extraHeaders" is secret, and not taken from a file',
      '"endpoint" is managed and cannot be changed here',
    ],
  });
});

test.each(['', 'not JSON'])(
  'a file that is no JSON is told, and nothing is prepared: %j',
  async (content) => {
    const { exchange, disk } = setUp();
    disk.file = content;
    expect(await exchange.prepareImport()).toEqual({ name: 'failed' });
    expect(exchange.importPrepared()).toBeNull();
  },
);
