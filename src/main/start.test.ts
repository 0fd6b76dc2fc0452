import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** What `start.ts` reads before the window opens: one import too many costs every start. */

const SHARED = join(import.meta.dirname, '..', 'shared');

/** With what only types are taken from left out, as the compiler leaves it out. */
function listImports(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(/^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)';/gms)].map(
    ([, name = '']) => name,
  );
}

function findOwnFile(name: string, from: string): string | null {
  const path = name.startsWith('@shared/')
    ? join(SHARED, name.slice('@shared/'.length))
    : name.startsWith('.')
      ? join(dirname(from), name)
      : null;
  if (path === null) return null;
  return [`${path}.ts`, join(path, 'index.ts')].find(existsSync) ?? null;
}

function readClosure(first: string): { own: Set<string>; foreign: Set<string> } {
  const own = new Set([first]);
  const foreign = new Set<string>();
  for (const file of own) {
    for (const name of listImports(file)) {
      const ownFile = findOwnFile(name, file);
      if (ownFile === null) foreign.add(name);
      else own.add(ownFile);
    }
  }
  return { own, foreign };
}

test('before the window nothing is read but our own small files and what the runtime has anyway', () => {
  const { own, foreign } = readClosure(join(import.meta.dirname, 'start.ts'));
  expect(own.size).toBeGreaterThan(20);
  // Of a picture, the bundle holds the path.
  const atHand = /^electron$|^node:|\.png\?asset$/;
  expect([...foreign].filter((name) => !atHand.test(name))).toEqual([]);
});

test('the rest of the app has libraries: the test can tell', () => {
  expect([...readClosure(join(import.meta.dirname, 'index.ts')).foreign]).toContain('zod');
});
