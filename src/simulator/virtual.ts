import { describeRequest, type ApiRequest } from './api';
import { carryOut, NOTHING_APPLIED } from './carryOut';
import { createTimerGroup, type Clock } from './clock';
import type { Conditions } from './conditions/conditions';
import { createContactCenter, type ContactCenter, type ContactCenterOptions } from './contactCenter';
import type { Fault } from './fault';
import { fault as faultNamed } from './faultLibrary';
import type { Faults } from './faults';
import { between, createRandom, type Random } from './random';
import { createTrafficMeter, type Traffic } from './traffic';
import { createVirtualConnections } from './virtualConnections';
import { readReply, type Arrival, type Breakage, type VirtualAnswer } from './virtualReply';
import type { OpenRecord, Outcome, WireLog } from './wireLog';

export type { Breakage, VirtualAnswer } from './virtualReply';
export type { Traffic, TrafficCount } from './traffic';

export interface VirtualServerOptions extends ContactCenterOptions {
  /** A fake one, as a rule: all that takes time here takes it by this clock. */
  readonly clock: Clock;
  /** How long a message is on its way, in each direction. Default: evenly between 20 and 60 ms. */
  readonly oneWayMs?: { readonly low: number; readonly high: number } | ((random: Random) => number);
  /** How often a message goes to and fro before the first request on a new connection. Default 0; TCP is 1, TLS 2. */
  readonly connectRoundTrips?: number;
  /** When an exchange without an answer ends with `timeout`. Default 5 minutes; clients have limits of their own. */
  readonly timeoutMs?: number;
}

