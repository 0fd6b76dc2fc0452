import { createGwsClient } from '../../src/main/gws/client';
import type { NetSession, SessionPurpose } from '../../src/main/gws/guardedFetch';
import { createTransport } from '../../src/main/gws/transport';
import type { Log } from '../../src/main/lib/log';
import type { Clock } from '../../src/main/lib/time';
import { createOutbox } from '../../src/main/outbox/outbox';
import { createPoller } from '../../src/main/polling/poller';
import { getPollIntervalMs, type PollingProfile } from '../../src/main/polling/schedule';
import type { ChatStore } from '../../src/main/session/chatStore';
import { completeChat } from '../../src/main/session/completing';
import { createSession, type ChatConnection, type Session } from '../../src/main/session/session';
import { createUnfinishedEnds, type EndsJournal } from '../../src/main/session/unfinishedEnds';

export interface EngineOptions {
  readonly serverUrl: string;
  readonly contactCenterId: string;
  readonly openSession: (purpose: SessionPurpose) => NetSession;
  readonly store: ChatStore;
  readonly journal: EndsJournal;
  readonly profile: PollingProfile;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onChange: () => void;
  /** An attempt to send this message begins. */
  readonly onAttempt?: (localId: string) => void;
}

export interface Engine {
  readonly session: Session;
  /** Takes up what an earlier run left. */
  start(): Promise<void>;
}

/** The app without its window: the parts of `src/main/index.ts`, connected as they are there. */
export function createEngine(options: EngineOptions): Engine {
  const { serverUrl, clock, random, log, onAttempt = () => undefined } = options;

  function connect(): ChatConnection {
    const transport = createTransport({
      serverUrl,
      contactCenterId: options.contactCenterId,
      extraHeaders: {},
      userAgent: 'Counterline/torture',
      openSession: options.openSession,
      clock,
      log,
    });
    return { serverUrl, client: createGwsClient(transport, 'auto'), close: transport.close };
  }

  const ends = createUnfinishedEnds({
    journal: options.journal,
    async complete(end) {
      const connection = connect();
      try {
        return await completeChat(connection.client, end.chat, { clock, log });
      } finally {
        await connection.close();
      }
    },
    clock,
    random,
    log,
  });

  const session = createSession({
    store: options.store,
    ends,
    endsOnLeave: false,
    isOnline: () => true,
    connect,
    getRequestExtras: () => ({}),
    createPoller: (parts) => createPoller({ ...parts, clock, random, log }),
    createOutbox: (parts) => {
      let inFlight: string | null = null;
      return createOutbox({
        ...parts,
        persist: (state) => {
          ({ inFlight } = state);
          return parts.persist(state);
        },
        send: (text) => {
          if (inFlight !== null) onAttempt(inFlight);
          return parts.send(text);
        },
        newId: options.newId,
        clock,
        log,
      });
    },
    getIntervalMs: (phase) => getPollIntervalMs(phase, options.profile, random),
    clock,
    random,
    log,
    onChange: options.onChange,
  });

  return {
    session,
    async start() {
      await session.resume();
      await ends.start();
    },
  };
}
