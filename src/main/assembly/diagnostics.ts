import { app } from 'electron';
import type { StatusView } from '@shared/diagnostics';
import { describeSystem } from '../app/system';
import type { Beginning } from '../app/beginning';
import type { Shutdown } from '../app/shutdown';
import { isOnline } from '../desktop/power';
import { createExporter } from '../diagnostics/exporter';
import { loadLogLines } from '../diagnostics/logLines';
import type { StartWatch } from '../diagnostics/startTimes';
import { createStatus } from '../diagnostics/status';
import { reportHealth } from '../health/healthReport';
import type { Recovery } from '../recovery/recovery';
import type { ChatParts } from './chat';
import type { CounterParts } from './counter';
import type { Ground } from './ground';
import type { NetworkParts } from './network';
import type { SettingsParts } from './settings';

/** What those who look after this machine are told of it. */
export interface DiagnosticsParts {
  readonly getStatus: () => StatusView;
  readonly exportDiagnostics: () => Promise<{ saved: boolean }>;
  /** From now on the status file is written, and metrics can be read where that is wished for. */
  reportHealth(shutdown: Shutdown): void;
}

export interface DiagnosticsSurroundings {
  readonly beginning: Beginning;
  readonly startWatch: StartWatch;
  readonly settings: SettingsParts['settings'];
  readonly network: NetworkParts;
  readonly chat: ChatParts;
  readonly counter: Pick<CounterParts, 'counter' | 'staffDesk'>;
  readonly recovery: Recovery;
  readonly getPolicyFaults: () => readonly string[];
}

export function assembleDiagnostics(ground: Ground, surroundings: DiagnosticsSurroundings): DiagnosticsParts {
  const { kiosk, mainWindow, openDataFile, clock, log } = ground;
  const { beginning, startWatch, settings, network, chat, counter, recovery } = surroundings;
  const version = app.getVersion();
  const getLastWipe = () => counter.counter.getWipes()[0] ?? null;

  const getStatus = createStatus({
    version,
    electronVersion: process.versions.electron,
    getView: chat.session.getView,
    polls: network.polls,
    errors: beginning.errors,
    getAppMetrics: () => app.getAppMetrics(),
    getLastWipe,
    getPolicyFaults: surroundings.getPolicyFaults,
    clock,
  });

  const exportDiagnostics = createExporter({
    askForFile: mainWindow.askForFile,
    now: () => new Date(clock.now()),
    async collect(at) {
      const connectionTests = await network.connector.testEach(settings.listDestinations());
      await beginning.logFile.whenWritten();
      return {
        at,
        system: describeSystem(),
        status: getStatus(),
        settings: settings.getMerged(),
        connectionTests,
        pollLatency: network.polls.getLatency(),
        startTimes: startWatch.get(),
        logLines: await loadLogLines(beginning.logPath),
      };
    },
  });

  return {
    getStatus,
    exportDiagnostics,
    reportHealth(shutdown) {
      const health = reportHealth({
        version,
        isCounter: kiosk,
        getView: chat.session.getView,
        isOnline,
        isSupervised: recovery.isSupervised,
        getMemoryMiB: recovery.getMemoryMiB,
        getRestarts: recovery.getRestarts,
        getRecoveries: recovery.getRecoveries,
        getOutOfService: counter.staffDesk.service.get,
        getLastWipe,
        saveStatus: openDataFile('status.json').save,
        metricsPort: settings.get().metricsPort,
        shutdown,
        clock,
        log,
      });
      chat.changes.listen(health.noteState);
    },
  };
}
