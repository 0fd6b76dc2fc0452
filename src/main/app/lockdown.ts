import { app, type Session, type WebContents } from 'electron';
import type { Log } from '../lib/log';
import { answerCertificateRequests } from './clientCertificates';

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
  // Without a listener some of these would take the first device there is.
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault();
    callback(null);
  });
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
  session.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault();
    callback('');
  });
  session.on('will-download', (event) => {
    log.warn('download refused');
    event.preventDefault();
  });
}

/**
 * A page can ask for a file by code alone, and the dialog of the system is the way out of many a kiosk. There is no
 * event that could refuse it; the debugger's protocol takes the request instead of the dialog, and nobody answers it.
 */
function stopFileDialogs(contents: WebContents, log: Log): void {
  const stop = async () => {
    contents.debugger.attach('1.3');
    await contents.debugger.sendCommand('Page.enable');
    await contents.debugger.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true });
  };
  contents.debugger.on('message', (_event, method) => {
    if (method === 'Page.fileChooserOpened') log.warn('file dialog refused');
  });
  stop().catch((error: unknown) => log.error('file dialogs are not stopped', { error }));
}

function lockContents(contents: WebContents, isOwnPage: (url: string) => boolean, log: Log): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  stopFileDialogs(contents, log);
  // A content policy says nothing about WebRTC, which would talk to anybody by datagrams.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // A page that does not want to go could keep the window, and the app, from closing.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
  function refuseForeign(event: { url: string; isMainFrame: boolean; preventDefault(): void }): void {
    // The one navigation there is: the app's own page once more, as the development server asks for it.
    if (event.isMainFrame && isOwnPage(event.url)) return;
    log.warn('navigation refused');
    event.preventDefault();
  }
  contents.on('will-frame-navigate', refuseForeign);
  // A server that leads on elsewhere is no navigation of the page's.
  contents.on('will-redirect', refuseForeign);
}

/** Must run before the first window opens. */
export function lockDown(isOwnPage: (url: string) => boolean, log: Log): void {
  // A link can ask for the address of a name ahead, and a content policy lets it: words could leave as names.
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  app.on('session-created', (session) => {
    lockSession(session, log);
    // Its dictionaries come from elsewhere, and its menu leads to more.
    session.setSpellCheckerEnabled(false);
  });
  app.on('web-contents-created', (_event, contents) => lockContents(contents, isOwnPage, log));
  // Nobody listens to `certificate-error`: what the system does not trust is refused, and there is no way around it.
  // The login of a page or a server is never answered. That of a proxy is another matter: netFetch.ts.
  app.on('login', (event, _contents, _details, _authInfo, callback) => {
    event.preventDefault();
    callback();
  });
  answerCertificateRequests(log);
}
