import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from '../process/setupError';

export interface Display {
  /** To be added to the environment of what draws on it. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether a person may be looking at it. */
  readonly isReal: boolean;
  stop(): Promise<void>;
}

export interface DisplayOptions {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /**
   * Started on a display of our own only; a real one has its own. Without a window manager nothing is really
   * full-screen.
   */
  readonly windowManager?: readonly [program: string, ...args: string[]];
  /** Writes the number of its display to file descriptor 3 when it is ready. */
  readonly server?: readonly string[];
}

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 5_000;

/**
 * Xvfb below a shell that waits for the end of its own input and then ends Xvfb. That input is a pipe held by
 * this process, which the system closes however this process ends: by itself, by a signal, by a crash, even
 * killed outright. No handler can be missed.
 */
const SUPERVISOR = `
"$@" <&- & server=$!
exec 3>&-
trap 'kill "$server" 2>/dev/null' TERM
read -r nothing
kill "$server" 2>/dev/null
wait "$server"
`;

const XVFB = ['Xvfb', '-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'];

/** Whether windows have somewhere to be drawn without our doing anything. */
export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/**
 * The display that is there, or else a virtual one on a free number.
 *
 * @throws {SetupError} when Xvfb doesn't start.
 */
export async function startDisplay({
  platform,
  env,
  windowManager,
  server = XVFB,
}: DisplayOptions): Promise<Display> {
  if (hasDisplay(platform, env)) return { env: {}, isReal: true, stop: async () => {} };

  // In a session of its own: Ctrl+C in a terminal reaches the programs drawing on it, and not the display
  // below them.
  const supervisor = spawn('sh', ['-c', SUPERVISOR, 'sh', ...server], {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  const stop = () => stopSupervisor(supervisor);
  try {
    const number = await readDisplayNumber(supervisor);
    const displayEnv = { DISPLAY: `:${number}` };
    // The window manager ends with its display.
    if (windowManager !== undefined) startWindowManager(windowManager, { ...env, ...displayEnv });
    letGo(supervisor);
    return { env: displayEnv, isReal: false, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readDisplayNumber(supervisor: ChildProcess): Promise<number> {
  let complaint = '';
  supervisor.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const answer = readFirstLine(supervisor.stdio[3] as Readable);
  const text = await Promise.race([answer, delay(START_LIMIT_MS, '', { ref: false })]);
  if (!/^\d+\n/.test(text))
    throw new SetupError(`Xvfb did not start: ${complaint.trim() || 'it did not say why'}`);
  return Number.parseInt(text, 10);
}

async function readFirstLine(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text;
}

function startWindowManager(
  [program, ...args]: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): void {
  const child = spawn(program, args, { env, stdio: 'ignore', detached: true });
  child.once('error', (error) => console.warn(`${program} did not start: ${error.message}`));
  child.unref();
}

/** A display that nobody has stopped must not keep this process from ending; its end stops the display. */
function letGo(supervisor: ChildProcess): void {
  supervisor.unref();
  for (const stream of supervisor.stdio) (stream as unknown as { unref?(): void } | null)?.unref?.();
}

async function stopSupervisor(supervisor: ChildProcess): Promise<void> {
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return;
  const ended = once(supervisor, 'exit');
  supervisor.ref();
  supervisor.stdin?.end();
  await Promise.race([ended, delay(STOP_LIMIT_MS, undefined, { ref: false })]);
}
