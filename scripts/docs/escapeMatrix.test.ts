import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../process/projectRoot';

/** docs/kiosk/escape-matrix.md promises tests by their names: none of them may be gone, and no row may be missing. */

interface Row {
  readonly id: string;
  readonly owner: string;
  readonly test: string;
  readonly result: string;
  readonly triedOn: string;
}

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_none, at) => `${letter}${String(at + 1).padStart(2, '0')}`);
/** As in docs/reliability.md, 2.1 to 2.4. */
const ROWS = [...numbered('K', 28), ...numbered('P', 15), ...numbered('W', 18), ...numbered('S', 17)];
const FAULTS = [
  'the page crashes',
  'the page hangs',
  'the page crashes again and again',
  'graphics in a crash loop',
  'a white picture of a page that lives',
  'a frozen picture of a page that lives',
  'main crashes or hangs',
  'a chat that brings the app down again and again',
  'out of memory',
  'daily maintenance window',
  'display change',
  'sleep and wake',
  'no network at boot',
  'server gone for hours',
  'disk full',
];

/** A file, and parts of it that must be found there. */
interface Citation {
  readonly file: string;
  readonly quotes: readonly string[];
}

function findCitations(cell: string): Citation[] {
  return [...cell.matchAll(/`([^`]+\.ts)`((?:,? "[^"]+")*)/g)].map(([, file = '', quoted = '']) => ({
    file,
    quotes: [...quoted.matchAll(/"([^"]+)"/g)].map(([, quote = '']) => quote),
  }));
}

/** A remark, or a test that does not run. */
const NO_TEST = /^\s*(?:\/\/|\/?\*)|\b(?:it|test|describe)\.(?:skip|fixme|todo)\(/;

async function findFaults({ file, quotes }: Citation): Promise<string[]> {
  const path = join(projectRoot, file);
  if (!existsSync(path)) return [`${file} is gone`];
  if (quotes.length === 0) return [`nothing of ${file} is named`];
  const lines = (await readFile(path, 'utf8')).split('\n');
  const content = lines.filter((line) => !NO_TEST.test(line)).join('\n');
  return quotes.filter((quote) => !content.includes(quote)).map((quote) => `${file} has no “${quote}”`);
}

let lines: string[][] = [];
let rows: Row[] = [];
beforeAll(async () => {
  const text = await readFile(join(projectRoot, 'docs', 'kiosk', 'escape-matrix.md'), 'utf8');
  lines = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  rows = lines
    .filter(([id = '']) => /^[KPWS]\d\d$/.test(id))
    .map(([id = '', , owner = '', test = '', result = '', triedOn = '']) => ({
      id,
      owner,
      test,
      result,
      triedOn,
    }));
});

describe('the escape matrix', () => {
  it('has each row of the reliability page once, with owner, result and where it was tried', async () => {
    expect(rows.map(({ id }) => id)).toEqual(ROWS);
    const reliability = await readFile(join(projectRoot, 'docs', 'reliability.md'), 'utf8');
    const named = [...reliability.matchAll(/^\| ([KPWS]\d\d) /gm)].map(([, id]) => id);
    expect(named).toEqual(ROWS);
    for (const { id, owner, result, triedOn } of rows) {
      expect(['A', 'O', 'A/O', 'O/A'], id).toContain(owner);
      expect([result, triedOn], id).not.toContain('');
    }
  });

  it('names a test for each row of the app, and says of each other one why there is none', () => {
    for (const { id, owner, test } of rows) {
      if (test.startsWith('none: ')) expect([id, owner]).toEqual([id, 'O']);
      else expect(findCitations(test), id).not.toEqual([]);
    }
  });

  it('says of each fault that must not leave the screen dark which test tries it', () => {
    const faults = lines.filter(([fault = '']) => FAULTS.includes(fault));
    expect(faults.map(([fault]) => fault)).toEqual(FAULTS);
    for (const [fault, , test = ''] of faults) expect(findCitations(test), fault).not.toEqual([]);
  });

  it('names only tests that are there', async () => {
    const cited = lines.flatMap((cells) => cells.flatMap(findCitations));
    expect(cited.length).toBeGreaterThan(80);
    expect((await Promise.all(cited.map(findFaults))).flat()).toEqual([]);
  });
});
