import { app } from 'electron';
import type { ConnectionTestResult } from '@shared/connectionTest';
import type { GwsError } from '../gws/errors';
import type { Settings } from '@shared/settings';
import { createGwsClient, type GwsClient } from '../gws/client';
import { testConnection } from '../diagnostics/connectionTest';
import { probeServer } from '../gws/probe';
import { createLazyTransport } from '../gws/lazyTransport';
import type { SessionPurpose } from '../gws/guardedFetch';
import type { GwsTransport } from '../gws/transport';
import type { Log } from '../lib/log';
import { sideBySide } from '../lib/sideBySide';
import { SECOND, type Clock } from '../lib/time';
import { completeChat } from '../session/completing';
import type { ChatConnection } from '../session/session';
import type { UnfinishedEnd } from '../session/unfinishedEnds';
import { findCertificateName, type CertificateLine } from '../network/clientCertificate';
import type { ProxySignIn } from '../network/proxySignIn';
import { findServerUrlFault, SERVER_URL_FAULT_TEXT } from '../settings/serverUrl';
import type { Destination } from '../settings/contactCenters';
import type { ConnectionInput } from '../settings/settings';
import { openNetSession } from './netSessions';
import { createNetworkTools } from './networkTools';

/** How long *Test connection* waits: a person is looking at it. */
const TEST_DEADLINE_MS = 10 * SECOND;
/** Of several departments: fifty that do not answer are done in minutes, not in half an hour. */
const TESTS_SIDE_BY_SIDE = 5;

const loadTransport = () => import('../gws/transport');

/** Opens the lines to the contact center that the settings name. */
export interface Connector {
  connect(destination: Destination): ChatConnection;
  test(settings: Settings, input: ConnectionInput): Promise<ConnectionTestResult>;
  /** A few at a time, in their order, each with its department named. */
  testEach(destinations: readonly Destination[]): Promise<readonly ConnectionTestResult[]>;
  /** One attempt to end a chat that its customer has left: true when that is done. Null: its server is not configured. */
  complete(destination: Destination | null, end: UnfinishedEnd): Promise<boolean>;
  /** See `GuardedFetch.noteStrayError`. */
  noteStrayError(error: unknown): void;
  /** For whoever asks for a certificate, the name of the one that the line to it has; empty for none. */
  getCertificateName(asking: string): string;
}

/** The form has looked at them already; the command line has not. */
function findFault({ serverUrl, allowInsecureHttp, contactCenterId }: Settings): string | null {
  const fault = findServerUrlFault(serverUrl, allowInsecureHttp);
  if (fault !== null) return `serverUrl ${SERVER_URL_FAULT_TEXT[fault]}`;
  return contactCenterId === '' ? 'contactCenterId must not be empty' : null;
}

function isSameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}

export interface ConnectorOptions {
  /** Sees the client of each line before it is used. */
  readonly watch?: (client: GwsClient) => GwsClient;
  /** Without it, a proxy that wants a login lets nothing through. */
  readonly signIn?: ProxySignIn;
}

export function createConnector(
  clock: Clock,
  log: Log,
  { watch = (client) => client, signIn }: ConnectorOptions = {},
): Connector {
  const transports = new Set<GwsTransport>();
  const lines = new Set<CertificateLine>();
  const network = createNetworkTools();

  function open({ contactCenter, settings }: Destination, readDeadlineMs?: number): ChatConnection {
    const options = {
      serverUrl: settings.serverUrl,
      contactCenterId: settings.contactCenterId,
      extraHeaders: settings.extraHeaders,
      userAgent: `Counterline/${app.getVersion()}`,
      openSession: (purpose: SessionPurpose) => openNetSession(purpose, signIn),
      clock,
      log,
      ...(readDeadlineMs === undefined ? {} : { readDeadlineMs }),
    };
    const transport = createLazyTransport(async () => (await loadTransport()).createTransport(options));
    transports.add(transport);
    // A running chat keeps its own, whatever the settings say meanwhile.
    const line = { serverUrl: settings.serverUrl, clientCertificate: settings.clientCertificate };
    lines.add(line);
    return {
      serverUrl: settings.serverUrl,
      ...(contactCenter === undefined ? {} : { contactCenter }),
      client: watch(createGwsClient(transport, settings.resourcePath)),
      async close() {
        transports.delete(transport);
        try {
          await transport.close();
        } finally {
          lines.delete(line);
        }
      },
    };
  }

  /** Once more when a proxy asked for a login and somebody has entered it. */
  async function probeWithLogin(client: GwsClient): Promise<GwsError | null> {
    const error = await probeServer(client);
    const isWorthAnother = error?.hint === 'proxyLogin' && (await signIn?.whenSettled()) === true;
    return isWorthAnother ? probeWithLogin(client) : error;
  }

  async function test(settings: Settings, input: ConnectionInput, department?: string) {
    // Headers and the certificate are for one server: no other gets them, also not for a test.
    const isSame = isSameOrigin(settings.serverUrl, input.serverUrl);
    const own = isSame ? settings : { extraHeaders: {}, clientCertificate: '' };
    const { extraHeaders, clientCertificate } = own;
    const asked = { ...settings, ...input, extraHeaders, clientCertificate };
    const connection = open({ settings: asked }, TEST_DEADLINE_MS);
    try {
      const result = await testConnection({
        serverUrl: asked.serverUrl,
        ...(department === undefined ? {} : { department }),
        fault: findFault(asked),
        network,
        probe: () => probeWithLogin(connection.client),
        clock,
      });
      log.info('connection tested', {
        department,
        reason: result.name === 'working' ? 'working' : result.reason,
      });
      return result;
    } finally {
      await connection.close();
    }
  }

  return {
    connect(destination) {
      signIn?.allowAsking();
      return open(destination);
    },
    test(settings, input) {
      signIn?.allowAsking();
      return test(settings, input);
    },
    testEach(destinations) {
      // Once for all of them: who turns the question away is not asked again for the next.
      signIn?.allowAsking();
      return sideBySide(TESTS_SIDE_BY_SIDE, destinations, ({ contactCenter, settings }) =>
        test(settings, settings, contactCenter),
      );
    },
    async complete(destination, end) {
      // With other settings its server cannot be spoken to; they may come back.
      if (destination === null || destination.settings.serverUrl !== end.serverUrl) return false;
      const connection = open(destination);
      try {
        return await completeChat(connection.client, end.chat, { clock, log });
      } finally {
        await connection.close();
      }
    },
    noteStrayError(error) {
      for (const transport of transports) transport.noteStrayError(error);
    },
    getCertificateName: (asking) => findCertificateName(lines, asking),
  };
}
