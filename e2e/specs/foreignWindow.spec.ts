import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { createCertificate } from '../fixtures/certificates';
import { expect, test } from '../fixtures/counterline';

/**
 * The rules hold for every window and session there will ever be, and not only for those that the app opens. So here is
 * a window that should not be: it was opened by main itself, for pages of the network, with web views.
 */

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('a window for foreign pages gets no login, no way around a certificate, no other server, no download, no web view', async ({
  counterline,
}) => {
  const seen: string[] = [];
  let elsewherePort = 0;
  const elsewhere = createServer((request, response) => {
    seen.push(`elsewhere ${request.url}`);
    response.end('elsewhere');
  });
  const server = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers.authorization ?? ''}`.trim());
    if (request.url === '/login')
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"', 'Content-Type': 'text/html' });
    else if (request.url === '/away')
      response.writeHead(302, { Location: `http://127.0.0.1:${elsewherePort}/redirected` });
    else if (request.url === '/file')
      response.writeHead(200, { 'Content-Disposition': 'attachment; filename="x.exe"' });
    else response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<p>a page</p>');
  });
  const issuer = createCertificate('An issuer that nobody knows');
  const { pem, keyPem } = createCertificate('localhost', { issuer });
  // It would take a certificate of the client, too.
  const tls = createTlsServer(
    { cert: pem, key: keyPem, requestCert: true, rejectUnauthorized: false },
    (_, response) => {
      seen.push('tls');
      response.end();
    },
  );
  elsewherePort = await listen(elsewhere);
  const url = `http://127.0.0.1:${await listen(server)}`;
  const tlsUrl = `https://localhost:${await listen(tls)}`;

  const outcome = await counterline.app.evaluate(
    async ({ BrowserWindow, webContents }, addresses) => {
      const other = new BrowserWindow({
        show: false,
        webPreferences: { partition: 'foreign', sandbox: true, contextIsolation: true, webviewTag: true },
      });
      const contents = other.webContents;
      const load = (address: string) => contents.loadURL(address).then(() => 'loaded', String);
      const events: Record<string, boolean> = {};
      const note = (name: string) => (event: Electron.Event) => (events[name] = event.defaultPrevented);
      contents.session.on('will-download', note('will-download'));
      contents.on('will-redirect', note('will-redirect'));
      contents.on('will-attach-webview', note('will-attach-webview'));
      contents.on('will-frame-navigate', note('will-frame-navigate'));

      const answers = {
        login: await load(`${addresses.url}/login`),
        certificate: await load(addresses.tlsUrl),
        away: await load(`${addresses.url}/away`),
        file: await load(`${addresses.url}/file`),
        page: await load(`${addresses.url}/page`),
      };
      const count = webContents.getAllWebContents().length;
      const run = (code: string) => contents.executeJavaScript(code, true) as Promise<unknown>;
      const once = (name: string) =>
        new Promise((resolve) => (contents as unknown as NodeJS.EventEmitter).once(name, resolve));
      const attached = once('will-attach-webview');
      await run(`{
        const view = document.createElement('webview');
        view.src = '${addresses.url}/in-a-web-view';
        document.body.append(view);
      }`);
      await attached;
      const left = once('will-frame-navigate');
      await run(`{
        const frame = document.createElement('iframe');
        frame.src = '${addresses.url}/in-a-frame';
        document.body.append(frame);
      }`);
      await left;
      const opened = await run(`String(window.open('${addresses.url}/opened'))`);
      const permission = await run('Notification.requestPermission()');
      const more = webContents.getAllWebContents().length - count;
      const windows = BrowserWindow.getAllWindows().length;
      other.destroy();
      return { answers, events, opened, permission, more, windows };
    },
    { url, tlsUrl },
  );
  for (const each of [server, elsewhere, tls]) each.close();
  expect(outcome).toEqual({
    answers: {
      // The server's own words for it, as a page: nobody was asked for a name.
      login: 'loaded',
      certificate: expect.stringContaining('ERR_CERT_AUTHORITY_INVALID'),
      away: expect.stringContaining('ERR_'),
      file: expect.stringContaining('ERR_'),
      page: 'loaded',
    },
    events: {
      'will-download': true,
      'will-redirect': true,
      'will-attach-webview': true,
      'will-frame-navigate': true,
    },
    opened: 'null',
    permission: 'denied',
    more: 0,
    // The app's own, and this one.
    windows: 2,
  });
  expect(seen.filter((request) => request !== '/favicon.ico')).toEqual(['/login', '/away', '/file', '/page']);
});
