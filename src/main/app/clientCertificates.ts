import { app } from 'electron';
import type { Log } from '../lib/log';
import { chooseClientCertificate } from '../network/clientCertificate';

let getName = (): string => '';

/** From now on the certificate of this name is shown to a contact center that asks for one. */
export function nameClientCertificate(get: () => string): void {
  getName = get;
}

/**
 * A page never shows one. The app's own requests come here from Electron 45 on; before, the runtime calls them off by
 * itself (docs/decisions/0055-client-certificates.md).
 */
export function answerCertificateRequests(log: Log): void {
  app.on('select-client-certificate', (event, contents, _url, offered, callback) => {
    event.preventDefault();
    const isOwnRequest = (contents as unknown) === null;
    const chosen = isOwnRequest ? chooseClientCertificate(offered, getName(), Date.now()) : null;
    log.info('client certificate asked for', { isOwnRequest, isShown: chosen !== null });
    if (chosen === null) callback();
    else callback(chosen);
  });
}
