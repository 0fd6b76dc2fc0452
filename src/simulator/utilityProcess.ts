import type { Simulator } from './index';

/** The part of Electron's `process.parentPort` that is used here, so that nothing of Electron is imported. */
export interface ParentPort {
  postMessage(message: UtilityMessage): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** What the process tells the app. */
export type UtilityMessage =
  | {
      readonly type: 'ready';
      readonly url: string;
      readonly consoleUrl: string;
      readonly contactCenterId: string;
    }
  | { readonly type: 'failed'; readonly reason: string };

export interface UtilityOptions {
  readonly parentPort: ParentPort;
  readonly start: () => Promise<Pick<Simulator, 'url' | 'consoleUrl' | 'contactCenterId' | 'stop'>>;
  readonly parentProcessId: () => number;
  readonly exit: (code: number) => void;
  /** How often to look whether the app is still there. */
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 2000;

export function runUtility({ parentPort, start, parentProcessId, exit, lookEveryMs }: UtilityOptions): void {
  const starting = start();
  const parentAtStart = parentProcessId();
  let leaving = false;

  starting.then(
    ({ url, consoleUrl, contactCenterId }) => {
      parentPort.postMessage({ type: 'ready', url, consoleUrl, contactCenterId });
    },
    (error: unknown) => {
      parentPort.postMessage({
        type: 'failed',
        reason: error instanceof Error ? error.message : String(error),
      });
      exit(1);
    },
  );

  async function leave(): Promise<void> {
    if (leaving) return;
    leaving = true;
    clearInterval(look);
    const simulator = await starting.catch(() => null);
    await simulator?.stop();
    if (simulator) exit(0);
  }

  // A crashed app closes the port, but not on every platform: a new parent process is the other sign.
  const look = setInterval(() => {
    if (parentProcessId() !== parentAtStart) void leave();
  }, lookEveryMs ?? LOOK_EVERY_MS);
  parentPort.on('message', ({ data }) => {
    if (isStop(data)) void leave();
  });
  parentPort.on('close', () => void leave());
}

function isStop(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'stop';
}
