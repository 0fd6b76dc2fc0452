import { request } from 'node:http';
import type { OutOfServiceReason } from '@shared/staff';
import type { ChatPhase } from '@shared/chat';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { silentLog } from '../lib/log';
import { MINUTE, SECOND } from '../lib/time';
import { createHealthWatch } from './health';
import { startMetricsServer } from './metricsServer';
import { formatMetrics } from './prometheus';
import { keepStatusFile } from './statusFile';

function setUp() {
  const clock = createFakeClock();
  let phase: ChatPhase = { name: 'idle' };
  let outOfService: OutOfServiceReason | null = null;
  const watch = createHealthWatch({
    version: '1.2.3',
    isCounter: true,
    getView: () => ({ phase, link: { name: 'live' } }),
    getOutOfService: () => outOfService,
    isOnline: () => true,
    isSupervised: () => true,
    getMemoryMiB: () => 321,
    getRestarts: () => 2,
    getRecoveries: () => ({ pageCrash: 1, pageHang: 0, picture: 0, graphics: 3 }),
    getLastWipe: () => ({ atMs: clock.now(), result: 'clean' }),
    clock,
  });
  return {
    clock,
    watch,
    setPhase: (changed: ChatPhase) => (phase = changed),
    setOutOfService: (reason: OutOfServiceReason) => (outOfService = reason),
  };
}

describe('the state of health', () => {
  it('says what state it is, and since when', async () => {
    const { clock, watch, setPhase } = setUp();
    await clock.advance(5 * SECOND);
    setPhase({ name: 'chatting' });
    watch.noteState();
    await clock.advance(7 * SECOND);
    expect(watch.get()).toEqual({
      version: '1.2.3',
      mode: 'counter',
      state: 'chatting',
      since: '2026-01-15T09:00:05.000Z',
      outOfService: null,
      at: '2026-01-15T09:00:12.000Z',
      lastAnswer: '2026-01-15T09:00:12.000Z',
      isOnline: true,
      isSupervised: true,
      upForSeconds: 12,
      memoryMiB: 321,
      restarts: 2,
      recoveries: { pageCrash: 1, pageHang: 0, picture: 0, graphics: 3 },
      lastWipe: { at: '2026-01-15T09:00:12.000Z', isVerified: true },
    });
  });

  it('names a counter that staff have closed, and one that could not be wiped', () => {
    const { watch, setOutOfService } = setUp();
    for (const reason of ['staff', 'wipeFailed'] as const) {
      setOutOfService(reason);
      expect(watch.get().outOfService).toBe(reason);
      const lines = formatMetrics(watch.get()).split('\n');
      expect(lines.filter((line) => /^counterline_out_of_service\{.* 1$/.test(line))).toEqual([
        `counterline_out_of_service{reason="${reason}"} 1`,
      ]);
    }
  });

  it('is written every half minute, and goes on after a disk that was full', async () => {
    const { clock, watch } = setUp();
    const written: string[] = [];
    let isFull = false;
    const stop = keepStatusFile({
      getHealth: watch.get,
      save(content) {
        if (isFull) return Promise.reject(new Error('No space'));
        written.push(content);
        return Promise.resolve();
      },
      clock,
      log: silentLog,
    });
    await clock.advance(MINUTE);
    isFull = true;
    await clock.advance(MINUTE);
    isFull = false;
    await clock.advance(30 * SECOND);
    expect(written).toHaveLength(4);
    expect(JSON.parse(written[0] ?? '')).toMatchObject({ state: 'idle' });
    stop();
    expect(clock.pending()).toBe(0);
  });

  it('as metrics has a name, a type and a number in each line', () => {
    const { watch } = setUp();
    const lines = formatMetrics(watch.get())
      .split('\n')
      .filter((line) => line !== '');
    for (const line of lines)
      expect(line).toMatch(
        /^# (HELP|TYPE) counterline_\w+ \S|^counterline_\w+(\{(\w+="[^"]*",?)+\})? -?\d+(\.\d+)?$/,
      );
    expect(lines).toContain('counterline_state{state="idle"} 1');
    expect(lines).toContain('counterline_recoveries_total{kind="graphics"} 3');
  });
});

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

function ask(port: number, { path = '/metrics', method = 'GET', headers = {} }: Asked = {}) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the metrics of this machine', () => {
  it('are for programs of this machine, under its own name', async () => {
    const server = await startMetricsServer(0, () => 'counterline_up_seconds 1\n');
    try {
      expect(await ask(server.port)).toEqual({ status: 200, body: 'counterline_up_seconds 1\n' });
      expect((await ask(server.port, { headers: { Host: `evil.example:${server.port}` } })).status).toBe(403);
      expect((await ask(server.port, { headers: { Origin: 'https://evil.example' } })).status).toBe(403);
      expect((await ask(server.port, { path: '/' })).status).toBe(404);
      expect((await ask(server.port, { path: '/metrics?x' })).status).toBe(404);
      expect((await ask(server.port, { method: 'POST' })).status).toBe(404);
    } finally {
      await server.stop();
    }
  });

  it('say so when the port is taken', async () => {
    const server = await startMetricsServer(0, () => '');
    await expect(startMetricsServer(server.port, () => '')).rejects.toThrow('EADDRINUSE');
    await server.stop();
  });
});
