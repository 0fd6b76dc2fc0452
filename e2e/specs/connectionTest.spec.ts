import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron } from '@playwright/test';
import type { ConnectionTestResult } from '../../src/shared/connectionTest';
import { fault, startSimulator } from '../../src/simulator';
import { HARNESS_FILE } from '../fixtures/buildHarness';
import { createCertificate, type Certificate } from '../fixtures/certificates';
import { expect, test as base } from '../fixtures/counterline';
import { useElectronProgram } from '../fixtures/electronProgram';
import { goingThrough, startHttpProxy } from '../fixtures/httpProxy';
import type { Harness } from '../harness/harness';

/**
 * *Test connection* on Electron's real network stack, in the program without a window, against each way in which it can
 * fail. What is shown of it is at the end, in the app.
 */

type Try = (serverUrl: string, contactCenterId?: string) => Promise<ConnectionTestResult>;

const ID = 'main-desk';

const test = base.extend<{ startProgram: (env?: Record<string, string>) => Promise<Try> }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants the first parameter destructured.
  startProgram: async ({}, use, testInfo) => {
    const stops: (() => Promise<void>)[] = [];
    await use(async (env = {}) => {
      const electron = useElectronProgram();
      const app = await _electron.launch({
        args: [...electron.args, HARNESS_FILE, `--user-data-dir=${testInfo.outputPath('data')}`],
        env: { ...(process.env as Record<string, string>), ...env },
      });
      stops.push(() => app.close());
      return (serverUrl, contactCenterId = ID) =>
        app.evaluate(
          (_electronModule, asked) => {
            const { harness } = globalThis as unknown as { harness: Harness };
            return harness.test(asked);
          },
          { serverUrl, contactCenterId },
        );
    });
    for (const stop of stops) await stop();
  },
});

/** How far it came, and why not further. */
const inShort = (result: ConnectionTestResult) => ({
  reason: result.name === 'working' ? null : result.reason,
  failed: result.steps.find(({ state }) => state === 'failed')?.name ?? null,
});

