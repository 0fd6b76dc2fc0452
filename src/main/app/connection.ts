import { app } from 'electron';
import type { ConnectionTestResult, Settings } from '@shared/settings';
import { createGwsClient, type GwsClient } from '../gws/client';
import { probeServer } from '../gws/probe';
import { createTransport, type GwsTransport } from '../gws/transport';
import type { Log } from '../lib/log';
import { SECOND, type Clock } from '../lib/time';
import { completeChat } from '../session/completing';
import { toTestFailure } from '../session/failureReason';
import type { ChatConnection } from '../session/session';
import type { UnfinishedEnd } from '../session/unfinishedEnds';
import type { ConnectionInput } from '../settings/settings';
import { openNetSession } from './netSessions';

/** How long *Test connection* waits: a person is looking at it. */
const TEST_DEADLINE_MS = 10 * SECOND;

/** Opens the lines to the contact center that the settings name. */
export interface Connector {
  connect(settings: Settings): ChatConnection;
  test(settings: Settings, input: ConnectionInput): Promise<ConnectionTestResult>;
  /** One attempt to end a chat that its customer has left: true when that is done. */
  complete(settings: Settings, end: UnfinishedEnd): Promise<boolean>;
  /** See `GuardedFetch.noteStrayError`. */
  noteStrayError(error: unknown): void;
}

/** `watch`: sees the client of each line before it is used. */
export function createConnector(
  clock: Clock,
  log: Log,
  watch: (client: GwsClient) => GwsClient = (client) => client,
): Connector {
  const transports = new Set<GwsTransport>();

  function open(settings: Settings, readDeadlineMs?: number): ChatConnection {
    const transport = createTransport({
      serverUrl: settings.serverUrl,
      contactCenterId: settings.contactCenterId,
      extraHeaders: settings.extraHeaders,
      userAgent: `Counterline/${app.getVersion()}`,
      openSession: openNetSession,
      clock,
      log,
      ...(readDeadlineMs === undefined ? {} : { readDeadlineMs }),
    });
    transports.add(transport);
    return {
      serverUrl: settings.serverUrl,
      client: watch(createGwsClient(transport, settings.resourcePath)),
      async close() {
        transports.delete(transport);
        await transport.close();
      },
    };
  }

  return {
    connect: (settings) => open(settings),
    async test(settings, input) {
      const connection = open({ ...settings, ...input }, TEST_DEADLINE_MS);
      try {
        const error = await probeServer(connection.client);
        const reason = error === null ? null : toTestFailure(error);
        log.info('connection tested', { reason: reason ?? 'working', error });
        return reason === null ? { name: 'working' } : { name: 'failed', reason };
      } finally {
        await connection.close();
      }
    },
    async complete(settings, end) {
      // With other settings its server cannot be spoken to; they may come back.
      if (settings.serverUrl !== end.serverUrl) return false;
      const connection = open(settings);
      try {
        return await completeChat(connection.client, end.chat, { clock, log });
      } finally {
        await connection.close();
      }
    },
    noteStrayError(error) {
      for (const transport of transports) transport.noteStrayError(error);
    },
  };
}
