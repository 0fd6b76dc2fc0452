// Makes the packages of this system, in out/package/, and says what it could not make and why.
// --debuggable makes the one that tests drive from outside; --official-only fails where
// only an Electron for tests is to be had; --quick packs faster and bigger.
import { relative } from 'node:path';
import { makePackages } from './package/makePackages';
import { projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';
import { SetupError } from './process/setupError';

const FLAGS = ['--debuggable', '--official-only', '--quick', '--no-build'];

await runMain(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find((argument) => !FLAGS.includes(argument));
  if (unknown !== undefined) throw new SetupError(`${unknown} is not known; there are ${FLAGS.join(', ')}.`);
  const { variant, unpacked, debFile } = await makePackages({
    isDebuggable: args.includes('--debuggable'),
    isOfficialOnly: args.includes('--official-only'),
    isQuick: args.includes('--quick'),
    skipsBuild: args.includes('--no-build'),
    log: console.log,
  });
  console.log(`\nCounterline ${variant.version}, Electron ${variant.electronVersion}:`);
  for (const made of [unpacked.folder, ...(debFile === null ? [] : [debFile])]) {
    console.log(`  ${relative(projectRoot, made)}`);
  }
  return 0;
});
