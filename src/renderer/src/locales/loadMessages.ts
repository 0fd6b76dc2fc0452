import type { Language } from '@shared/preferences';
import type en from './en.json';

/** Each language but English is a file of its own in the build, and read when somebody speaks it. */
const files = import.meta.glob<typeof en>(['./*.json', '!./en.json'], { import: 'default' });

/** Rejects where the file is missing or damaged. */
export async function loadMessages(language: Language): Promise<typeof en> {
  const load = files[`./${language}.json`];
  if (load === undefined) throw new Error(`There are no texts in ${language}`);
  return load();
}
