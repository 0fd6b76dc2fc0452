import { app } from 'electron';
import { createConnector } from '../../src/main/app/connection';
import { guardAgainstCrashes } from '../../src/main/app/crashGuard';
import { configureNetworkStack, openNetSession } from '../../src/main/app/netSessions';
import { createGwsClient, type ChatAddress, type GwsClient } from '../../src/main/gws/client';
import { GwsError } from '../../src/main/gws/errors';
import { createTransport, type GwsTransport } from '../../src/main/gws/transport';
import { createLog } from '../../src/main/lib/log';
import { systemClock } from '../../src/main/lib/time';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';
import type { Harness, HarnessAnswer, LineOptions } from './harness';

/**
 * A program without a window that runs the product's own client on Electron's real network stack. The specs say what
 * to call, and look at the server's side of it.
 */

const log = createLog((line) => process.stdout.write(`${line}\n`), systemClock.now, 'debug');
const lines = new Map<number, { transport: GwsTransport; client: GwsClient }>();

configureNetworkStack();
guardAgainstCrashes(log, (error) => {
  for (const { transport } of lines.values()) transport.noteStrayError(error);
});

function run(client: GwsClient, operation: keyof GwsClient, args: readonly unknown[]): Promise<unknown> {
  const call = client[operation] as (...args: readonly unknown[]) => Promise<unknown>;
  return call(...args);
}

const harness: Harness = {
  async open({ resourcePath = 'auto', ...options }: LineOptions) {
    await app.whenReady();
    const transport = createTransport({
      extraHeaders: {},
      userAgent: 'Counterline/contract',
      openSession: openNetSession,
      clock: systemClock,
      log,
      ...options,
    });
    const line = lines.size + 1;
    lines.set(line, { transport, client: createGwsClient(transport, resourcePath) });
    return line;
  },
  async test(asked) {
    await app.whenReady();
    return createConnector(systemClock, log).test({ ...DEFAULT_SETTINGS, allowInsecureHttp: true }, asked);
  },
  async call(line, operation, ...args): Promise<HarnessAnswer> {
    const opened = lines.get(line);
    if (opened === undefined) throw new Error(`There is no line ${line}`);
    const startedMs = performance.now();
    try {
      const value = await run(opened.client, operation, args);
      return { ok: true, value: value ?? null, tookMs: performance.now() - startedMs };
    } catch (error) {
      if (!(error instanceof GwsError)) throw error;
      const { kind, applied, hint } = error;
      return { ok: false, kind, applied, hint: hint ?? null, tookMs: performance.now() - startedMs };
    }
  },
};

(globalThis as { harness?: Harness }).harness = harness;
export type { ChatAddress };
