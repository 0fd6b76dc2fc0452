import { expect, test } from 'vitest';
import { planTargets } from './targets';

const release = {
  platform: 'linux',
  isForTests: false,
  toolFault: null,
  hasDpkg: true,
  hasRpm: true,
} as const;

test('with everything at hand, all packages of the system are made', () => {
  expect(planTargets(release)).toEqual({ builderTargets: ['AppImage', 'rpm'], makesDeb: true, skipped: [] });
  expect(planTargets({ ...release, platform: 'win32', hasDpkg: false }).builderTargets).toEqual([
    'nsis',
    'msi',
  ]);
  expect(planTargets({ ...release, platform: 'darwin', hasDpkg: false }).builderTargets).toEqual([
    'dmg',
    'pkg',
    'zip',
  ]);
});

test('what cannot be made is named with its reason', () => {
  expect(planTargets({ ...release, toolFault: 'no route', hasRpm: false })).toEqual({
    builderTargets: [],
    makesDeb: true,
    skipped: [
      "AppImage: skipped, because electron-builder's tools for it could not be fetched (no route).",
      "rpm: skipped, because electron-builder's tools for it could not be fetched (no route).",
    ],
  });
  expect(planTargets({ ...release, hasRpm: false }).skipped).toEqual([
    'rpm: skipped, because it needs rpmbuild (package rpm).',
  ]);
});

test('without dpkg, electron-builder makes the .deb', () => {
  expect(planTargets({ ...release, hasDpkg: false })).toMatchObject({
    builderTargets: ['AppImage', 'deb', 'rpm'],
    makesDeb: false,
  });
});

test('a build for tests is never a package that could be handed on', () => {
  const plan = planTargets({ ...release, isForTests: true });
  expect(plan.builderTargets).toEqual([]);
  expect(plan.skipped[0]).toBe(
    'AppImage: skipped, because a build for tests is made as an unpacked app and a .deb only.',
  );
});
