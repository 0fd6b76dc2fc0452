// The whole of `npm test`: every check, every test, one verdict.
import { runMain } from './process/runMain';
import { npmStep } from './steps/commandStep';
import { runAndReport } from './steps/runAndReport';
import { endToEndStep, packageTestStep, unitTestStep } from './steps/testSteps';

await runMain(() =>
  runAndReport(1, (folder) => [
    // First, since later steps call what it installs.
    npmStep('machine', 'prepare:electron'),
    npmStep('format', 'format:check'),
    npmStep('lint', 'lint'),
    npmStep('layers', 'check:layers'),
    npmStep('types', 'check:types'),
    unitTestStep(folder),
    npmStep('build', 'build'),
    endToEndStep(folder),
    packageTestStep(folder),
  ]),
);
