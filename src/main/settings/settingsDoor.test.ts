import { expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { MINUTE } from '../lib/time';
import { createSettingsDoor } from './settingsDoor';

function setUp(hasPin = true) {
  const clock = createFakeClock();
  const saved: string[] = [];
  let shut = 0;
  const door = createSettingsDoor({
    pinCheck: {
      hasPin: () => hasPin,
      check(pin) {
        if (pin === '111111') return Promise.resolve({ name: 'right', value: 'staff' });
        return Promise.resolve(
          pin === '271828' ? { name: 'right', value: 'administrator' } : { name: 'wrong', waitMs: 30_000 },
        );
      },
    },
    savePin(hash) {
      saved.push(hash);
      return Promise.resolve({ name: 'saved' });
    },
    clock,
    onShut: () => (shut += 1),
  });
  return { clock, door, saved, countShut: () => shut };
}

test('without a PIN it stands open', () => {
  expect(setUp(false).door.isOpen()).toBe(true);
});

test('only the PIN of an administrator opens it, and leaving the screen shuts it', async () => {
  const { door } = setUp();
  expect(await door.unlock('000000')).toEqual({ name: 'wrong', waitMs: 30_000 });
  expect(await door.unlock('111111')).toEqual({ name: 'wrong', waitMs: 0 });
  expect(door.isOpen()).toBe(false);
  expect(await door.unlock('271828')).toEqual({ name: 'open' });
  expect(door.isOpen()).toBe(true);
  door.lock();
  expect(door.isOpen()).toBe(false);
});

test('it shuts fifteen minutes after the last use, and says so', async () => {
  const { clock, door, countShut } = setUp();
  await door.unlock('271828');
  await clock.advance(14 * MINUTE);
  door.noteUse();
  await clock.advance(14 * MINUTE);
  expect([door.isOpen(), countShut()]).toEqual([true, 0]);
  await clock.advance(MINUTE);
  expect([door.isOpen(), countShut()]).toEqual([false, 1]);
});

test('only a PIN that is one is kept, as a hash', async () => {
  const { door, saved } = setUp(false);
  expect(await door.setPin('12345')).toEqual({ name: 'notAPin' });
  expect(await door.setPin('271828')).toEqual({ name: 'saved' });
  expect(await door.setPin('')).toEqual({ name: 'saved' });
  expect(saved).toEqual([expect.stringMatching(/^scrypt\$/), '']);
});
