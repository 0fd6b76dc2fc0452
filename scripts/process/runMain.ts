import { SetupError } from './setupError';

/**
 * Runs a command's work and makes its answer the exit code. A set-up problem is told in its own words,
 * anything else with its stack.
 */
export async function runMain(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}
