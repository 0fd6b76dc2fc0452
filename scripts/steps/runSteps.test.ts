import { expect, test } from 'vitest';
import { failure, runSteps, SUCCESS, type Step, type StepOutcome } from './runSteps';
import { exitCodeOf, formatSummary } from './summary';

function step(name: string, outcome: StepOutcome | Error, needs: readonly string[] = []): Step {
  return {
    name,
    needs,
    run: async ({ output }) => {
      if (output !== 'inherit') output(`output of ${name}\n`);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  };
}

const tests = (passed: number, failed = 0): StepOutcome => ({
  isOk: failed === 0,
  counts: { passed, failed, skipped: 0 },
});

async function run(steps: readonly Step[], atOnce = 1) {
  let written = '';
  const results = await runSteps(steps, { atOnce, write: (text) => (written += text), now: () => 0 });
  return {
    results,
    written,
    exitCode: exitCodeOf(results),
    lastLine: formatSummary(results).trim().split('\n').at(-1),
  };
}

test('all good: the tests are counted, the rest is not', async () => {
  const { exitCode, lastLine, written } = await run([
    step('lint', SUCCESS),
    step('unit', tests(3)),
    step('e2e', tests(2)),
  ]);
  expect({ exitCode, lastLine }).toEqual({ exitCode: 0, lastLine: '5 passed, 0 failed, 0 skipped' });
  expect(written).toBe('\n== lint\n\n== unit\n\n== e2e\n');
});

test('a step that fails counts as a failure, and the steps after it run all the same', async () => {
  const { exitCode, lastLine } = await run([step('lint', failure()), step('unit', tests(3))]);
  expect({ exitCode, lastLine }).toEqual({ exitCode: 1, lastLine: '3 passed, 1 failed, 0 skipped' });
});

test('a step that throws has failed, and its message is in the table', async () => {
  const { results, exitCode } = await run([step('unit', new Error('out of disk')), step('lint', SUCCESS)]);
  expect(exitCode).toBe(1);
  expect(formatSummary(results)).toContain('out of disk');
});

test('without a build there is no end-to-end test, and that is a failure', async () => {
  const { results, lastLine, written } = await run([
    step('build', failure()),
    step('e2e', tests(2), ['build']),
  ]);
  expect(results[1]).toMatchObject({ isOk: false, note: 'not run, because build failed' });
  expect(lastLine).toBe('0 passed, 2 failed, 0 skipped');
  expect(written).not.toContain('e2e');
});

test('two at a time: the output of each stays together, and the table keeps the order', async () => {
  const { results, written } = await run(
    [step('one', SUCCESS), step('two', SUCCESS), step('three', SUCCESS)],
    2,
  );
  expect(results.map((result) => result.name)).toEqual(['one', 'two', 'three']);
  for (const name of ['one', 'two', 'three']) expect(written).toContain(`\n== ${name}\noutput of ${name}\n`);
});

test('two at a time: a step waits for what it needs', async () => {
  const order: string[] = [];
  const slow: Step = {
    name: 'build',
    run: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('build');
      return SUCCESS;
    },
  };
  const after: Step = { name: 'e2e', needs: ['build'], run: async () => (order.push('e2e'), SUCCESS) };
  await run([slow, after], 2);
  expect(order).toEqual(['build', 'e2e']);
});

test('two at a time: a step also waits for one that only has to be over, and runs though that failed', async () => {
  const order: string[] = [];
  const record = (name: string, outcome: StepOutcome, after: readonly string[] = []): Step => ({
    name,
    after,
    run: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(name);
      return outcome;
    },
  });
  await run([record('machine', failure()), record('unit', tests(1), ['machine'])], 2);
  expect(order).toEqual(['machine', 'unit']);
});

test('a step that wants to be alone runs beside no other, and its output is shown as it comes', async () => {
  const together: string[][] = [];
  const running = new Set<string>();
  const outputs = new Map<string, 'inherit' | 'collected'>();
  const record = (name: string, isAlone = false): Step => ({
    name,
    isAlone,
    run: async ({ output }) => {
      outputs.set(name, output === 'inherit' ? 'inherit' : 'collected');
      running.add(name);
      together.push([...running]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running.delete(name);
      return SUCCESS;
    },
  });
  await run([record('one'), record('two'), record('e2e', true), record('packages', true)], 2);
  expect(together).toEqual([['one'], ['one', 'two'], ['e2e'], ['packages']]);
  expect([...outputs.values()]).toEqual(['collected', 'collected', 'inherit', 'inherit']);
});

test('no steps at all is not a success', () => {
  expect(exitCodeOf([])).toBe(1);
});
