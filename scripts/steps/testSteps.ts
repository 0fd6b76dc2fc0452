import { join } from 'node:path';
import { runVisibly } from '../process/childProcesses';
import { OTHER_SPECS } from '../../e2e/securitySuite';
import { packageProgram, projectRoot } from '../process/projectRoot';
import { runEndToEnd } from './endToEnd';
import { runPackageTests } from './packageTest';
import type { Step, StepOutcome } from './runSteps';
import { judgeTestRun, parsePlaywrightReport, parseVitestReport, type ParseReport } from './testReports';

/**
 * The unit tests; `folder` takes the report. Those in `*.slow.test.ts` start real processes or send hundreds of
 * requests; they are left to `npm test`.
 */
export function unitTestStep(folder: string, { quickOnly = false } = {}): Step {
  const report = join(folder, 'vitest.json');
  return {
    name: 'unit tests',
    // Some of them call programs that it installs.
    after: ['machine'],
    async run({ output }) {
      const args = [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...(quickOnly ? ['--exclude=**/*.slow.test.ts'] : []),
      ];
      const exitCode = await runVisibly(process.execPath, [packageProgram('vitest', 'vitest.mjs'), ...args], {
        cwd: projectRoot,
        env: process.env,
        output,
      });
      return toOutcome(exitCode, report, parseVitestReport);
    },
  };
}

/**
 * The end-to-end tests, on what the step named `build` has built, but for the security suite, which runs on the packaged
 * app; `folder` takes the report.
 */
export function endToEndStep(folder: string): Step {
  const report = join(folder, 'playwright.json');
  return {
    name: 'end-to-end tests',
    needs: ['build'],
    isAlone: true,
    async run({ output }) {
      const exitCode = await runEndToEnd({
        args: ['--reporter=list,json', `--project=${OTHER_SPECS}`],
        extraEnv: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
        output,
        isInteractive: false,
      });
      return toOutcome(exitCode, report, parsePlaywrightReport);
    },
  };
}

/**
 * The tests of the packages, made from what the step named `build` has built, and the security suite on the packaged app;
 * `folder` takes the report.
 */
export function packageTestStep(folder: string): Step {
  const report = join(folder, 'package.json');
  return {
    name: 'packages',
    needs: ['build'],
    isAlone: true,
    async run({ output }) {
      const exitCode = await runPackageTests({
        args: ['--reporter=list,json'],
        extraEnv: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
        output,
        skipsBuild: true,
      });
      return toOutcome(exitCode, report, parsePlaywrightReport);
    },
  };
}

function toOutcome(exitCode: number, report: string, parse: ParseReport): StepOutcome {
  const { counts, problem } = judgeTestRun(exitCode, report, parse);
  return { isOk: counts.failed === 0, counts, ...(problem === undefined ? {} : { note: problem }) };
}
