import { expect, test } from 'vitest';
import { SETTING_NAMES } from '@shared/settings';
import { EMPTY_LAYER, parseLayer } from '../../settings/layers';
import { readPolicies } from '../../settings/policy/policy';
import { createTestPolicy } from '../../settings/policy/testPolicies';
import { parseCommandLine } from '../commandLine';
import { describeConfig } from './printedConfig';

async function describeWith(policyText: string | null, args: string[] = [], userSettings?: unknown) {
  const commandLine = parseCommandLine(args, 'linux');
  if (!commandLine.ok) throw new Error(commandLine.error);
  return describeConfig({
    version: '1.2.3',
    dataFolder: '/data',
    userFile: '/data/settings.json',
    commandLine: commandLine.value,
    reading: await readPolicies([createTestPolicy('/etc/p.json', policyText)]),
    user: userSettings === undefined ? EMPTY_LAYER : parseLayer(userSettings),
  });
}

test('each setting has its value and says where it is from', async () => {
  const config = await describeWith(
    '{"serverUrl":"https://p.example.com","kiosk":true,"defaults":{"language":"de","enterSends":false}}',
    ['--contact-center-id=from-flag', '--profile=till'],
    { language: 'fr', pollingProfile: 'fast', serverUrl: 'https://u.example.com' },
  );
  const place = '/etc/p.json';
  expect(config).toMatchObject({
    version: '1.2.3',
    dataFolder: '/data',
    profile: 'till',
    starts: true,
    kiosk: { value: true, source: 'policy' },
    policies: [{ place, state: 'inForce', signed: false, faults: [] }],
    userFile: {
      place: '/data/settings.json',
      faults: ['"pollingProfile" must be responsive, balanced or economical'],
    },
    settings: {
      serverUrl: { value: 'https://p.example.com', source: 'policy', place },
      contactCenterId: { value: 'from-flag', source: 'commandLine' },
      language: { value: 'fr', source: 'user', place: '/data/settings.json' },
      enterSends: { value: false, source: 'policyDefault', place },
      pollingProfile: { value: 'balanced', source: 'default' },
    },
  });
  expect(Object.keys(config['settings'] as object)).toEqual(SETTING_NAMES);
});

test('a secret is masked, whoever set it', async () => {
  const secret = { extraHeaders: { apikey: 'planted-secret' } };
  const printed = [
    await describeWith(JSON.stringify(secret)),
    await describeWith(JSON.stringify({ defaults: secret })),
    await describeWith(null, [], secret),
  ].map((config) => JSON.stringify(config));
  for (const text of printed) {
    expect(text).not.toContain('planted-secret');
    expect(text).toContain('"extraHeaders":{"value":{"apikey":"********"}');
  }
});

test('with a policy that cannot be followed it says so, and claims no settings', async () => {
  expect(await describeWith('{"endpoint": 7}')).toMatchObject({
    starts: false,
    kiosk: null,
    settings: null,
    policies: [{ state: 'refused', faults: ['/etc/p.json, line 1, column 14: "endpoint" must be a text'] }],
  });
});
