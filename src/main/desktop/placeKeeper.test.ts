import { expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { createPlaceKeeper } from './placeKeeper';

const at = (x: number) => ({ x, y: 0, width: 800, height: 600, isMaximized: false });

function setUp() {
  const clock = createFakeClock();
  const saved: unknown[] = [];
  const file = {
    load: () => Promise.resolve(null),
    save: (text: string) => Promise.resolve(void saved.push((JSON.parse(text) as { x: number }).x)),
    setAside: () => Promise.resolve(''),
  };
  return { clock, saved, keeper: createPlaceKeeper(file, clock, silentLog) };
}

test('a window that is dragged is saved once, where it came to rest', async () => {
  const { clock, saved, keeper } = setUp();
  for (let x = 0; x < 100; x += 1) {
    keeper.note(at(x));
    await clock.advance(10);
  }
  expect(saved).toEqual([]);
  await clock.advance(1000);
  expect(saved).toEqual([99]);
});

test('at the end the last place is saved at once, and only once', async () => {
  const { clock, saved, keeper } = setUp();
  keeper.note(at(7));
  await keeper.finish();
  await keeper.finish();
  await clock.advance(5000);
  expect([saved, clock.pending()]).toEqual([[7], 0]);
});
