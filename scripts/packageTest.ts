// Makes the packages and tests them: installed, updated, removed, and driven from outside. With --no-build on the last
// build; with --base=FOLDER installed in that system (debootstrap makes one) in place of this computer's own.
import { runMain } from './process/runMain';
import { runPackageTests } from './steps/packageTest';

await runMain(() => {
  const args = process.argv.slice(2);
  const base = args.find((argument) => argument.startsWith('--base='));
  return runPackageTests({
    args: args.filter((argument) => argument !== '--no-build' && argument !== base),
    output: 'inherit',
    skipsBuild: args.includes('--no-build'),
    ...(base === undefined ? {} : { baseFolder: base.slice('--base='.length) }),
  });
});
