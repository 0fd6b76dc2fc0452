import { expect, test } from 'vitest';
import { silentLog } from '../lib/log';
import { choosePlace, loadPlace, savePlace, type WindowPlace } from './windowPlace';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const SECOND_SCREEN = { x: 1920, y: 0, width: 1280, height: 1024 };
const place = (more: Partial<WindowPlace> = {}): WindowPlace => ({
  ...{ x: 100, y: 80, width: 800, height: 600, isMaximized: false },
  ...more,
});
const choose = (more: Partial<WindowPlace>, areas = [SCREEN]) => choosePlace(place(more), areas);

test('the first time, and without a screen, the usual size in the middle', () => {
  const usual = { width: 960, height: 760, position: null, isMaximized: false };
  expect([choosePlace(null, [SCREEN]), choosePlace(place(), [])]).toEqual([usual, usual]);
});

test('where it was, as large as it was', () => {
  const second = { x: 2000, y: 40, isMaximized: true };
  expect([choose({}), choose(second, [SCREEN, SECOND_SCREEN])]).toEqual([
    { width: 800, height: 600, position: { x: 100, y: 80 }, isMaximized: false },
    { width: 800, height: 600, position: { x: 2000, y: 40 }, isMaximized: true },
  ]);
});

test.each<[string, Partial<WindowPlace>]>([
  ['on a screen that has gone', { x: 2000 }],
  ['above the top of the screen', { y: -10 }],
  ['below its bottom', { y: 1060 }],
  ['all but a strip beyond the left edge', { x: -790 }],
  ['all but a strip beyond the right edge', { x: 1850 }],
])('%s, it comes to the middle of the main screen', (_where, more) => {
  expect(choose(more).position).toBeNull();
});

test('partly beyond the edge, as a person may have put it, it stays', () => {
  expect([choose({ x: -400 }).position, choose({ x: 1700 }).position]).toEqual([
    { x: -400, y: 80 },
    { x: 1700, y: 80 },
  ]);
});

test.each([
  [{ width: 9000, height: 9000 }, 1920, 1080],
  [{ width: 1, height: -5 }, 360, 480],
])('a size of %j becomes %i by %i', (more, width, height) => {
  expect(choose(more)).toMatchObject({ width, height });
});

test('a screen smaller than the smallest window', () => {
  expect(choose({ x: 0, y: 0 }, [{ x: 0, y: 0, width: 300, height: 200 }])).toMatchObject({
    width: 360,
    height: 480,
  });
});

function createFile(content: string | null) {
  const file = {
    content,
    load: () => Promise.resolve(file.content),
    save(text: string) {
      file.content = text;
      return Promise.resolve();
    },
    setAside: () => Promise.resolve(''),
  };
  return file;
}

test('what is saved is loaded', async () => {
  const file = createFile(null);
  await savePlace(file, place(), silentLog);
  expect(await loadPlace(file, silentLog)).toEqual(place());
});

test.each([
  null,
  '',
  '{',
  'null',
  '{}',
  '{"x":"1"}',
  '{"x":1e999,"y":0,"width":1,"height":1,"isMaximized":false}',
])('a file with %j is no place', async (content) => {
  expect(await loadPlace(createFile(content), silentLog)).toBeNull();
});

test('a disk that takes nothing keeps nobody from closing the window', async () => {
  const file = { ...createFile(null), save: () => Promise.reject(new Error('disk full')) };
  await expect(savePlace(file, place(), silentLog)).resolves.toBeUndefined();
});
