import { expect, test } from 'vitest';
import { formatControl, toDebianArchitecture } from './debControl';
import { createVariant, toDebianVersion } from './variant';

test('the control file, as dpkg reads it', () => {
  const text = formatControl({
    name: 'counterline',
    version: '1.2.3',
    architecture: toDebianArchitecture('x64'),
    installedBytes: 2049,
    depends: ['libnss3', 'libgtk-3-0 | libgtk-3-0t64'],
    maintainer: 'Somebody <somebody@example.com>',
    synopsis: 'Chat',
    description: [
      'One paragraph that is long enough to be broken into two lines, since it goes on.',
      'Another.',
    ],
  });
  expect(text).toBe(`Package: counterline
Version: 1.2.3
Architecture: amd64
Maintainer: Somebody <somebody@example.com>
Installed-Size: 3
Depends: libnss3, libgtk-3-0 | libgtk-3-0t64
Section: net
Priority: optional
Description: Chat
 One paragraph that is long enough to be broken into two lines, since it goes
 on.
 .
 Another.
`);
});

const official = {
  version: '1.2.0',
  electronVersion: '45.4.1',
  isOfficialElectron: true,
  isDebuggable: false,
};

test('only the official Electron, not debuggable, makes a version that ships', () => {
  expect(createVariant(official)).toEqual({
    version: '1.2.0',
    electronVersion: '45.4.1',
    isForTests: false,
    isDebuggable: false,
  });
  expect(createVariant({ ...official, isOfficialElectron: false })).toMatchObject({
    version: '1.2.0-test',
    isForTests: true,
  });
  expect(createVariant({ ...official, isDebuggable: true })).toMatchObject({
    version: '1.2.0-test.debuggable',
    isForTests: true,
  });
});

test('a version for tests comes before the one that ships, also for Debian', () => {
  expect(toDebianVersion('1.2.0-test.debuggable')).toBe('1.2.0~test.debuggable');
});
