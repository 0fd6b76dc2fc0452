import type { ChatView } from '@shared/chat';
import type { NumberedEvent } from '@shared/ipc/contract';
import { createGwsClient } from '../../src/main/gws/client';
import { createBroadcast } from '../../src/main/ipc/broadcast';
import { createChatPublisher } from '../../src/main/ipc/chatPublisher';
import { silentLog } from '../../src/main/lib/log';
import type { Clock } from '../../src/main/lib/time';
import { createOutbox } from '../../src/main/outbox/outbox';
import { createPoller } from '../../src/main/polling/poller';
import type { PollingPhase } from '../../src/main/polling/schedule';
import { createMemoryChatStore } from '../../src/main/session/chatStore';
import { createSession, type Session } from '../../src/main/session/session';
import type { VirtualServer } from '../../src/simulator/virtual';
import { createVirtualTransport } from './virtualTransport';

export interface CounterOptions {
  readonly server: VirtualServer;
  readonly clock: Clock;
  readonly random: () => number;
  readonly getIntervalMs: (phase: PollingPhase) => number;
  /** What crosses to the page. */
  readonly onEvent?: (event: NumberedEvent) => void;
}

/** The main process of one app, put together as in src/main/index.ts, with a virtual server at the end of its line. */
export interface Counter {
  readonly session: Session;
  /** The view that the page has been told. */
  getShownView(): ChatView;
}

export function createCounter(options: CounterOptions): Counter {
  const { server, clock, random, getIntervalMs } = options;
  const log = silentLog;
  let lastId = 0;
  const session = createSession({
    store: createMemoryChatStore(),
    ends: { note: () => Promise.resolve(), confirm: () => Promise.resolve(), handOver: () => undefined },
    endsOnLeave: true,
    isOnline: () => true,
    connect: () => ({
      serverUrl: 'https://virtual.example',
      client: createGwsClient(createVirtualTransport({ server, clock }), 'auto'),
      close: () => Promise.resolve(),
    }),
    getRequestExtras: () => ({}),
    createPoller: (asked) => createPoller({ ...asked, clock, random, log }),
    createOutbox: (asked) => createOutbox({ ...asked, newId: () => `m${(lastId += 1)}`, clock, log }),
    getIntervalMs,
    clock,
    random,
    log,
    onChange: () => publisher.noteChange(),
  });
  const publisher = createChatPublisher({
    getView: session.getView,
    broadcast: createBroadcast((event) => options.onEvent?.(event)),
    // Within the same moment of simulated time.
    later: queueMicrotask,
  });
  return { session, getShownView: publisher.getPublishedView };
}
