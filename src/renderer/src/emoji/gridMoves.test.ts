import { expect, test } from 'vitest';
import { moveInGrid, type GridPlace } from './gridMoves';

const ROWS = [3, 1, 3];

function move(from: [number, number], key: string, { ctrlKey = false, isRightToLeft = false } = {}) {
  const place: GridPlace | null = moveInGrid(
    ROWS,
    { row: from[0], column: from[1] },
    { key, ctrlKey },
    isRightToLeft,
  );
  return place === null ? null : [place.row, place.column];
}

test.each<[string, [number, number], [number, number]]>([
  ['ArrowRight', [0, 0], [0, 1]],
  ['ArrowRight', [0, 2], [1, 0]],
  ['ArrowRight', [2, 2], [2, 2]],
  ['ArrowLeft', [0, 1], [0, 0]],
  ['ArrowLeft', [2, 0], [1, 0]],
  ['ArrowLeft', [0, 0], [0, 0]],
  ['ArrowDown', [0, 2], [1, 0]],
  ['ArrowDown', [2, 1], [2, 1]],
  ['ArrowUp', [2, 2], [1, 0]],
  ['ArrowUp', [0, 1], [0, 1]],
  ['Home', [2, 2], [2, 0]],
  ['End', [2, 0], [2, 2]],
])('%s leads from %j to %j', (key, from, to) => {
  expect(move(from, key)).toEqual(to);
});

test('with Ctrl, Home and End lead to the ends of the whole', () => {
  expect([move([1, 0], 'Home', { ctrlKey: true }), move([1, 0], 'End', { ctrlKey: true })]).toEqual([
    [0, 0],
    [2, 2],
  ]);
});

test('where one reads from right to left, the left arrow leads on', () => {
  const isRightToLeft = true;
  expect([
    move([0, 0], 'ArrowLeft', { isRightToLeft }),
    move([0, 1], 'ArrowRight', { isRightToLeft }),
  ]).toEqual([
    [0, 1],
    [0, 0],
  ]);
});

test('a letter does not move', () => {
  expect(move([0, 0], 'a')).toBeNull();
});