export interface VirtualRequest {
  readonly method: string;
  /** With its query; below the server's address. */
  readonly path: string;
  /** In any letter case. `Connection: close` takes a connection of its own, as it does on a network. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type VirtualResult = VirtualAnswer | { readonly broken: Breakage };

/** The same contact center, API and faults as the simulator's, without sockets and without real time. */
export interface VirtualServer extends Pick<
  ContactCenter,
  'contactCenterId' | 'model' | 'autopilot' | 'faultPresets' | 'agent' | 'until'
> {
  readonly wireLog: WireLog;
  readonly faults: Faults;
  readonly conditions: Conditions;
  readonly traffic: Traffic;
  /** Never rejects. The server goes on with what has reached it when the client gives up. */
  exchange(request: VirtualRequest, options?: { readonly signal?: AbortSignal }): Promise<VirtualResult>;
  /** Refuses connections and cuts what is under way. The contact center itself goes on: silent chats end. */
  goDown(): void;
  comeUp(): void;
  stop(): void;
}

/** The far end of an exchange, as the server sees it. */
interface Client {
  isGone(): boolean;
  receive(arrival: NonNullable<Arrival>): void;
}

const UNTOUCHED = faultNamed.delay({});
const CLIENT_GONE: Outcome = { kind: 'broken', how: 'clientGone' };
const DEFAULT_ONE_WAY_MS = { low: 20, high: 60 };
const DEFAULT_TIMEOUT_MS = 5 * 60_000;

export function createVirtualServer(options: VirtualServerOptions): VirtualServer {
  const {
    clock,
    oneWayMs = DEFAULT_ONE_WAY_MS,
    connectRoundTrips = 0,
    timeoutMs = DEFAULT_TIMEOUT_MS,
  } = options;
  const center = createContactCenter(options, clock, createIds());
  const { api, wireLog, faults } = center;
  const random = createRandom((options.seed ?? 1) + 1);
  const traffic = createTrafficMeter();
  const connections = createVirtualConnections();
  const underWay = new Set<(result: VirtualResult) => void>();
  let serverTimers = createTimerGroup(clock);
  let isUp = true;
  let outages = 0;

  function travelMs(legs = 1): number {
    let ms = 0;
    for (let leg = 0; leg < legs; leg += 1) {
      ms += typeof oneWayMs === 'function' ? oneWayMs(random) : between(random, oneWayMs.low, oneWayMs.high);
    }
    return ms;
  }

  /** What a request that has arrived goes through, stage by stage. No promise between, so that no time is lost. */
  function serve(record: OpenRecord, request: ApiRequest, client: Client): void {
    const planned = faults.take(record) ?? UNTOUCHED;
    if (planned !== UNTOUCHED) record.fault = planned.name;
    pause(planned.waitBeforeMs, record, client, () => {
      const answer = carryOut(api, request, record, planned.applies);
      pause(planned.waitAfterMs, record, client, () => {
        const arrival = readReply(planned.reply, answer ?? NOTHING_APPLIED, record);
        record.outcome = client.isGone() ? CLIENT_GONE : outcomeOf(arrival, planned);
        if (arrival) client.receive(arrival);
      });
    });
  }

  function pause(ms = 0, record: OpenRecord, client: Client, work: () => void): void {
    const guarded = (): void => {
      try {
        work();
      } catch (error) {
        // A mistake in a planned fault, most likely: the client sees a cut connection, the developer the reason.
        console.error('The simulator failed to answer', record.method, record.path, error);
        record.outcome = { kind: 'broken', how: 'internalError' };
        client.receive({ result: { broken: 'reset' }, bytes: 0 });
      }
    };
    if (ms > 0) serverTimers.after(ms, guarded);
    else guarded();
  }

  function openRecord(request: ApiRequest, connection: { id: number; requests: number }): OpenRecord {
    const { method, path, headers, body } = request;
    const described = describeRequest(method, path, body);
    const record = wireLog.open({
      atMs: clock.now(),
      method,
      path,
      headers,
      ...described,
      connectionId: connection.id,
      requestOnConnection: connection.requests,
    });
    if (method === 'POST') record.body = { operationName: described.operation, text: body };
    return record;
  }

  function exchange(
    { method, path, headers, body = '' }: VirtualRequest,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<VirtualResult> {
    const request: ApiRequest = { method, path, headers: lowerCase(headers), body };
    const connection = connections.take(request.headers);
    const outagesAtStart = outages;
    return new Promise((resolve) => {
      const settle = (result: VirtualResult): void => {
        if (!underWay.delete(settle)) return;
        callOffTimeout();
        signal?.removeEventListener('abort', abort);
        if ('status' in result) connections.giveBack(connection);
        resolve(result);
      };
      const abort = (): void => settle({ broken: 'aborted' });
      underWay.add(settle);
      const callOffTimeout = clock.after(timeoutMs, () => settle({ broken: 'timeout' }));
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) return abort();

      // What is on its way arrives, even if the client has given up by then.
      clock.after(travelMs(connection.requests === 1 ? 1 + 2 * connectRoundTrips : 1), () => {
        if (outages !== outagesAtStart) return settle({ broken: 'reset' });
        if (!isUp) return void clock.after(travelMs(), () => settle({ broken: 'refused' }));
        const record = openRecord(request, connection);
        traffic.countRequest(record.operation, requestBytes(request));
        serve(record, request, {
          isGone: () => !underWay.has(settle),
          receive({ result, bytes, takesMs = 0 }) {
            traffic.countAnswer(record.operation, bytes);
            clock.after(travelMs() + takesMs, () => settle(result));
          },
        });
      });
    });
  }

  function goDown(): void {
    if (!isUp) return;
    isUp = false;
    outages += 1;
    serverTimers.stop();
    connections.clear();
    for (const settle of [...underWay]) settle({ broken: 'reset' });
  }

  return {
    ...center,
    traffic,
    exchange,
    goDown,
    comeUp() {
      if (isUp) return;
      isUp = true;
      serverTimers = createTimerGroup(clock);
    },
    stop() {
      center.stop();
      goDown();
    },
  };
}

function outcomeOf(arrival: Arrival, planned: Fault): Outcome {
  if (!arrival || 'broken' in arrival.result) return { kind: 'broken', how: planned.name };
  return { kind: 'answered', status: arrival.result.status };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The request line and the headers, without what every client adds differently. */
function requestBytes({ method, path, headers, body }: ApiRequest): number {
  let bytes = `${method} ${path} HTTP/1.1\r\n\r\n`.length + HOST_LINE_BYTES + Buffer.byteLength(body);
  for (const [name, value] of Object.entries(headers)) bytes += name.length + value.length + 4;
  return bytes;
}

const HOST_LINE_BYTES = 30;

/** Of the usual form, and the same in every run. */
function createIds(): () => string {
  let last = 0;
  return () => `00000000-0000-4000-8000-${String(++last).padStart(12, '0')}`;
}
