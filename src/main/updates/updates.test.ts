import { expect, test } from 'vitest';
import type { ChatPhase } from '@shared/chat';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { MINUTE, SECOND } from '../lib/time';
import { createUpdates } from './updates';

const HOUR = 60 * MINUTE;

interface SetUpOptions {
  readonly kiosk?: boolean;
  readonly updates?: 'off' | 'automatic';
}

function setUp({ kiosk = false, updates = 'automatic' }: SetUpOptions = {}) {
  // Ten at night, by the clock of this machine.
  const clock = createFakeClock(new Date(2026, 0, 15, 22).getTime());
  const told: string[] = [];
  const app = {
    phase: 'idle' as ChatPhase['name'],
    hasNews: true,
    updates,
    isSlow: false,
    mayReplaceProgram: true,
  };
  const updater = createUpdates({
    getSettings: () => ({ updates: app.updates, updateServer: 'https://updates.example.com' }),
    loadMachine: () =>
      Promise.resolve({
        isPackaged: true,
        platform: 'win32',
        hasPublisher: true,
        mayReplaceProgram: app.mayReplaceProgram,
      }),
    kiosk,
    loadUpdater: () =>
      Promise.resolve({
        fetch(server, signal) {
          told.push(`fetch ${server}`);
          if (app.isSlow)
            return new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => {
                told.push('called off');
                reject(new Error('called off'));
              });
            });
          return app.hasNews ? Promise.resolve(true) : Promise.reject(new Error('no answer'));
        },
        setInstallOnQuit: (mayInstall) => told.push(`install on quit: ${mayInstall}`),
        restart() {
          told.push('restart');
          return Promise.resolve();
        },
      }),
    getPhase: () => app.phase,
    getUntouchedMs: () => HOUR,
    clock,
    random: () => 0,
    log: {
      ...silentLog,
      warn: (event, fields) => void told.push(`${event}: ${String(fields?.['refusal'])}`),
    },
  });
  updater.start();
  return { clock, told, app, updater };
}

test('unless somebody has switched it on, nobody is asked for anything', async () => {
  const { clock, told } = setUp({ updates: 'off' });
  await clock.advance(24 * HOUR);
  expect(told).toEqual([]);
});

test('during a chat nothing is looked for; afterwards it is', async () => {
  const { clock, told, app } = setUp();
  app.phase = 'chatting';
  await clock.advance(HOUR);
  expect(told).toEqual([]);
  app.phase = 'idle';
  await clock.advance(5 * MINUTE);
  expect(told).toEqual(['fetch https://updates.example.com']);
});

test('a download makes way for a chat, and begins anew afterwards', async () => {
  const { clock, told, app } = setUp();
  app.isSlow = true;
  await clock.advance(5 * MINUTE);
  expect(told).toEqual(['fetch https://updates.example.com']);
  app.phase = 'requesting';
  await clock.advance(SECOND);
  expect(told.at(-1)).toBe('called off');
  await clock.advance(HOUR);
  expect(told).toHaveLength(2);
  app.phase = 'idle';
  app.isSlow = false;
  await clock.advance(5 * MINUTE);
  expect(told.slice(2)).toEqual(['fetch https://updates.example.com']);
});

test('why there are none is said once in the log', async () => {
  const { clock, told, app } = setUp();
  app.mayReplaceProgram = false;
  await clock.advance(HOUR);
  expect(told).toEqual(['no updates by the app itself: needsAdministrator']);
});

test('at a desk it is put in place when the app is closed, and not with a chat that goes on', async () => {
  const { clock, told, app, updater } = setUp();
  await clock.advance(12 * HOUR);
  app.phase = 'chatting';
  updater.noteQuitting();
  expect(told.slice(1)).toEqual(['install on quit: false']);
  app.phase = 'idle';
  updater.noteQuitting();
  expect(told.at(-1)).toBe('install on quit: true');
});

test('a counter takes it at night, once nobody is there', async () => {
  const { clock, told, app } = setUp({ kiosk: true });
  await clock.advance(3 * HOUR);
  expect(told).not.toContain('restart');
  app.phase = 'waiting';
  await clock.advance(HOUR + 5 * MINUTE);
  expect(told).not.toContain('restart');
  app.phase = 'idle';
  await clock.advance(5 * MINUTE);
  expect(told).toContain('restart');
});

test('a server that does not answer is asked again hours later', async () => {
  const { clock, told, app } = setUp();
  app.hasNews = false;
  await clock.advance(12 * HOUR);
  expect(told.filter((line) => line.startsWith('fetch'))).toHaveLength(3);
});
