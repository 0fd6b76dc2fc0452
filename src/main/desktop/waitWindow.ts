import { app, BrowserWindow } from 'electron';
import { languageOf } from '@shared/language';
import type { Log } from '../lib/log';
import { renderCalmPage } from '../recovery/calmPage';
import { WINDOW_ICON } from './icons';
import { installMenu } from './menu';
import { DESKTOP_TEXTS } from './texts';

/** Nothing of the app's own session, which is set up with the main window. */
const WAIT_PARTITION = 'counterline-wait';

export interface WaitWindowOptions {
  /** It has the whole screen, and says no more than that it comes back. */
  readonly isCounter: boolean;
  /** Closing it ends the app. At a counter, and where the app may turn out to be one, nobody can. */
  readonly mayClose: boolean;
  readonly log: Log;
}

/**
 * A window of words only, while it is not known yet what the app may do: no script, no page of the app, no keys. Answers
 * what takes it away.
 */
export function openWaitWindow({ isCounter, mayClose, log }: WaitWindowOptions): () => void {
  installMenu(isCounter);
  const language = languageOf('system', app.getPreferredSystemLanguages());
  const { calmSentence, waitingForPolicy } = DESKTOP_TEXTS[language];
  const { content } = renderCalmPage(language, isCounter ? calmSentence : waitingForPolicy);
  const window = new BrowserWindow({
    title: app.name,
    icon: WINDOW_ICON,
    width: 640,
    height: 400,
    kiosk: isCounter,
    closable: mayClose,
    autoHideMenuBar: true,
    show: false,
    webPreferences: {
      partition: WAIT_PARTITION,
      sandbox: true,
      contextIsolation: true,
      javascript: false,
      devTools: false,
      spellcheck: false,
    },
  });
  let isQuitting = false;
  app.once('before-quit', () => (isQuitting = true));
  window.on('close', (event) => {
    if (!mayClose && !isQuitting) event.preventDefault();
  });
  window.once('ready-to-show', () => window.show());
  window
    .loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(content)}`)
    .catch((error: unknown) => log.error('page of the wait did not load', { error }));
  return () => {
    if (!window.isDestroyed()) window.destroy();
  };
}
