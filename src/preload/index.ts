import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { COMMAND_NAMES, EVENT_CHANNEL, EXPOSED_NAME } from '@shared/ipc/names';
import type { NumberedEvent } from '@shared/ipc/contract';
import { isTooLarge } from './argumentSize';
import type { ExposedApi } from './exposed';

const TOO_LARGE = { ok: false, error: { code: 'invalidArgument', message: 'The argument is too large' } };

const commands = Object.fromEntries(
  COMMAND_NAMES.map((name) => [
    name,
    (argument: unknown) =>
      isTooLarge(argument) ? Promise.resolve(TOO_LARGE) : ipcRenderer.invoke(name, argument),
  ]),
);

/** The app's own page has one. More would only make each event dearer. */
const MAX_LISTENERS = 16;
let listenerCount = 0;

const exposed = {
  ...commands,
  onEvent(listener: (event: NumberedEvent) => void) {
    if (listenerCount >= MAX_LISTENERS) throw new Error('Too many listeners');
    listenerCount += 1;
    let isListening = true;
    // The Electron event object stays on this side: it would hand the page a way to every channel.
    const forward = (_event: IpcRendererEvent, numbered: NumberedEvent) => listener(numbered);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      if (!isListening) return;
      isListening = false;
      listenerCount -= 1;
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
} as ExposedApi;

// The bridge freezes what it exposes.
contextBridge.exposeInMainWorld(EXPOSED_NAME, exposed);
