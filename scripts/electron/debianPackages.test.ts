import { expect, test } from 'vitest';
import {
  chooseInstallable,
  packageCandidates,
  packagesForLibraries,
  parseMissingLibraries,
} from './debianPackages';

test('what ldd could not find, each once', () => {
  const ldd = `
	linux-vdso.so.1 (0x00007ffd)
	libgtk-3.so.0 => not found
	libnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f)
	libasound.so.2 => not found
	libgtk-3.so.0 => not found
`;
  expect(parseMissingLibraries(ldd)).toEqual(['libasound.so.2', 'libgtk-3.so.0']);
});

test('only the packages that are needed, each once', () => {
  expect(packagesForLibraries([])).toEqual([]);
  expect(packagesForLibraries(['libsmime3.so', 'libnss3.so', 'libgbm.so.1'])).toEqual(['libgbm1', 'libnss3']);
});

test('for a library that is not in the table, everything Electron is known to need', () => {
  expect(packagesForLibraries(['libnew.so.1'])).toContain('libgtk-3-0');
});

test('a package that was renamed in this release goes by its new name', () => {
  const policy = `libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.11-1build2
libgbm1:
  Installed: (none)
  Candidate: 24.0.5-1
`;
  expect(packageCandidates(['libasound2'])).toEqual(['libasound2', 'libasound2t64']);
  expect(chooseInstallable(['libasound2', 'libgbm1', 'xvfb'], policy)).toEqual([
    'libasound2t64',
    'libgbm1',
    'xvfb',
  ]);
});
