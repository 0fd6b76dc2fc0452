import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The command is killed when it takes longer. */
  readonly timeLimitMs?: number;
}

export interface CommandResult {
  /** Undefined when the command could not be started, or was ended by a signal. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

export type RunCommand = (
  command: string,
  args: readonly string[],
  options?: CommandOptions,
) => Promise<CommandResult>;

/**
 * Runs a command without a stdin and collects what it prints. Never rejects: a command that is not there has
 * no exit code.
 */
export const runCommand: RunCommand = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
    });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const timer =
      options.timeLimitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, options.timeLimitMs);
    const finish = (exitCode: number | undefined) => {
      clearTimeout(timer);
      resolve({ exitCode, stdout, stderr, timedOut });
    };
    child.once('error', (error) => {
      stderr += error.message;
      finish(undefined);
    });
    child.once('close', (code) => finish(code ?? undefined));
  });
