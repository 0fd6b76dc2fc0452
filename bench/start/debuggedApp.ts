import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** An Electron app started as it is from a shell, and looked at through its debugging pipe once it runs. */
export interface DebuggedApp {
  readonly processId: number;
  /** Milliseconds from the start of the program to the mark `usable` of its page. */
  readonly usableAfterMs: number;
  stop(): Promise<void>;
}

export interface DebuggedAppOptions {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const ASK_EVERY_MS = 50;
const GIVE_UP_AFTER_MS = 60_000;
const READ_MARK = `(() => {
  const [mark] = performance.getEntriesByName('usable');
  return mark === undefined ? null : performance.timeOrigin + mark.startTime;
})()`;

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
}

interface Pipe {
  call(method: string, params?: object, sessionId?: string): Promise<unknown>;
}

/** The debugging protocol: JSON messages with a zero byte behind each. */
function openPipe(child: ChildProcess): Pipe {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, (result: unknown) => void>();
  let lastId = 0;
  let received = '';
  output.setEncoding('utf8').on('data', (part: string) => {
    const messages = (received + part).split('\0');
    received = messages.pop() ?? '';
    for (const message of messages) {
      const { id = 0, result } = JSON.parse(message) as Answer;
      waiting.get(id)?.(result);
      waiting.delete(id);
    }
  });
  return {
    call(method, params = {}, sessionId) {
      const id = (lastId += 1);
      const answered = new Promise((resolve) => waiting.set(id, resolve));
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      return answered;
    },
  };
}

async function findPage(pipe: Pipe): Promise<string | null> {
  const { targetInfos } = (await pipe.call('Target.getTargets')) as {
    targetInfos: readonly { type: string; targetId: string }[];
  };
  const page = targetInfos.find(({ type }) => type === 'page');
  if (page === undefined) return null;
  const attached = await pipe.call('Target.attachToTarget', { targetId: page.targetId, flatten: true });
  return (attached as { sessionId: string }).sessionId;
}

/** Null while there is no page yet, or while it is being replaced by the one that it loads. */
async function readMark(pipe: Pipe): Promise<number | null> {
  const session = await findPage(pipe);
  if (session === null) return null;
  const expression = { expression: READ_MARK, returnByValue: true };
  const answer = (await pipe.call('Runtime.evaluate', expression, session)) as
    { result?: { value?: number | null } } | undefined;
  return answer?.result?.value ?? null;
}

async function untilKnown<Value>(ask: () => Promise<Value | null>): Promise<Value> {
  for (let waitedMs = 0; waitedMs < GIVE_UP_AFTER_MS; waitedMs += ASK_EVERY_MS) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Error('The app did not become usable');
}

export async function startDebugged({ executablePath, args, env }: DebuggedAppOptions): Promise<DebuggedApp> {
  const startedAtMs = Date.now();
  const child = spawn(executablePath, ['--remote-debugging-pipe', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const pipe = openPipe(child);
  const usableAtMs = await untilKnown(() => readMark(pipe));
  return {
    processId: child.pid ?? 0,
    usableAfterMs: usableAtMs - startedAtMs,
    stop() {
      child.kill();
      return ended;
    },
  };
}
