// Writes what administrators get of the settings: schema, table, templates of Windows.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generateFiles } from './policy/generatedFiles';
import { projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';

await runMain(async () => {
  for (const { path, content } of await generateFiles()) {
    const file = join(projectRoot, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    console.log(path);
  }
  return 0;
});
