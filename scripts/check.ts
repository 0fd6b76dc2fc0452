// What to run before every commit: all that `npm test` does but the slow unit tests, the build and the
// end-to-end tests, two things at a time.
import { runMain } from './process/runMain';
import { npmStep } from './steps/commandStep';
import { runAndReport } from './steps/runAndReport';
import { unitTestStep } from './steps/testSteps';

await runMain(() =>
  runAndReport(2, (folder) => [
    npmStep('types', 'check:types'),
    unitTestStep(folder, { quickOnly: true }),
    npmStep('lint', 'lint'),
    npmStep('format', 'format:check'),
    npmStep('layers', 'check:layers'),
  ]),
);
