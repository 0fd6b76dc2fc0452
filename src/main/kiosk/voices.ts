import { app } from 'electron';

/**
 * On Linux the runtime asks for voices only when it is told to; elsewhere it has those of the system anyway. Must run
 * before the app is ready.
 */
export function offerVoices(): void {
  if (process.platform === 'linux') app.commandLine.appendSwitch('enable-speech-dispatcher');
}
