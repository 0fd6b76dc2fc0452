import { expect, test } from 'vitest';
import { createFakeClock } from '../../lib/fakeClock';
import type { Log } from '../../lib/log';
import { MINUTE, SECOND } from '../../lib/time';
import { readPolicies, type Policy } from './policy';
import { keepPolicy } from './policyKeeper';
import { createTestPolicy } from './testPolicies';

const GOOD = '{"openLinks": false}';

interface SetUpOptions {
  readonly folder?: string | null;
  readonly isWatched?: boolean;
}

async function setUp({ folder = '/folder', isWatched = true }: SetUpOptions = {}) {
  const clock = createFakeClock();
  const source = createTestPolicy('/policy', GOOD, folder);
  const heard: Policy[] = [];
  const told: string[] = [];
  const note = (event: string, fields?: Readonly<Record<string, unknown>>) =>
    void told.push(typeof fields?.['fault'] === 'string' ? fields['fault'] : event);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const noOne: () => void = () => undefined;
  const watch = { tell: noOne, count: 0, isPossible: isWatched };
  const keeper = keepPolicy({
    sources: [source],
    first: await readPolicies([source]),
    watchFolder(_folder, onChange) {
      if (!watch.isPossible) return null;
      watch.tell = onChange;
      watch.count += 1;
      return () => (watch.count -= 1);
    },
    clock,
    log,
    onChange: (policy) => heard.push(policy),
  });
  return { clock, source, heard, told, watch, stop: keeper.stop, getFaults: keeper.getFaults };
}

test('a change that the system tells of is obeyed within a moment', async () => {
  const { clock, source, heard, told, watch } = await setUp();
  source.write('{"openLinks": true, "defaults": {"language": "de"}}');
  watch.tell();
  await clock.advance(SECOND);
  expect(heard).toMatchObject([{ enforced: { openLinks: true }, defaults: { language: 'de' } }]);
  expect(told).toEqual(['policy changed']);
});

test('what is written again without a change is no change', async () => {
  const { clock, source, heard, watch } = await setUp();
  source.write('{ "openLinks":false }\n');
  watch.tell();
  await clock.advance(SECOND);
  expect(heard).toEqual([]);
});

test('of many changes in a busy folder, each look waits only for the first', async () => {
  const { clock, source, watch } = await setUp();
  const before = source.countLoads();
  for (let i = 0; i < 100; i += 1) {
    watch.tell();
    await clock.advance(50);
  }
  const looks = source.countLoads() - before;
  expect(looks).toBeGreaterThan(5);
  expect(looks).toBeLessThanOrEqual((5 * SECOND) / 200);
});

test('where the system tells nothing, it is looked at twice a minute, and watched as soon as it can be', async () => {
  const { clock, source, heard, watch } = await setUp({ isWatched: false });
  source.write('{"openLinks": true}');
  await clock.advance(29 * SECOND);
  expect(heard).toEqual([]);
  watch.isPossible = true;
  await clock.advance(SECOND);
  expect([heard.length, watch.count]).toEqual([1, 1]);
});

test('where a program has to be started for it, every five minutes', async () => {
  const { clock, source, heard } = await setUp({ folder: null });
  source.write('{"openLinks": true}');
  await clock.advance(5 * MINUTE - 1);
  expect(heard).toEqual([]);
  await clock.advance(1);
  expect(heard).toHaveLength(1);
});

test.each([
  ['becomes unreadable', '{"openLinks": tr', '/policy is no JSON, line 1, column 15: this is no JSON'],
  [
    'names no possible server',
    '{"serverUrl": ""}',
    '/policy, line 1, column 15: "serverUrl" must not be empty',
  ],
  ['goes away', null, '/policy has gone'],
] as const)(
  'a policy that %s loosens nothing, is told of once, and is taken up again',
  async (_name, text, fault) => {
    const { clock, source, heard, told, getFaults } = await setUp();
    source.write(text);
    await clock.advance(5 * MINUTE);
    expect(heard).toEqual([]);
    expect(getFaults()).toEqual([fault]);
    expect(told).toEqual([fault, 'policy refused, the last good one stays in force']);
    source.write('{"openLinks": true}');
    await clock.advance(30 * SECOND);
    expect(heard).toMatchObject([{ enforced: { openLinks: true } }]);
    expect(getFaults()).toEqual([]);
  },
);

test('a policy that comes while the app runs counts, and cannot go again', async () => {
  const { clock, source, heard, told } = await setUp();
  source.write(null);
  await clock.advance(MINUTE);
  source.write('{"endpoint": "sales"}');
  await clock.advance(MINUTE);
  source.write(null);
  await clock.advance(MINUTE);
  expect(heard).toMatchObject([{ enforced: { endpoint: 'sales' } }]);
  expect(told.filter((line) => line === '/policy has gone')).toHaveLength(2);
});

test('after the stop nothing is looked at any more', async () => {
  const { clock, source, heard, watch, stop } = await setUp();
  stop();
  source.write('{}');
  watch.tell();
  await clock.advance(10 * MINUTE);
  expect([heard, watch.count, clock.pending()]).toEqual([[], 0, 0]);
});
