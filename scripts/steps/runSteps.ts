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
  /** Steps that have to be over before this one, well or not; they come before it. */
  readonly after?: readonly string[];
  /** Has the computer to itself, as what waits for windows needs it. */
  readonly isAlone?: boolean;
  run(context: StepContext): Promise<StepOutcome>;
}

export interface StepResult extends StepOutcome {
  readonly name: string;
  readonly durationMs: number;
}

export interface RunStepsOptions {
  /** The output of a step that runs alone is shown as it comes; of one that does not, when it ends. */
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

  async function runGroup(group: readonly Step[]): Promise<void> {
    const queue = [...group];
    const isShown = atOnce === 1 || group.length === 1;
    const work = async () => {
      for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
        const result = runStep(step, isShown);
        pending.set(step.name, result);
        await result;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  async function runStep(step: Step, isShown: boolean): Promise<StepResult> {
    await Promise.all([...(step.needs ?? []), ...(step.after ?? [])].map((name) => pending.get(name)));
    const startedAt = now();
    const outcome = await attempt(step, isShown);
    return { name: step.name, durationMs: now() - startedAt, ...outcome };
  }

  async function attempt(step: Step, isShown: boolean): Promise<StepOutcome> {
    const failedNeed = await findFailed(step.needs ?? []);
    if (failedNeed !== undefined) return failure(`not run, because ${failedNeed} failed`);
    const heading = `\n== ${step.name}\n`;
    let collected = heading;
    if (isShown) write(heading);
    try {
      return await step.run({ output: isShown ? 'inherit' : (text) => (collected += text) });
    } catch (error) {
      return failure(messageOf(error));
    } finally {
      if (!isShown) write(collected);
    }
  }

  async function findFailed(names: readonly string[]): Promise<string | undefined> {
    for (const name of names) {
      const result = await pending.get(name);
      if (result?.isOk !== true) return name;
    }
    return undefined;
  }

  for (const group of groupSteps(steps)) await runGroup(group);
  return Promise.all(steps.map((step) => pending.get(step.name) as Promise<StepResult>));
}

/** In order: those that may run beside each other together, each of the others by itself. */
function groupSteps(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  let isOpen = false;
  for (const step of steps) {
    const last = groups.at(-1);
    if (last !== undefined && isOpen && step.isAlone !== true) last.push(step);
    else groups.push([step]);
    isOpen = step.isAlone !== true;
  }
  return groups;
}

/** The outcome of a step that failed as a whole: it counts as one failure. */
export function failure(note?: string): StepOutcome {
  return { isOk: false, counts: { ...NO_TESTS, failed: 1 }, ...(note === undefined ? {} : { note }) };
}

/** The outcome of a step that has no tests of its own to count. */
export const SUCCESS: StepOutcome = { isOk: true, counts: NO_TESTS };
