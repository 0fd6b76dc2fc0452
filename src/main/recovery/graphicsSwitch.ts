import { app } from 'electron';

/**
 * Without this, Chromium ends the whole app when its graphics process has crashed a few times ("GPU process isn't
 * usable. Goodbye."). How often is too often is decided in `graphicsWatch.ts`. Must run before the app is ready.
 */
export function keepGraphicsAlive(): void {
  app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
}
