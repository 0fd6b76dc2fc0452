import type { StaffView } from '@shared/staff';
import type { ConnectionFieldFault } from '@shared/ipc/contract';
import type { ConnectionTestResult } from '@shared/connectionTest';
import { createTextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import type { PinCheck } from '../lib/pinCheck';
import type { Clock } from '../lib/time';
import { createOutOfService, type OutOfService } from './outOfService';
import { createStaff, type Staff } from './staff';

/** What those who look after a counter can do with it, without leaving the app. */
export interface StaffDesk {
  readonly staff: Staff;
  readonly service: OutOfService;
  /** Whether the gesture leads anywhere: at a counter for which there is a PIN. */
  canOpen(): boolean;
  getView(): StaffView;
  /** A PIN may have come, or gone, by policy: the corner begins to lead somewhere at once. */
  noteSettingsChange(): void;
  /** Before the window opens: no customer shall see a counter that is closed as an open one. */
  load(): Promise<void>;
  readonly actions: StaffActions;
}

export interface StaffActions {
  /** Starts the app again with the same flags. */
  readonly restart: () => void;
  readonly exit: () => void;
  readonly testConnection: () => Promise<ConnectionTestResult | ConnectionFieldFault>;
}

export interface StaffDeskOptions {
  readonly kiosk: boolean;
  readonly pins: PinCheck;
  /** Path of a file of the data folder. */
  readonly dataFile: (name: string) => string;
  readonly onChange: (view: StaffView) => void;
  readonly actions: StaffActions;
  readonly clock: Clock;
  readonly log: Log;
}

export function createStaffDesk(options: StaffDeskOptions): StaffDesk {
  const { kiosk, pins, dataFile, actions, clock, log } = options;
  const noteChange = () => options.onChange(getView());
  const service = createOutOfService({
    file: createTextFile(dataFile('out-of-service.json'), clock),
    onChange: noteChange,
    log,
  });
  const staff = createStaff({ pins, onChange: noteChange, clock, log });

  const canOpen = () => kiosk && pins.isConfigured();
  let couldOpen = canOpen();

  function getView(): StaffView {
    return { hasPin: canOpen(), role: staff.getRole(), outOfService: service.get() };
  }

  return {
    staff,
    service,
    canOpen,
    getView,
    noteSettingsChange() {
      if (canOpen() === couldOpen) return;
      couldOpen = canOpen();
      noteChange();
    },
    async load() {
      if (kiosk) await service.load();
    },
    actions,
  };
}
