import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findSentences } from './testSentences';

/** A refusal that no test expects to the letter may say anything. */

const root = join(import.meta.dirname, '..', '..', '..');

/** What judges settings, policies and flags. */
const JUDGES = [
  'src/main/settings',
  'src/main/settings/policy',
  'src/main/app/commandLine.ts',
  'src/main/app/launch.ts',
  'src/main/app/hashPinCommand.ts',
  'src/main/app/startPolicy.ts',
];
const TESTS = ['src/main/settings', 'src/main/settings/policy', 'src/main/app', 'e2e/specs'];

async function listCode(places: readonly string[], isWanted: (name: string) => boolean): Promise<string[]> {
  const files = await Promise.all(
    places.map(async (place) =>
      place.endsWith('.ts')
        ? [place]
        : (await readdir(join(root, place))).filter(isWanted).map((name) => join(place, name)),
    ),
  );
  return Promise.all(files.flat().map((file) => readFile(join(root, file), 'utf8')));
}

const isTest = (name: string) => name.endsWith('.test.ts') || name.endsWith('.spec.ts');
const isCode = (name: string) => name.endsWith('.ts') && !isTest(name) && !name.startsWith('test');

test('every sentence that refuses a setting, a policy or a flag is expected by a test', async () => {
  const sentences = (await listCode(JUDGES, isCode)).flatMap(findSentences);
  const tests = (await listCode(TESTS, isTest)).join('\n').replaceAll('\\\\', '\\');
  expect(sentences.length).toBeGreaterThan(60);
  expect(sentences.filter((sentence) => !sentence.test(tests))).toEqual([]);
});
