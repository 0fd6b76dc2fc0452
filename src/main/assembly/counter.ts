import { app } from 'electron';
import { clearRestingNetSessions } from '../app/netSessions';
import { isRunning } from '../desktop/closing';
import { pickTelling } from '../diagnostics/connectionTest';
import type { Counter } from '../kiosk/counter';
import { createElectronCounter } from '../kiosk/electronCounter';
import { createServiceLink } from '../kiosk/serviceLink';
import { createStaffDesk, type StaffDesk } from '../kiosk/staffDesk';
import type { ChatParts } from './chat';
import type { Ground } from './ground';
import type { NetworkParts } from './network';
import type { SettingsParts } from './settings';

/** What only a counter has; on a desk all of it is there and does nothing. */
export interface CounterParts {
  readonly counter: Counter;
  readonly staffDesk: StaffDesk;
  /** Before the window opens: whether the counter is closed, then how its last wipe went. */
  load(): Promise<void>;
}

export interface CounterSurroundings {
  /** Null on a desk. */
  readonly temporaryFolder: string | null;
  readonly settings: SettingsParts;
  readonly chat: ChatParts;
  readonly connector: NetworkParts['connector'];
  readonly restart: () => void;
  /** Everything that the page is told: none of a customer may be left in it after a wipe. */
  readonly getState: () => unknown;
}

export function assembleCounter(ground: Ground, surroundings: CounterSurroundings): CounterParts {
  const { kiosk, mainFolder, mainWindow, broadcast, dataFile, clock, log } = ground;
  const { chat, connector } = surroundings;
  const { settings, pins } = surroundings.settings;

  const counter = createElectronCounter({
    temporaryFolder: surroundings.temporaryFolder,
    programFolder: mainFolder,
    session: chat.session,
    getSettings: settings.get,
    forgetChoices: settings.forgetChoices,
    mainWindow,
    clearNetSessions: clearRestingNetSessions,
    getState: surroundings.getState,
    onChange(view) {
      broadcast.publish('counter:changed', view);
      serviceLink.noteCounter();
    },
    clock,
    log,
  });
  chat.changes.listen(() => counter.noteChatChange(chat.session.getView()));

  const staffDesk = createStaffDesk({
    kiosk,
    pins,
    dataFile,
    onChange(view) {
      broadcast.publish('staff:changed', view);
      serviceLink.noteService(view.outOfService);
    },
    actions: {
      restart: surroundings.restart,
      exit: () => app.quit(),
      async testConnection() {
        const told = pickTelling(await connector.testEach(settings.listDestinations()));
        if (told !== null) return told;
        // Nowhere to go: the fields say what is missing.
        const checked = settings.checkConnection(settings.get());
        return 'fault' in checked ? checked : connector.test(settings.explain().values, checked);
      },
    },
    clock,
    log,
  });
  surroundings.settings.changes.listen(staffDesk.noteSettingsChange);

  const serviceLink = createServiceLink({
    getCounterView: counter.getView,
    takeOutOfService: counter.takeOutOfService,
    putInService: counter.putInService,
    isChatRunning: () => isRunning(chat.session.getView().phase),
    getReason: staffDesk.service.get,
    close: staffDesk.service.set,
  });

  return {
    counter,
    staffDesk,
    async load() {
      await staffDesk.load();
      await counter.load();
      serviceLink.noteService(staffDesk.service.get());
      serviceLink.noteCounter();
    },
  };
}
