import { describeRequest, type ApiRequest } from './api';
import { carryOut, NOTHING_APPLIED } from './carryOut';
import { createTimerGroup, type Clock } from './clock';
import { createContactCenter, type ContactCenter, type ContactCenterOptions } from './contactCenter';
import { fault as faultNamed, type Fault, type Faults } from './faults';
import { between, createRandom, type Random } from './random';
import { createTrafficMeter, type Traffic } from './traffic';
import { createVirtualConnections } from './virtualConnections';
import { replyWithout, type Arrival, type Breakage, type VirtualAnswer } from './virtualReply';
import type { OpenRecord, WireLog } from './wireLog';

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
  'contactCenterId' | 'model' | 'autopilot' | 'agent' | 'until'
> {
  readonly wireLog: WireLog;
  readonly faults: Faults;
  readonly traffic: Traffic;
  /** Never rejects. The server goes on with what has reached it when the client gives up. */
  exchange(request: VirtualRequest, options?: { readonly signal?: AbortSignal }): Promise<VirtualResult>;
  /** Refuses connections and cuts what is under way. The contact center itself goes on: silent chats end. */
  goDown(): void;
  comeUp(): void;
  stop(): void;
}

const UNTOUCHED = faultNamed.delay({});
const DEFAULT_ONE_WAY_MS = { low: 20, high: 60 };
const DEFAULT_TIMEOUT_MS = 5 * 60_000;

export function createVirtualServer(options: VirtualServerOptions): VirtualServer {
  const { clock, oneWayMs = DEFAULT_ONE_WAY_MS, connectRoundTrips = 0, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const center = createContactCenter(options, clock, createIds());
  const { api, wireLog, faults } = center;
  const random = createRandom((options.seed ?? 1) + 1);
  const traffic = createTrafficMeter();
  const connections = createVirtualConnections();
  const underWay = new Set<(result: VirtualResult) => void>();
  let serverTimers = createTimerGroup(clock);
  let isUp = true;

  function travelMs(): number {
    return typeof oneWayMs === 'function' ? oneWayMs(random) : between(random, oneWayMs.low, oneWayMs.high);
  }

  /** What a request that has arrived goes through, stage by stage. No promise between, so that no time is lost. */
  function serve(record: OpenRecord, request: ApiRequest, send: (arrival: Arrival) => void): void {
    const planned = faults.take(record) ?? UNTOUCHED;
    if (planned !== UNTOUCHED) record.fault = planned.name;
    afterAtOnce(planned.waitBeforeMs, () => {
      const answer = carryOut(api, request, record, planned.applies);
      afterAtOnce(planned.waitAfterMs, () => {
        const arrival = replyWithout(planned.reply, answer ?? NOTHING_APPLIED);
        record.outcome = outcomeOf(arrival, planned);
        send(arrival);
      });
    });
  }

  function afterAtOnce(ms = 0, work: () => void): void {
    if (ms > 0) serverTimers.after(ms, work);
    else work();
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
    return new Promise((resolve) => {
      let record: OpenRecord | null = null;
      const callOffs: (() => void)[] = [];
      const settle = (result: VirtualResult): void => {
        if (!underWay.delete(settle)) return;
        for (const callOff of callOffs) callOff();
        if (record?.outcome.kind === 'pending') record.outcome = { kind: 'broken', how: 'clientGone' };
        resolve(result);
      };
      underWay.add(settle);
      if (signal?.aborted) return settle({ broken: 'aborted' });
      const abort = (): void => settle({ broken: 'aborted' });
      signal?.addEventListener('abort', abort);
      callOffs.push(() => signal?.removeEventListener('abort', abort));
      callOffs.push(clock.after(timeoutMs, () => settle({ broken: 'timeout' })));

      const connection = connections.take(request.headers);
      const legs = 1 + (connection.requests === 1 ? 2 * connectRoundTrips : 0);
      clock.after(sum(legs, travelMs), () => {
        if (!isUp) {
          callOffs.push(clock.after(travelMs(), () => settle({ broken: 'refused' })));
          return;
        }
        if (!underWay.has(settle)) return;
        const opened = openRecord(request, connection);
        record = opened;
        const { operation } = opened;
        traffic.countRequest(operation, requestBytes(request));
        serve(opened, request, (arrival) => {
          if (!arrival) return;
          const takesMs = travelMs() + (arrival.takesMs ?? 0);
          traffic.countAnswer(operation, arrival.bytes);
          callOffs.push(
            clock.after(takesMs, () => {
              if ('status' in arrival.result) connections.giveBack(connection);
              settle(arrival.result);
            }),
          );
        });
      });
    });
  }

  return {
    ...center,
    traffic,
    exchange,
    goDown() {
      if (!isUp) return;
      isUp = false;
      serverTimers.stop();
      connections.clear();
      for (const settle of [...underWay]) settle({ broken: 'reset' });
    },
    comeUp() {
      if (isUp) return;
      isUp = true;
      serverTimers = createTimerGroup(clock);
    },
    stop() {
      center.stop();
      this.goDown();
    },
  };
}
