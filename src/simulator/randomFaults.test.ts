import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFakeClock, type FakeClock } from './fakeClock';
import { createRandomFaults, RANDOM_FAULT_NAMES, STANDARD_MIX } from './randomFaults';
import type { RandomFaultName, RandomFaultsOptions } from './randomFaults';
import { createVirtualServer, type VirtualServer } from './virtual';
import type { WireRecord } from './wireLog';

/** Runs in bulk take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const record: WireRecord = {
  seq: 1,
  atMs: 0,
  method: 'POST',
  path: '/api/v2/chats/a',
  headers: {},
  body: null,
  operation: 'SendMessage',
  chatId: 'a',
  connectionId: 1,
  requestOnConnection: 2,
  fault: null,
  applied: false,
  outcome: { kind: 'pending' },
};

/** What happens to so many requests, one after the other. */
function fates(options: RandomFaultsOptions, count: number, about: Partial<WireRecord> = {}) {
  const faults = createRandomFaults(options);
  const chosen = Array.from({ length: count }, () => faults.choose({ ...record, ...about }));
  return { faults, chosen, names: chosen.map((fault) => fault?.name ?? null) };
}

describe('random faults', () => {
  test('are the same for the same seed, and others for another', () => {
    const { chosen } = fates({ seed: 7, rate: 0.3 }, 2000);
    const described = (seed: number) => JSON.stringify(fates({ seed, rate: 0.3 }, 2000).chosen);
    expect(described(7)).toBe(JSON.stringify(chosen));
    expect(described(8)).not.toBe(JSON.stringify(chosen));
  });

  test('happen as often as the rate says, by the weights of the mix, and are counted', () => {
    const { faults, names } = fates({ rate: 0.2, mix: { loseRequest: 3, loseAnswer: 1 } }, 50_000);
    const { loseRequest = 0, loseAnswer = 0, ...others } = faults.counts;
    expect(others).toEqual({});
    expect([faults.requests, faults.hits]).toEqual([50_000, loseRequest + loseAnswer]);
    expect(names.filter((name) => name === 'loseAnswer')).toHaveLength(loseAnswer);
    expect(Math.abs(faults.hits / 50_000 - 0.2)).toBeLessThan(0.01);
    expect(Math.abs(loseRequest / loseAnswer - 3)).toBeLessThan(0.3);
  });

  test('of the standard mix are all there, and nothing is ever carried out twice', () => {
    const { faults, chosen } = fates({ rate: 1 }, 20_000);
    expect(Object.keys(faults.counts).sort()).toEqual(Object.keys(STANDARD_MIX).sort());
    expect(chosen.filter((fault) => fault?.applies === 'twice')).toEqual([]);
    expect(fates({ rate: 1, mix: { repeat: 1 } }, 1).chosen[0]?.applies).toBe('twice');
  });

  test('never happen at rate 0 or with an empty mix', () => {
    expect(fates({ rate: 0 }, 1000).faults.hits).toBe(0);
    expect(fates({ rate: 1, mix: {} }, 1000).faults.hits).toBe(0);
  });

  test('that need a reused connection or a chat leave other requests alone', () => {
    const only = (name: RandomFaultName, about: Partial<WireRecord>) =>
      fates({ rate: 1, mix: { [name]: 1 } }, 100, about).faults.hits;
    expect([
      only('reusedSocket', { requestOnConnection: 1 }),
      only('reusedSocket', { requestOnConnection: 2 }),
      only('staleNode', { chatId: null }),
      only('staleNode', { chatId: 'a' }),
    ]).toEqual([0, 100, 0, 100]);
  });

  test('keep to the times they are given', () => {
    const range = { low: 10, high: 20 };
    const { chosen } = fates({ rate: 1, mix: { delay: 1, hang: 1 }, delayMs: range, hangMs: range }, 500);
    const waits = chosen.map((fault) => (fault?.waitBeforeMs ?? 0) + (fault?.waitAfterMs ?? 0));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(20);
  });
});

describe('on a server', () => {
  let clock: FakeClock;
  let server: VirtualServer;
  let chatId: string;

  beforeEach(() => {
    clock = createFakeClock();
    server = createVirtualServer({ clock, silenceLimitMs: null });
    chatId = server.model.customer.requestChat({ nickname: 'Chris', subject: '' }).id;
  });

  afterEach(() => server.stop());

  const say = (text: string) =>
    server.exchange({
      method: 'POST',
      path: `/api/v2/chats/${chatId}`,
      headers: { ContactCenterId: server.contactCenterId, 'Content-Type': 'application/json' },
      body: JSON.stringify({ operationName: 'SendMessage', text }),
    });

  test.each(RANDOM_FAULT_NAMES)('%s: the log knows whether it was carried out', async (name) => {
    const plan = server.faults.random({ rate: 0.5, seed: 3, mix: { [name]: 1 } });
    for (let sent = 0; sent < 60; sent += 1) {
      const done = say(String(sent));
      clock.advance(60_000);
      await done;
    }
    const said = server.model.findChat(chatId)?.transcript.flatMap(({ text }) => text ?? []) ?? [];
    const applied = server.wireLog.records({ applied: true });
    const times = name === 'repeat' ? 2 : 1;
    expect(said).toEqual(
      applied.flatMap(({ fault, body }) => {
        const { text } = JSON.parse(body?.text ?? '') as { text: string };
        return Array.from({ length: fault ? times : 1 }, () => text);
      }),
    );
    expect(server.wireLog.records().filter(({ fault }) => fault === name)).toHaveLength(plan.hits);
    expect(plan.hits).toBeGreaterThan(15);
    expect([plan.requests, plan.counts]).toEqual([60, { [name]: plan.hits }]);
  });

  test('come after planned ones, only where they are wanted, until they are cancelled', async () => {
    const plan = server.faults.random({ rate: 1, mix: { empty: 1 }, matcher: { operation: 'SendMessage' } });
    const ended = async () => {
      const done = say('x');
      clock.advance(1000);
      await done;
      return server.wireLog.records().at(-1)?.fault;
    };
    expect(await ended()).toBe('empty');
    void server.exchange({ method: 'GET', path: `/api/v2/chats/${chatId}`, headers: {} });
    clock.advance(1000);
    expect(server.wireLog.records().at(-1)?.fault).toBeNull();
    plan.cancel();
    expect(await ended()).toBeNull();
    server.faults.random({ rate: 1 });
    server.faults.clear();
    expect(await ended()).toBeNull();
  });

  test('30,000 requests at 30 % pass in a moment', async () => {
    const plan = server.faults.random({ rate: 0.3 });
    const startMs = performance.now();
    for (let batch = 0; batch < 30; batch += 1) {
      const sends = Array.from({ length: 1000 }, (_, at) => say(String(at)));
      clock.advance(60_000);
      await Promise.all(sends);
    }
    expect(performance.now() - startMs).toBeLessThan(30_000);
    expect(plan.requests).toBe(30_000);
    expect(Math.abs(plan.hits / 30_000 - 0.3)).toBeLessThan(0.04);
  });
});
