import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

export interface RunVisiblyOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /**
   * `inherit` shows it as it comes; a function receives it instead, for a command that runs beside others.
   */
  readonly output: 'inherit' | ((text: string) => void);
  /** Whether the command may ask the person at the terminal. */
  readonly isInteractive?: boolean;
}

const running = new Set<ChildProcess>();
let isForwarding = false;

const END_LIMIT_MS = 10_000;
const EXIT_CODES = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/**
 * Runs a command for a person to see, and answers its exit code. When this process is told to end, the
 * command is told, too.
 *
 * @returns The exit code; 1 when the command was ended by a signal or could not be started.
 */
export function runVisibly(
  command: string,
  args: readonly string[],
  options: RunVisiblyOptions,
): Promise<number> {
  forwardSignals();
  const { output, isInteractive = false, cwd, env } = options;
  const stream = output === 'inherit' ? 'inherit' : 'pipe';
  const stdio: StdioOptions = [isInteractive ? 'inherit' : 'ignore', stream, stream];
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio, shell: needsShell(command) });
    running.add(child);
    if (output !== 'inherit') {
      child.stdout?.setEncoding('utf8').on('data', output);
      child.stderr?.setEncoding('utf8').on('data', output);
    }
    child.once('error', (error) => {
      console.error(`${command} did not start: ${error.message}`);
      running.delete(child);
      resolve(1);
    });
    child.once('close', (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });
}

/** How to run a script of package.json: with the npm that runs this command, or the one on the PATH. */
export function npmRun(
  script: string,
  ...args: readonly string[]
): readonly [command: string, ...args: string[]] {
  const npm = process.env['npm_execpath'];
  const rest = ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])];
  return npm?.endsWith('.js') === true ? [process.execPath, npm, ...rest] : ['npm', ...rest];
}

/** On Windows, npm is a batch file, which only a shell can run. */
function needsShell(command: string): boolean {
  return process.platform === 'win32' && command === 'npm';
}

function forwardSignals(): void {
  if (isForwarding) return;
  isForwarding = true;
  for (const [signal, exitCode] of EXIT_CODES) {
    process.once(signal, () => {
      // Ctrl+C in a terminal reaches the commands by itself; told twice, some of them break off at once.
      const hasReachedThem = signal === 'SIGINT' && process.stdin.isTTY;
      if (!hasReachedThem) for (const child of running) child.kill(signal);
      void exitAfterCommands(exitCode);
    });
  }
  process.once('exit', () => {
    for (const child of running) child.kill('SIGKILL');
  });
}

/** The commands get a moment to end. */
async function exitAfterCommands(exitCode: number): Promise<never> {
  const deadline = Date.now() + END_LIMIT_MS;
  while (running.size > 0 && Date.now() < deadline) await delay(50);
  process.exit(exitCode);
}
