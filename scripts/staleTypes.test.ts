import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from './process/temporaryFolder';
import { forgetStaleParts } from './staleTypes';

/** A part that was checked at second 1000, when its program had a file of its own and one of another part. */
async function withPart(
  change: (files: { own: string; foreign: string }) => void,
  expectation: { isKept: boolean },
): Promise<void> {
  await withTemporaryFolder((folder) => {
    for (const name of ['part', 'other']) mkdirSync(join(folder, name));
    const config = join(folder, 'part', 'tsconfig.json');
    const record = join(folder, 'part', 'tsconfig.tsbuildinfo');
    const own = join(folder, 'part', 'own.ts');
    const foreign = join(folder, 'other', 'foreign.ts');
    writeFileSync(config, '{ "include": ["**/*.ts"] }');
    writeFileSync(record, JSON.stringify({ fileNames: ['./own.ts', '../other/foreign.ts'] }));
    for (const file of [own, foreign]) {
      writeFileSync(file, '');
      utimesSync(file, 900, 900);
    }
    utimesSync(record, 1000, 1000);
    change({ own, foreign });
    forgetStaleParts([config]);
    expect(existsSync(record)).toBe(expectation.isKept);
    return Promise.resolve();
  });
}

test('a part is not checked anew for nothing', () => withPart(() => undefined, { isKept: true }));

test('its own files are left to the compiler', () =>
  withPart(({ own }) => utimesSync(own, 1100, 1100), { isKept: true }));

test('a changed file of another part has it checked anew', () =>
  withPart(({ foreign }) => utimesSync(foreign, 1100, 1100), { isKept: false }));

test('so has a file of another part that is gone', () =>
  withPart(({ foreign }) => rmSync(foreign), { isKept: false }));
