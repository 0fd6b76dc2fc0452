import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findFamily } from './processFamily';

/** The app under its own supervisor, as at a counter: it is not Playwright that starts it, and it may die. */
export interface SupervisedApp {
  readonly supervisorId: number;
  /** The main process that runs now, or null while there is none. */
  findMain(): Promise<number | null>;
  /** The page of the app that runs now, or null while there is none. */
  findPage(): Promise<Page | null>;
  /** Waits for one. */
  getPage(): Promise<Page>;
  getLog(): string;
  /** Resolves with the exit code of the supervisor. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

export interface SupervisedAppOptions {
  readonly executablePath: string;
  /** What this machine needs before the app. */
  readonly electronArgs: readonly string[];
  readonly appFolder: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const PAGE_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;
const ANSWERS_WITHIN_MS = 4000;
/** A counter goes from one origin to the other with each customer (`src/main/app/uiFiles.ts`). */
const OWN_PAGE = /^counterline-ui:\/\/[a-z-]+\/index\.html$/;

/** A page that has died never answers. */
async function answers(page: Page): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), ANSWERS_WITHIN_MS));
  return Promise.race([page.evaluate('true').then(Boolean, () => false), late]);
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function launchSupervised(options: SupervisedAppOptions): Promise<SupervisedApp> {
  const port = await findFreePort();
  const child = spawn(
    options.executablePath,
    [
      ...options.electronArgs,
      `--remote-debugging-port=${port}`,
      options.appFolder,
      '--supervised',
      ...options.args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: options.env },
  );
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const supervisorId = child.pid ?? -1;
  let browser: Browser | null = null;
  let connecting: Promise<Browser> | null = null;

  function disconnect(connected: Browser): void {
    if (browser === connected) browser = null;
    void connected.close().catch(() => undefined);
  }

  async function connect(): Promise<Browser> {
    if (browser?.isConnected() === true) return browser;
    connecting ??= chromium
      .connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5000 })
      .finally(() => (connecting = null));
    browser = await connecting;
    return browser;
  }

  async function findPage(): Promise<Page | null> {
    try {
      const connected = await connect();
      const pages = connected.contexts().flatMap((context) => context.pages());
      const page = pages.find((candidate) => OWN_PAGE.test(candidate.url()));
      if (page !== undefined && (await answers(page))) return page;
      // Playwright believes a page that has crashed dead for good, and knows no other. Who connects in the moment of the
      // crash is not even told its address, and is never told the next one. So it must look anew in both cases.
      disconnect(connected);
      return null;
    } catch {
      // Nobody listens yet.
      return null;
    }
  }

  return {
    supervisorId,
    async findMain() {
      const family = await findFamily(supervisorId);
      return (
        family.find(({ parentId, args }) => parentId === supervisorId && !args.includes(' --type='))?.id ??
        null
      );
    },
    findPage,
    async getPage() {
      for (const untilMs = Date.now() + PAGE_WITHIN_MS; Date.now() < untilMs;) {
        const page = await findPage();
        if (page !== null) return page;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
      throw new Error(`No page of the supervised app; its log:\n${log.join('')}`);
    },
    getLog: () => log.join(''),
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await browser?.close().catch(() => undefined);
    },
  };
}
