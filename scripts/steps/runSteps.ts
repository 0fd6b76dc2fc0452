import { messageOf } from '../process/setupError';
import { NO_TESTS, type TestCounts } from './testReports';

export interface StepContext {
  /** Where the step's commands put what they print. */
  readonly output: 'inherit' | ((text: string) => void);
}

export interface StepOutcome {
  readonly isOk: boolean;
  readonly counts: TestCounts;
  /** A few words for the table. */
  readonly note?: string;
}

export interface Step {
  readonly name: string;
  /** Steps without whose success this one is pointless; they come before it. */
  readonly needs?: readonly string[];
  run(context: StepContext): Promise<StepOutcome>;
}

export interface StepResult extends StepOutcome {
  readonly name: string;
  readonly durationMs: number;
}

export interface RunStepsOptions {
  /** With one at a time, output is shown as it comes; with more, each step's is shown when it ends. */
  readonly atOnce?: number;
  readonly write: (text: string) => void;
  readonly now: () => number;
}

/**
 * Runs the steps in order and goes on after a failure, so that one run shows all there is to mend. A step
 * that throws has failed; a step whose needs have failed is not run, and has failed, too.
 */
export async function runSteps(steps: readonly Step[], options: RunStepsOptions): Promise<StepResult[]> {
  const { atOnce = 1, write, now } = options;
  const pending = new Map<string, Promise<StepResult>>();
  const queue = [...steps];

  async function work(): Promise<void> {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const result = runStep(step);
      pending.set(step.name, result);
      await result;
    }
  }

  async function runStep(step: Step): Promise<StepResult> {
    const startedAt = now();
    const outcome = await attempt(step);
    return { name: step.name, durationMs: now() - startedAt, ...outcome };
  }

  async function attempt(step: Step): Promise<StepOutcome> {
    const failedNeed = await findFailed(step.needs ?? []);
    if (failedNeed !== undefined) return failure(`not run, because ${failedNeed} failed`);
    const heading = `\n== ${step.name}\n`;
    let collected = heading;
    if (atOnce === 1) write(heading);
    try {
      return await step.run({ output: atOnce === 1 ? 'inherit' : (text) => (collected += text) });
    } catch (error) {
      return failure(messageOf(error));
    } finally {
      if (atOnce > 1) write(collected);
    }
  }

  async function findFailed(names: readonly string[]): Promise<string | undefined> {
    for (const name of names) {
      const result = await pending.get(name);
      if (result?.isOk !== true) return name;
    }
    return undefined;
  }

  await Promise.all(Array.from({ length: atOnce }, work));
  return Promise.all(steps.map((step) => pending.get(step.name) as Promise<StepResult>));
}

/** The outcome of a step that failed as a whole: it counts as one failure. */
export function failure(note?: string): StepOutcome {
  return { isOk: false, counts: { ...NO_TESTS, failed: 1 }, ...(note === undefined ? {} : { note }) };
}

/** The outcome of a step that has no tests of its own to count. */
export const SUCCESS: StepOutcome = { isOk: true, counts: NO_TESTS };
