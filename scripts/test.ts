// The whole of `npm test`: every check, every test, one verdict. What needs no window runs two at a time, the longest
// first, so that no core is left without work at the end.
import { runMain } from './process/runMain';
import { npmStep } from './steps/commandStep';
import { runAndReport } from './steps/runAndReport';
import { endToEndStep, packageTestStep, unitTestStep } from './steps/testSteps';

await runMain(() =>
  runAndReport(2, (folder) => [
    // First, since later steps call what it installs.
    npmStep('machine', 'prepare:electron'),
    npmStep('types', 'check:types'),
    unitTestStep(folder),
    npmStep('lint', 'lint'),
    npmStep('format', 'format:check'),
    npmStep('build', 'build'),
    npmStep('layers', 'check:layers'),
    endToEndStep(folder),
    packageTestStep(folder),
  ]),
);
