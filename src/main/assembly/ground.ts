import { join } from 'node:path';
import { app } from 'electron';
import { EVENT_CHANNEL } from '@shared/ipc/names';
import type { Beginning } from '../app/beginning';
import type { MainWindow } from '../desktop/mainWindow';
import { createBroadcast, type Broadcast } from '../ipc/broadcast';
import { createTextFile, type TextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import { systemClock, type Clock } from '../lib/time';

/** What every group of parts stands on. */
export interface Ground {
  /** At a counter: nothing of a customer stays on the machine. */
  readonly kiosk: boolean;
  readonly mainFolder: string;
  readonly mainWindow: MainWindow;
  readonly broadcast: Broadcast;
  /** Path of a file of the data folder. */
  readonly dataFile: (name: string) => string;
  readonly openDataFile: (name: string) => TextFile;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

export function layGround({ mainFolder, mainWindow, log }: Beginning, kiosk: boolean): Ground {
  const clock = systemClock;
  const dataFile = (name: string) => join(app.getPath('userData'), name);
  return {
    kiosk,
    mainFolder,
    mainWindow,
    broadcast: createBroadcast((event) => mainWindow.send(EVENT_CHANNEL, event)),
    dataFile,
    openDataFile: (name) => createTextFile(dataFile(name), clock),
    clock,
    random: Math.random,
    log,
  };
}
