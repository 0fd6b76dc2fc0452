import { describe, expect, it } from 'vitest';
import { createRowLayout } from './rowLayout';

const rowsUpTo = (count: number) => Array.from({ length: count }, (_none, at) => ({ key: `row-${at}` }));

function layoutOf(count: number) {
  const layout = createRowLayout(() => 10);
  layout.setRows(rowsUpTo(count));
  return layout;
}

const places = (layout: ReturnType<typeof layoutOf>, ...ranges: [number, number][]) => {
  const { drawn, belowPx } = layout.draw(ranges.map(([first, last]) => ({ first, last })));
  return { rows: drawn.map(({ index, gapPx }) => [index, gapPx]), belowPx };
};

describe('the layout of a long list', () => {
  it('guesses a height until it is measured', () => {
    const layout = layoutOf(4);
    expect([0, 1, 2, 3, 4].map(layout.getTopPx)).toEqual([0, 10, 20, 30, 40]);
    layout.setHeight('row-1', 100);
    expect([0, 1, 2, 3, 4].map(layout.getTopPx)).toEqual([0, 10, 110, 120, 130]);
  });

  it('finds the rows of a stretch', () => {
    const layout = layoutOf(100);
    expect(layout.findRange(0, 5)).toEqual({ first: 0, last: 0 });
    expect(layout.findRange(95, 120)).toEqual({ first: 9, last: 12 });
    expect(layout.findRange(-50, 2_000)).toEqual({ first: 0, last: 99 });
  });

  it('leaves the room of what is not drawn', () => {
    const layout = layoutOf(10);
    expect(places(layout, [3, 4])).toEqual({
      rows: [
        [3, 30],
        [4, 0],
      ],
      belowPx: 50,
    });
  });

  it('draws each row once, in order, whatever ranges are asked for', () => {
    const layout = layoutOf(10);
    expect(places(layout, [7, 20], [1, 1], [1, 2], [8, 9])).toEqual({
      rows: [
        [1, 10],
        [2, 0],
        [7, 40],
        [8, 0],
        [9, 0],
      ],
      belowPx: 0,
    });
  });

  it('draws nothing of nothing', () => {
    const layout = layoutOf(0);
    expect(layout.getTotalPx()).toBe(0);
    expect(places(layout, [0, 0])).toEqual({ rows: [], belowPx: 0 });
  });

  it('keeps what was measured when rows come, go, or stand between', () => {
    const layout = layoutOf(3);
    layout.setHeight('row-2', 50);
    expect(layout.getTotalPx()).toBe(70);
    layout.setRows([{ key: 'row-0' }, { key: 'between' }, { key: 'row-1' }, { key: 'row-2' }]);
    expect([layout.getTopPx(3), layout.getTotalPx()]).toEqual([30, 80]);
    layout.setRows([{ key: 'row-2' }]);
    expect(layout.getTotalPx()).toBe(50);
  });

  it('adds up whatever was changed, in whatever order', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const heights = new Map<string, number>();
    const layout = createRowLayout(() => 10);
    let rows = rowsUpTo(0);
    for (let step = 0; step < 500; step += 1) {
      if (random(3) === 0) layout.setRows((rows = rowsUpTo(random(60))));
      else {
        const key = `row-${random(60)}`;
        heights.set(key, 1 + random(90));
        layout.setHeight(key, heights.get(key) ?? 0);
      }
      const expected = rows.reduce((sum, { key }) => sum + (heights.get(key) ?? 10), 0);
      expect(layout.getTotalPx()).toBe(expected);
      const { drawn, belowPx } = layout.draw([layout.findRange(random(900), random(900))]);
      const drawnPx = drawn.reduce((sum, { row, gapPx }) => sum + gapPx + (heights.get(row.key) ?? 10), 0);
      expect(drawnPx + belowPx).toBe(expected);
    }
  });
});