async function serveTls(
  { pem, keyPem }: Certificate,
  more: ServerOptions = {},
): Promise<{ server: Server; port: number }> {
  const server = createServer({ cert: pem, key: keyPem, ...more }, (_request, response) => {
    response.writeHead(404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ statusCode: 6 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

test('each failure is found at its step, and nothing that was asked begins a chat', async ({
  startProgram,
  simulator,
}) => {
  const proxy = await startHttpProxy({ login: 'chris:secret' });
  // This computer's own addresses are never reached through it.
  const tryConnection = await startProgram(goingThrough(proxy));
  const { url, contactCenterId } = simulator;

  expect(inShort(await tryConnection(url, contactCenterId))).toEqual({ reason: null, failed: null });
  expect(inShort(await tryConnection(url, 'somebody-else'))).toEqual({ reason: 'refused', failed: 'header' });
  expect(inShort(await tryConnection(`${url}/elsewhere`, contactCenterId))).toEqual({
    reason: 'notAChatServer',
    failed: 'http',
  });

  const html = { 'Content-Type': 'text/html' };
  for (const [broken, reason, failed] of [
    [fault.answer({ status: 403, headers: html, body: '<html>No</html>' }), 'refused', 'header'],
    [fault.redirect(302, 'http://login.example.com/'), 'networkSignIn', 'http'],
    [fault.answer({ status: 200, headers: html, body: '<html>Sign in</html>' }), 'webPage', 'http'],
    [fault.answer({ status: 500, headers: html, body: 'Oh' }), 'serverTrouble', 'http'],
    [fault.answer({ status: 503, headers: html, body: 'Later' }), 'busy', 'http'],
    [fault.hang(), 'timeout', 'http'],
  ] as const) {
    simulator.faults.plan({}, broken);
    expect(inShort(await tryConnection(url, contactCenterId))).toEqual({ reason, failed });
  }
  expect(simulator.model.chats()).toEqual([]);
  expect(new Set(simulator.wireLog.records().map(({ method }) => method))).toEqual(new Set(['GET']));

  await simulator.goDown();
  expect(inShort(await tryConnection(url, contactCenterId))).toEqual({
    reason: 'unreachable',
    failed: 'tcp',
  });

  // With a name that is not of this computer the way leads through the proxy, which wants a login.
  const wanted = await tryConnection('http://chat.test:8080');
  expect(inShort(wanted)).toEqual({ reason: 'proxyLogin', failed: 'proxy' });
  expect(inShort(await tryConnection('https://chat.test:8443'))).toEqual({
    reason: 'proxyLogin',
    failed: 'proxy',
  });
  expect(new Set(proxy.logins)).toEqual(new Set([null]));
  await proxy.stop();
  expect(inShort(await tryConnection('http://chat.test:8080'))).toMatchObject({ reason: 'proxyUnreachable' });
});

test('a name that nobody knows is said to be unknown', async ({ startProgram }) => {
  const tryConnection = await startProgram();
  expect(inShort(await tryConnection('https://chat.counterline.invalid'))).toEqual({
    reason: 'nameUnknown',
    failed: 'dns',
  });
});

test('a certificate of a private issuer is refused, and taken once the system trusts the issuer', async ({
  startProgram,
}) => {
  test.skip(process.platform !== 'linux', 'Elsewhere the store of the whole system would have to be changed');
  const issuer = createCertificate('Counterline test issuer');
  const good = await serveTls(createCertificate('localhost', { issuer }));
  const old = await serveTls(createCertificate('localhost', { issuer, isExpired: true }));
  const other = await serveTls(createCertificate('other.example.com', { issuer }));
  const at = ({ port }: { port: number }) => `https://localhost:${port}`;

  // A home of its own: there the network stack looks for the certificates that this user trusts.
  const home = test.info().outputPath('home');
  const store = join(home, '.pki', 'nssdb');
  const certificateFile = join(home, 'issuer.pem');
  await mkdir(store, { recursive: true });
  await writeFile(certificateFile, issuer.pem);
  const certutil = (...args: string[]) => promisify(execFile)('certutil', ['-d', `sql:${store}`, ...args]);
  await certutil('-N', '--empty-password');

  const before = await startProgram({ HOME: home });
  expect(inShort(await before(at(good)))).toEqual({ reason: 'certificateIssuer', failed: 'tls' });

  await certutil('-A', '-n', 'test', '-t', 'C,,', '-i', certificateFile);
  const after = await startProgram({ HOME: home });
  expect(inShort(await after(at(good)))).toEqual({ reason: null, failed: null });
  expect(inShort(await after(at(old)))).toEqual({ reason: 'certificateDate', failed: 'tls' });
  expect(inShort(await after(at(other)))).toEqual({ reason: 'certificateName', failed: 'tls' });
  // One that wants to know which computer asks. This one has no certificate to show.
  const strict = await serveTls(createCertificate('localhost', { issuer }), {
    requestCert: true,
    ca: issuer.pem,
  });
  expect(inShort(await after(at(strict)))).toEqual({ reason: 'clientCertificate', failed: 'tls' });
  for (const { server } of [good, old, other, strict]) server.close();
});

test('the screen shows the steps, where it stopped and what to do', async ({ launch }) => {
  const simulator = await startSimulator();
  const { page } = await launch();
  await page.getByRole('textbox', { name: 'Server address' }).fill(simulator.url);
  await page.getByRole('textbox', { name: 'Contact center ID' }).fill(simulator.contactCenterId);
  await page.getByRole('button', { name: 'Test connection' }).click();
  const steps = page.getByRole('region', { name: 'Step by step' }).getByRole('listitem');
  await expect(steps).toHaveCount(7);
  await expect(steps.filter({ hasText: 'Connection (TCP)' })).toContainText('Works');
  await simulator.stop();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(steps.filter({ hasText: 'Connection (TCP)' })).toContainText('Failed');
  await expect(steps.filter({ hasText: 'Answer (HTTP)' })).toContainText('Not reached');
  await expect(page.getByText('No answer from this address.')).toBeVisible();
});
