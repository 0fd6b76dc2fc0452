// Checks the types of every part by the part's own tsconfig.json, two parts at a time.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageProgram, projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';
import { commandStep } from './steps/commandStep';
import { runSteps } from './steps/runSteps';
import { exitCodeOf } from './steps/summary';

function findParts(): string[] {
  const folders = [
    '.',
    ...['.', 'src', join('src', 'simulator')].flatMap((parent) =>
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

/** Only vue-tsc reads components; tsc does the rest in half the time. */
function compilerFor(part: string): string {
  const hasComponents = readFileSync(join(projectRoot, part), 'utf8').includes('.vue');
  return hasComponents
    ? packageProgram('vue-tsc', 'bin', 'vue-tsc.js')
    : packageProgram('typescript', 'bin', 'tsc');
}

/** What the compiler remembers from one run to the next, so that it looks again only at what has changed. */
function memoryOf(part: string): string {
  return join(
    projectRoot,
    'node_modules',
    '.cache',
    'types',
    `${part.replace(/[^a-z]+/gi, '-')}.tsbuildinfo`,
  );
}

await runMain(async () => {
  const steps = findParts().map((part) => {
    const options = ['--noEmit', '--incremental', '--tsBuildInfoFile', memoryOf(part)];
    return commandStep(part, process.execPath, [
      compilerFor(part),
      ...options,
      '--pretty',
      '--project',
      part,
    ]);
  });
  const write = (text: string) => void process.stdout.write(text);
  return exitCodeOf(await runSteps(steps, { atOnce: 2, write, now: () => performance.now() }));
});
