import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseCommandLine } from './commandLine';
import { getLoginStart } from './loginStart';

function startOf(...args: string[]) {
  const parsed = parseCommandLine(args, 'linux');
  if (!parsed.ok) throw new Error(parsed.error);
  return getLoginStart(parsed.value);
}

test('without flags it is the app with its usual data', () => {
  expect(startOf()).toEqual({ name: null, args: [] });
});

test('every flag that says what the app is comes back at login, with paths that hold anywhere', () => {
  const flags = ['--kiosk', '--server-url=https://a.example.com', '--contact-center-id=c1', '--profile=till'];
  const start = startOf(...flags, '--policy=our policy.json', '--user-data-dir=data', '--demo');
  expect(start.args.toSorted()).toEqual(
    [...flags, `--policy=${resolve('our policy.json')}`, `--user-data-dir=${resolve('data')}`].toSorted(),
  );
  const again = parseCommandLine(start.args, 'linux');
  expect(again).toMatchObject({ ok: true, value: { demo: false, profile: 'till', kiosk: true } });
});

test('the demo and a link are of one start only', () => {
  expect(startOf('--demo', 'counterline://start?name=x').args).toEqual([]);
});

test('profiles and data folders do not share one entry', () => {
  const names = [
    startOf('--profile=one'),
    startOf('--profile=two'),
    startOf('--user-data-dir=/a'),
    startOf('--user-data-dir=/b'),
    startOf('--user-data-dir=/a', '--profile=one'),
  ].map(({ name }) => name);
  expect(new Set(names).size).toBe(5);
  expect(names.slice(0, 2)).toEqual(['one', 'two']);
  for (const name of names) expect(name).toMatch(/^[\w-]{1,41}$/);
});
