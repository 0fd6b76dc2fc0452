import { beforeAll, expect, test } from 'vitest';
import { createFakeClock } from './fakeClock';
import { silentLog } from './log';
import { hashPin } from './pin';
import { createPinCheck, type PinHashes } from './pinCheck';
import { createPinLimiter } from './pinLimiter';

const NONE: PinHashes = { staffPin: '', administratorPin: '' };
let both = NONE;
beforeAll(async () => {
  both = { staffPin: await hashPin('111111'), administratorPin: await hashPin('222222') };
});

function setUp(hashes: PinHashes) {
  const file = {
    load: () => Promise.resolve(null),
    save: () => Promise.resolve(),
    setAside: () => Promise.resolve(''),
  };
  return createPinCheck(() => hashes, createPinLimiter({ file, clock: createFakeClock(), log: silentLog }));
}

test('each PIN opens its own role, and no other PIN any', async () => {
  const check = setUp(both);
  expect([await check.check('111111'), await check.check('222222'), await check.check('333333')]).toEqual([
    { name: 'right', value: 'staff' },
    { name: 'right', value: 'administrator' },
    { name: 'wrong', waitMs: 0 },
  ]);
});

test('one PIN for both roles is that of the administrator', async () => {
  const check = setUp({ ...both, staffPin: both.administratorPin });
  expect(await check.check('222222')).toEqual({ name: 'right', value: 'administrator' });
});

test('without PINs nobody is let in', async () => {
  const check = setUp(NONE);
  expect([check.isConfigured(), await check.check('')]).toEqual([false, { name: 'wrong', waitMs: 0 }]);
});

test('it is known which PINs there are', () => {
  const check = setUp({ ...both, staffPin: '' });
  expect([check.isConfigured(), check.hasPin('staff'), check.hasPin('administrator')]).toEqual([
    true,
    false,
    true,
  ]);
});
