import { expect, test } from 'vitest';
import type { StaffView } from '@shared/staff';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { createPinCheck } from '../lib/pinCheck';
import { createPinLimiter } from '../lib/pinLimiter';
import { createStaffDesk } from './staffDesk';

test('a PIN that comes by policy while the counter runs opens the corner at once, and one that goes shuts it', () => {
  const clock = createFakeClock();
  const file = {
    load: () => Promise.resolve(null),
    save: () => Promise.resolve(),
    setAside: () => Promise.resolve(''),
  };
  const settings = { staffPin: '', administratorPin: '' };
  const told: StaffView[] = [];
  const desk = createStaffDesk({
    kiosk: true,
    pins: createPinCheck(() => settings, createPinLimiter({ file, clock, log: silentLog })),
    dataFile: (name) => name,
    onChange: (view) => told.push(view),
    actions: {
      restart: () => undefined,
      exit: () => undefined,
      testConnection: () => Promise.resolve({ name: 'working', steps: [] }),
    },
    clock,
    log: silentLog,
  });
  desk.noteSettingsChange();
  expect([told, desk.canOpen()]).toEqual([[], false]);
  settings.staffPin = 'a hash';
  desk.noteSettingsChange();
  desk.noteSettingsChange();
  settings.staffPin = '';
  desk.noteSettingsChange();
  expect(told.map(({ hasPin }) => hasPin)).toEqual([true, false]);
});
