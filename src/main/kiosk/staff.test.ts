import { expect, test } from 'vitest';
import type { StaffRole } from '@shared/pin';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { MINUTE, SECOND } from '../lib/time';
import { createStaff } from './staff';

function setUp() {
  const clock = createFakeClock();
  const roles: (StaffRole | null)[] = [];
  const staff = createStaff({
    pins: {
      check: (pin) =>
        Promise.resolve(
          pin === '111111' || pin === '222222'
            ? { name: 'right', value: pin === '111111' ? 'staff' : 'administrator' }
            : { name: 'wrong', waitMs: 7 },
        ),
    },
    onChange: () => roles.push(staff.getRole()),
    clock,
    log: silentLog,
  });
  return { staff, clock, roles };
}

const powers = (staff: ReturnType<typeof createStaff>) => [staff.may('staff'), staff.may('administrator')];

test('nobody may anything before a PIN, and after a wrong one', async () => {
  const { staff, roles } = setUp();
  staff.keepOpen();
  expect(powers(staff)).toEqual([false, false]);
  expect(await staff.unlock('333333')).toEqual({ name: 'wrong', waitMs: 7 });
  expect([powers(staff), roles]).toEqual([[false, false], []]);
});

test('staff may what is theirs, an administrator all of it', async () => {
  const { staff, roles } = setUp();
  expect(await staff.unlock('111111')).toEqual({ name: 'unlocked' });
  expect(powers(staff)).toEqual([true, false]);
  await staff.unlock('222222');
  expect(powers(staff)).toEqual([true, true]);
  staff.lock();
  expect([powers(staff), roles]).toEqual([
    [false, false],
    ['staff', 'administrator', null],
  ]);
});

test('without input nobody stands there any more after 15 seconds', async () => {
  const { staff, clock } = setUp();
  await staff.unlock('111111');
  await clock.advance(14 * SECOND);
  staff.keepOpen();
  await clock.advance(14 * SECOND);
  expect(staff.getRole()).toBe('staff');
  await clock.advance(SECOND);
  expect(staff.getRole()).toBeNull();
  staff.keepOpen();
  expect([staff.getRole(), clock.pending()]).toEqual([null, 0]);
});

test('a page that says for ever that somebody is there is not believed', async () => {
  const { staff, clock } = setUp();
  await staff.unlock('222222');
  for (let second = 0; second < 10 * 60 - 1; second += 1) {
    await clock.advance(SECOND);
    staff.keepOpen();
  }
  expect(staff.getRole()).toBe('administrator');
  await clock.advance(2 * SECOND);
  expect([staff.getRole(), clock.monotonic()]).toEqual([null, 10 * MINUTE + SECOND]);
});
