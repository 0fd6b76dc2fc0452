// Checks the types of every part by the part's own tsconfig.json. One compiler does them all, so that it reads
// the libraries' types once, and looks again only at parts that have changed.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runVisibly } from './process/childProcesses';
import { packageProgram, projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';
import { forgetStaleParts } from './staleTypes';

function findParts(): string[] {
  const folders = [
    '.',
    ...['.', 'src', join('src', 'simulator'), 'bench'].flatMap((parent) =>
      listFolders(parent).map((name) => join(parent, name)),
    ),
  ];
  return folders
    .map((folder) => join(folder, 'tsconfig.json'))
    .filter((file) => existsSync(join(projectRoot, file)));
}

function listFolders(parent: string): string[] {
  const entries = readdirSync(join(projectRoot, parent), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => entry.name);
}

await runMain(() => {
  const parts = findParts();
  forgetStaleParts(parts.map((part) => join(projectRoot, part)));
  return runVisibly(
    process.execPath,
    [packageProgram('vue-tsc', 'bin', 'vue-tsc.js'), '--build', '--pretty', ...parts],
    { cwd: projectRoot, env: process.env, output: 'inherit' },
  );
});
