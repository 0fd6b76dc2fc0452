import type { ChatView } from '@shared/chat';
import { createGwsClient } from '../gws/client';
import type { NetSession } from '../gws/guardedFetch';
import { createTransport } from '../gws/transport';
import { createLatestWriter } from '../lib/latestWriter';
import { silentLog } from '../lib/log';
import { wait, type Clock } from '../lib/time';
import { createOutbox } from '../outbox/outbox';
import { createPoller } from '../polling/poller';
import { getPollIntervalMs } from '../polling/schedule';
import { formatRecord, parseRecord, type ChatRecord } from './chatRecord';
import { completeChat } from './completing';
import { createSession, type Session } from './session';
import { createUnfinishedEnds } from './unfinishedEnds';

/**
 * For tests: the main process as `index.ts` builds it, without Electron, on a network and a disk that the test holds
 * in its hands. It can be killed at any moment and started again.
 */

/** What is on the disk, over any number of runs of the app. */
export interface FakeDisk {
  record: string | null;
  journal: string | null;
  isFull: boolean;
  /** How long a write takes, in milliseconds. */
  slowMs: number;
  /** Every record that was ever written, in order; null where it was removed. */
  readonly written: (string | null)[];
}

export function createFakeDisk(): FakeDisk {
  return { record: null, journal: null, isFull: false, slowMs: 0, written: [] };
}

export interface TestAppOptions {
  readonly clock: Clock;
  readonly network: NetSession;
  readonly contactCenterId: string;
  readonly disk: FakeDisk;
  readonly serverUrl?: string;
  readonly endsOnLeave?: boolean;
  readonly isOnline?: () => boolean;
}

export interface TestApp {
  readonly session: Session;
  view(): ChatView;
  /** Of each message under way: its text and its state. */
  outgoing(): readonly [string, string][];
  /** The conversation, a line each. */
  lines(): readonly string[];
  /** How often something that is shown has changed. */
  countChanges(): number;
  /** Takes up what an earlier run left, as a start of the app does. */
  start(): Promise<void>;
  /** From now on nothing of it reaches the disk or the network. */
  kill(): void;
}

const middle = () => 0.5;

export function createTestApp(options: TestAppOptions): TestApp {
  const { clock, disk, network, serverUrl = 'http://virtual.test' } = options;
  let isDead = false;
  let isSaved = true;
  let changes = 0;
  let ids = 0;

  function connect() {
    const transport = createTransport({
      serverUrl,
      contactCenterId: options.contactCenterId,
      extraHeaders: {},
      userAgent: 'Counterline/test',
      openSession: () => ({
        fetch: (url, request) => (isDead ? new Promise<never>(() => undefined) : network.fetch(url, request)),
        close: () => network.close(),
      }),
      clock,
      log: silentLog,
    });
    return { serverUrl, client: createGwsClient(transport, 'auto'), close: () => transport.close() };
  }

  async function write(put: () => void): Promise<void> {
    if (disk.slowMs > 0) await wait(clock, disk.slowMs);
    if (isDead) return new Promise(() => undefined);
    if (disk.isFull) throw new Error('ENOSPC: no space left on device');
    put();
  }

  const recordWriter = createLatestWriter((record: ChatRecord | null) =>
    write(() => {
      disk.record = record === null ? null : formatRecord(record);
      disk.written.push(disk.record);
    }),
  );

  const ends = createUnfinishedEnds({
    journal: {
      load: () => Promise.resolve(disk.journal),
      save: (content) => write(() => (disk.journal = content)),
    },
    async complete(end) {
      if (end.serverUrl !== serverUrl) return false;
      const connection = connect();
      try {
        return await completeChat(connection.client, end.chat, { clock, log: silentLog });
      } finally {
        await connection.close();
      }
    },
    clock,
    random: middle,
    log: silentLog,
  });

  const session = createSession({
    store: {
      load() {
        const record = disk.record === null ? null : parseRecord(disk.record);
        return Promise.resolve(record === 'newer' ? null : record);
      },
      async save(record) {
        try {
          await recordWriter.save(record);
          isSaved = true;
        } catch {
          isSaved = false;
        }
      },
      isSaved: () => isSaved,
    },
    ends,
    endsOnLeave: options.endsOnLeave ?? false,
    isOnline: options.isOnline ?? (() => true),
    connect,
    getRequestExtras: () => ({}),
    createPoller: (parts) => createPoller({ ...parts, clock, random: middle, log: silentLog }),
    createOutbox: (parts) =>
      createOutbox({ ...parts, newId: () => `m${(ids += 1)}-${clock.now()}`, clock, log: silentLog }),
    getIntervalMs: (phase) => getPollIntervalMs(phase, 'balanced', middle),
    clock,
    random: middle,
    log: silentLog,
    onChange: () => (changes += 1),
  });

  return {
    session,
    view: session.getView,
    outgoing: () => session.getView().outgoing.map(({ text, state }) => [text, state.name]),
    lines: () =>
      session
        .getView()
        .items.map((item) => (item.kind === 'message' ? `${item.nickname}: ${item.text}` : `(${item.kind})`)),
    countChanges: () => changes,
    async start() {
      await session.resume();
      await ends.start();
    },
    kill() {
      isDead = true;
      session.suspend();
      ends.stop();
    },
  };
}
