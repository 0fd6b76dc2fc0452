import { join } from 'node:path';
import { utilityProcess, type UtilityProcess } from 'electron';
import { z } from 'zod';
import type { DemoView } from '@shared/ipc/contract';
import type { SettingsLayer } from '@shared/settings';
import { once } from '@shared/once';
import type { Log } from '../lib/log';
import { SECOND, type Clock } from '../lib/time';

/** The simulator's first word. It runs in a process of its own, so that what it says is checked like any input. */
const readySchema = once(() =>
  z.looseObject({
    type: z.literal('ready'),
    url: z.string(),
    consoleUrl: z.string(),
    contactCenterId: z.string(),
  }),
);

const failedSchema = once(() => z.looseObject({ type: z.literal('failed'), reason: z.string() }));

const READY_WITHIN_MS = 20 * SECOND;

export interface Demo {
  getView(): DemoView;
  /** Starts it on a free port of this computer, and resolves when it runs or has failed. Does nothing while it runs. */
  start(): Promise<void>;
  /** Does nothing while none runs. */
  stop(): void;
}

export interface DemoOptions {
  readonly mainFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The settings that lead to the demo, and null when it has ended. */
  readonly onSettings: (layer: SettingsLayer | null) => void;
  readonly onChange: (view: DemoView) => void;
}

function createDeferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

export function createDemo({ mainFolder, clock, log, onSettings, onChange }: DemoOptions): Demo {
  let view: DemoView = { name: 'off', consoleUrl: null };
  let child: UtilityProcess | null = null;

  function show(changed: DemoView): void {
    view = changed;
    onChange(view);
  }

  function start(): Promise<void> {
    if (child !== null) return Promise.resolve();
    show({ name: 'starting', consoleUrl: null });
    const started = utilityProcess.fork(
      join(mainFolder, 'simulator.js'),
      [`--console-dir=${join(mainFolder, '..', 'console')}`],
      { serviceName: 'Counterline demo contact center', stdio: 'inherit' },
    );
    child = started;
    const { promise, resolve: settle } = createDeferred();
    const cancelDeadline = clock.after(READY_WITHIN_MS, () => {
      log.error('demo contact center did not start in time');
      started.kill();
    });
    started.on('message', (message: unknown) => {
      const failed = failedSchema().safeParse(message);
      if (failed.success) log.error('demo contact center could not start', { reason: failed.data.reason });
      const ready = readySchema().safeParse(message);
      if (!ready.success || child !== started) return;
      cancelDeadline();
      const { url, consoleUrl, contactCenterId } = ready.data;
      log.info('demo contact center runs', { consoleUrl });
      onSettings({
        serverUrl: url,
        contactCenterId,
        extraHeaders: {},
        resourcePath: 'auto',
        endpoint: '',
        contactCenters: [],
        contactCenter: '',
      });
      show({ name: 'running', consoleUrl });
      settle();
    });
    started.on('exit', (code) => {
      cancelDeadline();
      settle();
      if (child !== started) return;
      log.error('demo contact center ended', { code });
      child = null;
      onSettings(null);
      show({ name: 'failed', consoleUrl: null });
    });
    return promise;
  }

  return {
    getView: () => view,
    start,
    stop() {
      if (child === null) return;
      const stopping = child;
      child = null;
      stopping.kill();
      onSettings(null);
      show({ name: 'off', consoleUrl: null });
    },
  };
}
