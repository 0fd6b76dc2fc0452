import { expect, test } from 'vitest';
import { mayHavePolicy } from './policyPresence';

const INSTALLED = { standIn: null, systemRoot: 'C:\\Windows', named: null };
const nothing = () => false;

test.each(['linux', 'darwin'] as const)(
  'on %s an installed app without any place has no policy',
  (platform) => {
    expect(mayHavePolicy({ ...INSTALLED, platform }, nothing)).toBe(false);
  },
);

test.each([
  ['linux', '/etc/counterline'],
  ['darwin', '/Library/Application Support/Counterline'],
  ['darwin', '/Library/Managed Preferences/com.counterline.app.plist'],
] as const)('on %s there may be one as soon as there is %s', (platform, place) => {
  expect(mayHavePolicy({ ...INSTALLED, platform }, (path) => path === place)).toBe(true);
});

test('on Windows only a program of the system knows', () => {
  expect(mayHavePolicy({ ...INSTALLED, platform: 'win32' }, nothing)).toBe(true);
});

test('whoever names one wants it read', () => {
  expect(mayHavePolicy({ ...INSTALLED, platform: 'linux', named: '/srv/p.json' }, nothing)).toBe(true);
});

test('from its build the app looks only at the folder that stands in', () => {
  const fromBuild = { ...INSTALLED, platform: 'win32', standIn: '' } as const;
  expect(mayHavePolicy(fromBuild, nothing)).toBe(false);
  expect(mayHavePolicy({ ...fromBuild, standIn: '/stand-in' }, nothing)).toBe(false);
  expect(mayHavePolicy({ ...fromBuild, standIn: '/stand-in' }, () => true)).toBe(true);
});

test('what cannot be looked at may be a policy', () => {
  // A file where a folder has to be.
  const standIn = `${import.meta.filename}/folder`;
  expect(mayHavePolicy({ ...INSTALLED, platform: 'linux', standIn })).toBe(true);
  expect(mayHavePolicy({ ...INSTALLED, platform: 'linux', standIn: '/not/there' })).toBe(false);
});
