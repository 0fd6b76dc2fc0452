import { expect, test } from 'vitest';
import type { ChatPhase } from '@shared/chat';
import {
  findUpdateRefusal,
  mayInstallOnQuit,
  mayLookForUpdate,
  mayRestartForUpdate,
  type UpdateFacts,
} from './updatePolicy';

const WANTED: UpdateFacts = {
  updates: 'automatic',
  updateServer: 'https://updates.example.com',
  isPackaged: true,
  platform: 'win32',
  hasPublisher: true,
  mayReplaceProgram: true,
  isKiosk: false,
};

test.each([
  [{}, null],
  [{ platform: 'darwin', hasPublisher: false, isKiosk: true }, null],
  [{ platform: 'darwin' }, 'leftToDistribution'],
  [{ updates: 'off' }, 'off'],
  [{ updateServer: '' }, 'noServer'],
  [{ isPackaged: false }, 'notInstalled'],
  [{ platform: 'linux' }, 'leftToPackages'],
  [{ hasPublisher: false }, 'noPublisher'],
  [{ mayReplaceProgram: false }, 'needsAdministrator'],
  [{ platform: 'darwin', mayReplaceProgram: false, isKiosk: true }, 'needsAdministrator'],
] as const)('an update is looked for only where its signature will be checked: %j', (more, refusal) => {
  expect(findUpdateRefusal({ ...WANTED, ...more })).toBe(refusal);
});

const PHASES: readonly ChatPhase['name'][] = [
  'idle',
  'requesting',
  'waiting',
  'chatting',
  'ending',
  'ended',
  'failed',
];

test('nothing is looked for, and nothing restarted, but while no chat is there', () => {
  expect(PHASES.filter(mayLookForUpdate)).toEqual(['idle']);
  const atNight = { isKiosk: true, hour: 3, untouchedForMs: 60 * 60_000 };
  expect(PHASES.filter((phase) => mayRestartForUpdate({ ...atNight, phase }))).toEqual(['idle']);
  const atDesk = (phase: ChatPhase['name']) => mayInstallOnQuit({ phase, isKiosk: false });
  expect(PHASES.filter(atDesk)).toEqual(['idle', 'ended', 'failed']);
  expect(PHASES.filter((phase) => mayInstallOnQuit({ phase, isKiosk: true }))).toEqual([]);
});

test('a counter restarts only at night, when nobody has touched it for a while; a desk never', () => {
  const now = { phase: 'idle', isKiosk: true, hour: 3, untouchedForMs: 15 * 60_000 } as const;
  expect(mayRestartForUpdate(now)).toBe(true);
  expect(mayRestartForUpdate({ ...now, hour: 1 })).toBe(false);
  expect(mayRestartForUpdate({ ...now, hour: 5 })).toBe(false);
  expect(mayRestartForUpdate({ ...now, untouchedForMs: 15 * 60_000 - 1 })).toBe(false);
  expect(mayRestartForUpdate({ ...now, isKiosk: false })).toBe(false);
});
