import { expect, test } from 'vitest';
import type { StaffRole } from '@shared/pin';
import type { StaffDesk } from '../kiosk/staffDesk';
import { createStaffHandlers } from './staffHandlers';

function setUp(role: StaffRole | null, hasPin = true) {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const handlers = createStaffHandlers({
    canOpen: () => hasPin,
    staff: {
      may: (least: StaffRole) => role === 'administrator' || role === least,
      keepOpen: note('keepOpen'),
      lock: note('lock'),
      unlock: () => Promise.resolve({ name: 'unlocked' }),
    },
    service: { set: (reason: unknown) => done.push(`service: ${String(reason)}`) },
    actions: {
      restart: note('restart'),
      exit: note('exit'),
      testConnection: () => Promise.resolve({ name: 'working' }),
    },
  } as unknown as StaffDesk);
  return { handlers, done };
}

const notNow = expect.objectContaining({ code: 'notNow' }) as Error;

const COMMANDS = [
  ['staff:setOutOfService', { outOfService: true }, 'staff'],
  ['staff:restart', {}, 'staff'],
  ['staff:exit', {}, 'administrator'],
  ['staff:testConnection', {}, 'administrator'],
] as const;

test.each(COMMANDS)(
  '%s does nothing for those who have entered no PIN, or too weak a one',
  (name, argument, least) => {
    for (const role of least === 'administrator' ? ([null, 'staff'] as const) : [null]) {
      const { handlers, done } = setUp(role);
      expect(() => handlers[name](argument as never)).toThrow(notNow);
      expect(done).toEqual([]);
    }
  },
);

test('those who may are obeyed', async () => {
  const { handlers, done } = setUp('administrator');
  await handlers['staff:setOutOfService']({ outOfService: true });
  await handlers['staff:setOutOfService']({ outOfService: false });
  await handlers['staff:restart']({});
  await handlers['staff:exit']({});
  expect(await handlers['staff:testConnection']({})).toEqual({ name: 'working' });
  expect(done.filter((what) => what !== 'keepOpen')).toEqual([
    'service: staff',
    'service: null',
    'restart',
    'exit',
  ]);
});

test('without a PIN in the settings there is nothing to unlock', () => {
  expect(() => setUp(null, false).handlers['staff:unlock']({ pin: '' })).toThrow(notNow);
});
