import type { Log } from '../lib/log';
import type { Shutdown } from '../app/shutdown';
import { createHealthWatch, type HealthSources, type HealthWatch } from './health';
import { keepStatusFile } from './statusFile';

export interface HealthReportOptions extends HealthSources {
  readonly saveStatus: (content: string) => Promise<void>;
  /** 0 for none. */
  readonly metricsPort: number;
  readonly shutdown: Pick<Shutdown, 'join'>;
  readonly log: Log;
}

/** The status file, and where it is wished for, metrics on a port of this machine. */
export function reportHealth(options: HealthReportOptions): HealthWatch {
  const { saveStatus, metricsPort, shutdown, clock, log } = options;
  const watch = createHealthWatch(options);
  const stopFile = keepStatusFile({ getHealth: watch.get, save: saveStatus, clock, log });
  shutdown.join('status file', () => Promise.resolve(stopFile()));
  if (metricsPort > 0) void openMetrics();

  async function openMetrics(): Promise<void> {
    try {
      const [{ startMetricsServer }, { formatMetrics }] = await Promise.all([
        import('./metricsServer'),
        import('./prometheus'),
      ]);
      const server = await startMetricsServer(metricsPort, () => formatMetrics(watch.get()));
      log.info('metrics can be read', { port: server.port });
      shutdown.join('metrics', server.stop);
    } catch (error) {
      log.error('metrics cannot be read', { metricsPort, error });
    }
  }

  return watch;
}
