import { app } from 'electron';
import type { Log } from '../lib/log';
import { chooseClientCertificate } from '../network/clientCertificate';

let findName: (asking: string) => string = () => '';

/** From now on whoever asks is shown the certificate whose name is found for it, or none. */
export function nameClientCertificates(find: (asking: string) => string): void {
  findName = find;
}

/**
 * A page never shows one. The app's own requests come here from Electron 45 on; before, the runtime calls them off by
 * itself (docs/decisions/0055-client-certificates.md).
 */
export function answerCertificateRequests(log: Log): void {
  app.on('select-client-certificate', (event, contents, asking, offered, callback) => {
    event.preventDefault();
    const isOwnRequest = (contents as unknown) === null;
    const chosen = isOwnRequest ? chooseClientCertificate(offered, findName(asking), Date.now()) : null;
    log.info('client certificate asked for', { isOwnRequest, isShown: chosen !== null });
    if (chosen === null) callback();
    else callback(chosen);
  });
}
