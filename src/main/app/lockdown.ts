import { app, type Session, type WebContents } from 'electron';
import type { Log } from '../lib/log';

/** What no page of this app may ever do, whatever runs in it: the rules of Electron's security checklist. */

function lockSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    log.warn('permission refused', { permission });
    callback(false);
  });
  // Each session would fetch a dictionary from a foreign server, spell checker or not.
  session.setSpellCheckerLanguages([]);
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.on('will-download', (event) => {
    log.warn('download refused');
    event.preventDefault();
  });
}

function lockContents(contents: WebContents, isOwnPage: (url: string) => boolean, log: Log): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    // The one navigation there is: the app's own page once more, as the development server asks for it.
    if (event.isMainFrame && isOwnPage(event.url)) return;
    log.warn('navigation refused');
    event.preventDefault();
  });
}

/** Must run before the first window opens. */
export function lockDown(isOwnPage: (url: string) => boolean, log: Log): void {
  app.on('session-created', (session) => lockSession(session, log));
  app.on('web-contents-created', (_event, contents) => lockContents(contents, isOwnPage, log));
  // The login of a page or a server is never answered. That of a proxy is another matter: netFetch.ts.
  app.on('login', (event, _contents, _details, _authInfo, callback) => {
    event.preventDefault();
    callback();
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
}
