import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EMOJI_SET } from '../src/renderer/src/emoji/emojiSet';
import { LANGUAGES, type Language } from '../src/shared/preferences';
import { projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';

/**
 * Writes the names of the emoji in each language of the app, out of the Unicode project's own data: the npm package
 * `cldr-annotations-full`, unpacked in the folder that the first argument names. Needed only when the set, or a language,
 * is added to; what it writes is committed.
 */

interface Annotations {
  readonly annotations: {
    readonly annotations: Readonly<Record<string, { readonly default: string[]; readonly tts: string[] }>>;
  };
}

/** Where the package calls a language otherwise. */
const PACKAGE_NAMES: Partial<Record<Language, string>> = { 'pt-BR': 'pt', 'zh-Hans': 'zh' };

/** `name | further words to find it by` */
function describe(emoji: string, data: Annotations): string {
  const found = data.annotations.annotations[emoji.replace('\ufe0f', '')];
  const name = found?.tts[0];
  if (found === undefined || name === undefined) throw new Error(`${emoji} has no name`);
  return `${name} | ${found.default.filter((word) => !name.includes(word)).join(' ')}`;
}

async function writeNames(packageFolder: string, language: Language): Promise<void> {
  const path = join(packageFolder, 'annotations', PACKAGE_NAMES[language] ?? language, 'annotations.json');
  const data = JSON.parse(await readFile(path, 'utf8')) as Annotations;
  const names = Object.fromEntries(
    Object.values(EMOJI_SET)
      .flat()
      .map((emoji) => [emoji, describe(emoji, data)]),
  );
  const target = join(projectRoot, 'src/renderer/src/emoji/names', `${language}.json`);
  await writeFile(target, `${JSON.stringify(names, null, 2)}\n`);
}

await runMain(async () => {
  const packageFolder = process.argv[2];
  if (packageFolder === undefined) throw new Error('Which folder is cldr-annotations-full unpacked in?');
  for (const language of LANGUAGES) await writeNames(packageFolder, language);
  return 0;
});
