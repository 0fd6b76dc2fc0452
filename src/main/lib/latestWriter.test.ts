import { expect, test } from 'vitest';
import { createLatestWriter } from './latestWriter';

/** A disk whose writes end when the test says so. */
function createSlowDisk() {
  const begun: string[] = [];
  const ends: { finish: () => void; fail: () => void }[] = [];
  const writer = createLatestWriter(
    (value: string) =>
      new Promise<void>((resolve, reject) => {
        begun.push(value);
        ends.push({ finish: resolve, fail: () => reject(new Error('disk full')) });
      }),
  );
  return { writer, begun, ends };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a burst costs two writes, and everybody is answered by the one that held their value', async () => {
  const { writer, begun, ends } = createSlowDisk();
  const done: string[] = [];
  for (const value of ['a', 'b', 'c', 'd']) void writer.save(value).then(() => done.push(value));
  await turn();
  expect(begun).toEqual(['a']);
  ends[0]?.finish();
  await turn();
  expect({ begun, done }).toEqual({ begun: ['a', 'd'], done: ['a'] });
  ends[1]?.finish();
  await turn();
  expect(done).toEqual(['a', 'b', 'c', 'd']);
});

test('a failed write is told to those who waited for it, and the next one is tried', async () => {
  const { writer, begun, ends } = createSlowDisk();
  const first = writer.save('a');
  const second = writer.save('b');
  ends[0]?.fail();
  await expect(first).rejects.toThrow('disk full');
  await turn();
  ends[1]?.finish();
  await expect(second).resolves.toBeUndefined();
  expect(begun).toEqual(['a', 'b']);
  const third = writer.save('c');
  ends[2]?.finish();
  await expect(third).resolves.toBeUndefined();
});
