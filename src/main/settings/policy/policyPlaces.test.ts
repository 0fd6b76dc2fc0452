import { expect, test } from 'vitest';
import { listPolicySources } from './policyPlaces';

const INSTALLED = { standIn: null, systemRoot: 'C:\\Windows', named: null };
const placesOf = (places: Parameters<typeof listPolicySources>[0]) =>
  listPolicySources(places).map(({ place }) => place);

test.each([
  ['linux', ['/etc/counterline/policy.json']],
  [
    'darwin',
    [
      '/Library/Managed Preferences/com.counterline.app.plist',
      '/Library/Application Support/Counterline/policy.json',
    ],
  ],
  ['win32', ['HKLM\\Software\\Policies\\Counterline']],
] as const)('on %s the installed app looks at %j, and then at what --policy names', (platform, machine) => {
  expect(placesOf({ ...INSTALLED, platform })).toEqual(machine);
  expect(placesOf({ ...INSTALLED, platform, named: '/srv/p.json' })).toEqual([...machine, '/srv/p.json']);
});

test('a test names a folder in place of the machine’s, or none', () => {
  expect(placesOf({ ...INSTALLED, platform: 'linux', standIn: '/stand-in' })).toEqual([
    '/stand-in/policy.json',
  ]);
  expect(placesOf({ ...INSTALLED, platform: 'win32', standIn: '' })).toEqual([]);
  expect(placesOf({ ...INSTALLED, platform: 'darwin', standIn: '', named: '/srv/p.json' })).toEqual([
    '/srv/p.json',
  ]);
});
