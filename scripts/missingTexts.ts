// Prints, for each language, the keys of `en.json` that its file lacks, with their English, and those that it has too many.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textLeaves, type Messages } from '../src/renderer/src/testing/textLeaves';
import { LANGUAGES } from '../src/shared/preferences';
import { projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';

async function readTexts(language: string): Promise<Map<string, string>> {
  const file = join(projectRoot, 'src', 'renderer', 'src', 'locales', `${language}.json`);
  return new Map(textLeaves(JSON.parse(await readFile(file, 'utf8')) as Messages));
}

await runMain(async () => {
  const english = await readTexts('en');
  let faults = 0;
  for (const language of LANGUAGES) {
    const texts = await readTexts(language);
    const missing = [...english].filter(([key]) => !texts.has(key));
    const extra = [...texts.keys()].filter((key) => !english.has(key));
    faults += missing.length + extra.length;
    for (const [key, text] of missing) console.log(`${language}\tmissing\t${key}\t${text}`);
    for (const key of extra) console.log(`${language}\textra\t${key}`);
  }
  console.log(faults === 0 ? `All ${english.size} texts are there in all languages.` : `${faults} to mend.`);
  return faults === 0 ? 0 : 1;
});
