import {
  TEST_STEPS,
  type ConnectionTestResult,
  type TestFinding,
  type TestStep,
  type TestStepName,
} from '@shared/connectionTest';
import { findNetError } from '../gws/classify';
import type { GwsError } from '../gws/errors';
import { SECOND, within, type Clock } from '../lib/time';
import { findFinding } from './findings';
import { parseRoutes, type Route } from './route';

/** How long a step before the request may take: a person is looking at it. */
const STEP_DEADLINE_MS = 5 * SECOND;

/** What the steps before the first request need. Electron's own name service and proxy settings, and plain sockets. */
export interface NetworkTools {
  /** As a PAC script answers: `DIRECT`, or `PROXY host:port; DIRECT`. */
  resolveProxy(url: string): Promise<string>;
  /** The addresses of a name; an address is its own. Rejects when there are none. */
  resolveHost(host: string): Promise<readonly string[]>;
  /** Opens a connection and closes it; rejects when nobody takes it. */
  connect(address: string, port: number): Promise<void>;
}

export interface ConnectionTestOptions {
  readonly serverUrl: string;
  /** Where there are several, which one is tried: it stands beside the address. */
  readonly department?: string;
  /** What is wrong with the address or the contact center id, in English; null where nothing is. */
  readonly fault: string | null;
  readonly network: NetworkTools;
  /** Asks for something that changes nothing; see `probeServer`. */
  readonly probe: () => Promise<GwsError | null>;
  readonly clock: Clock;
}

class StepFailure extends Error {
  constructor(
    readonly reason: TestFinding,
    detail: string,
  ) {
    super(detail);
  }
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return describe(error.errors[0]);
  const code = (error as NodeJS.ErrnoException).code;
  return findNetError(error) ?? code ?? (error instanceof Error ? error.message : String(error));
}

/** Goes through the steps until one fails. Never rejects. */
export async function testConnection(options: ConnectionTestOptions): Promise<ConnectionTestResult> {
  const { serverUrl, department, fault, network, probe, clock } = options;
  const steps = new Map<TestStepName, TestStep>();

  function note(
    name: TestStepName,
    state: TestStep['state'],
    detail = '',
    tookMs: number | null = null,
  ): void {
    steps.set(name, { name, state, detail, tookMs });
  }

  async function walk<Value>(
    name: TestStepName,
    reason: TestFinding,
    run: () => Promise<Value>,
    tell: (value: Value) => string,
  ): Promise<Value> {
    const startedMs = clock.monotonic();
    const tookMs = () => Math.round(clock.monotonic() - startedMs);
    try {
      const value = await within(clock, STEP_DEADLINE_MS, run());
      if (value === 'late') throw new StepFailure(reason === 'unreachable' ? 'timeout' : reason, 'timeout');
      note(name, 'ok', tell(value), tookMs());
      return value;
    } catch (error) {
      note(name, 'failed', describe(error), tookMs());
      throw error instanceof StepFailure ? error : new StepFailure(reason, describe(error));
    }
  }

  /** Of several ways the first that somebody answers on. */
  async function takeRoute([route, ...others]: readonly Route[]): Promise<void> {
    if (route === undefined) return;
    const { host, port, isProxy } = route;
    try {
      const addresses = await walk(
        'dns',
        isProxy ? 'proxyUnreachable' : 'nameUnknown',
        () => network.resolveHost(host),
        (found) => found.join(', '),
      );
      await walk(
        'tcp',
        isProxy ? 'proxyUnreachable' : 'unreachable',
        () => Promise.any(addresses.map((address) => network.connect(address, port))),
        () => `${host}:${port}`,
      );
      note('proxy', 'ok', route.text, steps.get('proxy')?.tookMs ?? null);
    } catch (error) {
      if (others.length === 0) throw error;
      await takeRoute(others);
    }
  }

  async function ask(isSecure: boolean): Promise<void> {
    const startedMs = clock.monotonic();
    const error = await probe();
    const tookMs = Math.round(clock.monotonic() - startedMs);
    const finding = error === null ? null : findFinding(error);
    const reached = finding === null ? TEST_STEPS.length : TEST_STEPS.indexOf(finding.step);
    const isBeyond = (name: TestStepName) => TEST_STEPS.indexOf(name) < reached;
    if (isBeyond('tls')) note('tls', isSecure ? 'ok' : 'skipped');
    if (isBeyond('http')) note('http', 'ok', '', tookMs);
    if (isBeyond('header')) note('header', 'ok');
    if (finding === null || error === null) return;
    note(finding.step, 'failed', findNetError(error) ?? error.message, tookMs);
    throw new StepFailure(finding.reason, error.message);
  }

  function getSteps(): TestStep[] {
    return TEST_STEPS.map(
      (name) => steps.get(name) ?? { name, state: 'notReached', detail: '', tookMs: null },
    );
  }

  try {
    if (fault !== null) {
      note('address', 'failed', fault);
      throw new StepFailure('badAddress', fault);
    }
    const url = new URL(serverUrl);
    note('address', 'ok', department === undefined ? url.host : `${url.host} (${department})`);
    const answer = await walk(
      'proxy',
      'proxyUnreachable',
      () => network.resolveProxy(serverUrl),
      (found) => found,
    );
    await takeRoute(parseRoutes(answer, url));
    await ask(url.protocol === 'https:');
    return { name: 'working', steps: getSteps() };
  } catch (error) {
    const reason = error instanceof StepFailure ? error.reason : 'unreachable';
    return { name: 'failed', reason, steps: getSteps() };
  }
}

/** Of several tests the one to show: the first that failed, for it has to be mended. Null of none. */
export function pickTelling(results: readonly ConnectionTestResult[]): ConnectionTestResult | null {
  return results.find(({ name }) => name === 'failed') ?? results.at(-1) ?? null;
}
