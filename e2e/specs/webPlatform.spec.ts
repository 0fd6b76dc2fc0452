import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectTo, expect, test } from '../fixtures/counterline';
import { runInPage } from '../fixtures/runInPage';
import { getVisibleWindows } from '../fixtures/xWindows';

/**
 * What the web platform offers a page, tried one by one at a counter by code that runs in the page. The numbers are
 * those of the escape matrix (docs/reliability.md, 2.3).
 */

/** A server on this machine that only counts who comes. */
async function startWitness(): Promise<{ server: Server; url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Runs in the page; it must stand alone. */
const tryEverything = async (url: string) => {
  type Attempt = () => unknown;
  const page = globalThis as unknown as Record<string, never>;
  const device = navigator as unknown as Record<string, Record<string, (...args: unknown[]) => unknown>>;
  /** For what answers by an event, or not at all. */
  const within = (ms: number, begin: (done: (outcome: string) => void) => void) =>
    new Promise<string>((resolve) => {
      begin(resolve);
      setTimeout(() => resolve('nothing'), ms);
    });
  const loaded = (name: string, attributes: Record<string, string>) =>
    within(700, (done) => {
      const element = document.createElement(name);
      element.onload = () => done('loaded');
      element.onerror = () => done('refused');
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      document.body.append(element);
    });
  const clicked = (attributes: Record<string, string>) => {
    const link = document.createElement('a');
    for (const [key, value] of Object.entries(attributes)) link.setAttribute(key, value);
    document.body.append(link);
    link.click();
    link.remove();
    return 'clicked';
  };
  const attempts: Record<string, Attempt> = {
    'W01 a link in a new window': () => clicked({ href: url, target: '_blank' }),
    'W01 a link with a ping': () => clicked({ href: '#', ping: `${url}/ping` }),
    'W02 other schemes': () =>
      [
        'javascript:document.title=1',
        'data:text/html,x',
        'file:///etc/passwd',
        'view-source:https://x.example',
        'chrome://version',
        'devtools://devtools/bundled/inspector.html',
        'about:blank',
        'ftp://x.example',
        'blob:null/x',
      ].map((href) => clicked({ href })).length,
    'W03 programs of the system': () =>
      [
        'mailto:x@x.example',
        'tel:1',
        'sms:1',
        'ms-settings:',
        'search-ms:',
        'vscode:',
        'steam:',
        'ssh://x',
        'smb://x',
      ].map((href) => clicked({ href })).length,
    'W04 open a window': () =>
      ['', 'about:blank', url].map((target) => window.open(target)).every((opened) => opened === null),
    'W04 open a window later': () =>
      within(500, (done) => setTimeout(() => done(String(window.open(url, 'x', 'popup'))), 10)),
    'W05 a form': () => {
      const form = document.createElement('form');
      form.action = `${url}/form`;
      form.method = 'post';
      document.body.append(form);
      form.submit();
      form.remove();
      return 'submitted';
    },
    'W05 a base': () => {
      const base = document.createElement('base');
      base.href = url;
      document.head.append(base);
      const { baseURI } = document;
      base.remove();
      return baseURI;
    },
    'W05 a written document': () => document.write('<input type=file>'),
    'W06 a frame': () => loaded('iframe', { src: url }),
    'W06 an object': () => loaded('object', { data: url }),
    'W06 an embedded page': () => loaded('embed', { src: url }),
    'W06 a web view': () => loaded('webview', { src: url }),
    'W07 open a file': () => page['showOpenFilePicker'] && (page['showOpenFilePicker'] as Attempt)(),
    'W07 save a file': () => page['showSaveFilePicker'] && (page['showSaveFilePicker'] as Attempt)(),
    'W07 open a folder': () => page['showDirectoryPicker'] && (page['showDirectoryPicker'] as Attempt)(),
    'W08 an eye dropper': () => {
      const EyeDropper = page['EyeDropper'] as unknown as (new () => { open: Attempt }) | undefined;
      return EyeDropper === undefined ? 'not there' : new EyeDropper().open();
    },
    'W09 a download': () => clicked({ href: '/icon.svg', download: 'x.svg' }),
    'W09 a blob to download': () =>
      clicked({ href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' }),
    'W11 dialogs': () => {
      for (let count = 0; count < 1000; count += 1) window.alert(count);
      return [window.confirm('x'), window.prompt('x')].join();
    },
    'W12 pointer lock': () =>
      within(500, (done) => {
        document.addEventListener('pointerlockerror', () => done('refused'), { once: true });
        document.addEventListener('pointerlockchange', () => done('locked'), { once: true });
        document.body.requestPointerLock();
      }),
    'W12 keyboard lock': () => device['keyboard']?.['lock']?.(),
    'W12 a screen that stays on': () => device['wakeLock']?.['request']?.('screen'),
    'W12 a passkey': () => device['credentials']?.['get']?.({ publicKey: { challenge: new Uint8Array(16) } }),
    'W12 contacts': () => device['contacts']?.['select']?.(['name']) ?? 'not there',
    'W12 share': () => device['share'] ?? 'not there',
    'W13 camera and microphone': () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
    'W13 the screen': () => navigator.mediaDevices.getDisplayMedia({ video: true }),
    'W13 notifications': () => Notification.requestPermission(),
    'W13 the clipboard': () => navigator.clipboard.readText(),
    'W13 MIDI': () => navigator.requestMIDIAccess({ sysex: true }),
    'W13 HID': async () => ((await device['hid']?.['getDevices']?.()) as unknown[]).length,
    'W13 serial': async () => ((await device['serial']?.['getPorts']?.()) as unknown[]).length,
    'W13 USB': async () => ((await device['usb']?.['getDevices']?.()) as unknown[]).length,
    'W13 fonts of the system': () => page['queryLocalFonts'] && (page['queryLocalFonts'] as Attempt)(),
    'W13 the arrangement of screens': () =>
      page['getScreenDetails'] && (page['getScreenDetails'] as Attempt)(),
    'W13 persistent storage': () => navigator.storage.persist(),
    'W14 a service worker': () => navigator.serviceWorker.register('/x.js'),
    'W14 a worker from a blob': () =>
      within(700, (done) => {
        const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
        worker.onmessage = () => done('runs');
        worker.onerror = () => done('refused');
      }),
    'W14 fetch': () => fetch(url),
    'W14 an event stream': () =>
      within(700, (done) => {
        const source = new EventSource(url);
        source.onopen = () => done('open');
        source.onerror = () => done('refused');
      }),
    'W14 a socket': () =>
      within(700, (done) => {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.onopen = () => done('open');
        socket.onerror = () => done('refused');
      }),
    'W18 a beacon': () => navigator.sendBeacon(`${url}/beacon`, 'x'),
    'W18 a picture': () => loaded('img', { src: `${url}/picture` }),
    'W18 a style': () => loaded('link', { rel: 'stylesheet', href: `${url}/style` }),
    'W18 a page loaded ahead': () => loaded('link', { rel: 'prefetch', href: `${url}/prefetch` }),
    'W18 a script': () => {
      const script = document.createElement('script');
      script.setAttribute('src', `${url}/script`);
      document.body.append(script);
      return 'added';
    },
  };
  const tried: [string, string][] = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    let outcome: string;
    try {
      outcome = String(
        await Promise.race([attempt(), new Promise((resolve) => setTimeout(() => resolve('nothing'), 1500))]),
      );
    } catch (error) {
      outcome = (error as Error).name;
    }
    tried.push([name, outcome]);
  }
  return Object.fromEntries(tried);
};

test('at a counter the page can use nothing of the web platform that leads out of it', async ({
  launch,
  simulator,
}) => {
  test.setTimeout(90_000);
  const witness = await startWitness();
  const counter = await launch({ args: [...connectTo(simulator), '--kiosk'] });
  const outcomes = (await runInPage(
    counter,
    `(${String(tryEverything)})(${JSON.stringify(witness.url)})`,
  )) as Record<string, string>;

  // What only a click may do, done with one: a window of the system would be one more window of this process.
  const withGesture = await counter.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const answers: unknown[] = [];
    for (const code of [
      "window.showOpenFilePicker().then(() => 'opened', ({ name }) => name)",
      "window.showSaveFilePicker().then(() => 'opened', ({ name }) => name)",
      "window.showDirectoryPicker().then(() => 'opened', ({ name }) => name)",
      "{ const field = document.createElement('input'); field.type = 'file'; field.click(); field.showPicker(); 'clicked' }",
      "{ const field = document.createElement('input'); field.type = 'color'; document.body.append(field); field.showPicker(); 'clicked' }",
      // W10
      "window.print(); 'printed'",
      "navigator.share === undefined ? 'not there' : 'there'",
    ]) {
      const late = new Promise((resolve) => setTimeout(() => resolve('nothing'), 1500));
      answers.push(await Promise.race([contents?.executeJavaScript(code, true).catch(String), late]));
    }
    return answers;
  });
  // The color field's own little panel has no title, and nothing on it leads anywhere; each dialog of the system has one.
  const titles = getVisibleWindows(counter.processId).filter((title) => title !== '');
  expect(titles).toEqual([expect.stringMatching(/ – Counterline$/)]);
  expect(withGesture.filter((outcome) => outcome === 'opened')).toEqual([]);
  await expect.poll(counter.getLog).toContain('file dialog refused');

  const after = await counter.app.evaluate(async ({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const contents = windows[0]?.webContents;
    const { spellcheck } = (
      contents as unknown as { getLastWebPreferences(): { spellcheck?: boolean } }
    ).getLastWebPreferences();
    return {
      windows: windows.length,
      // W16: no marks, no menu, no dictionary from elsewhere.
      spellcheck,
      isFullScreen: windows[0]?.isFullScreen() || windows[0]?.isKiosk(),
      url: contents?.getURL().replace(/#.*/, ''),
      isAlive: /Touch to begin|Start chat/.test(
        String(await contents?.executeJavaScript('document.body.innerText')),
      ),
    };
  });
  witness.server.close();
  // By name, so that a failure says which. That nobody came to the witness is the stronger proof.
  const succeeded = Object.entries(outcomes).filter(([, outcome]) =>
    ['opened', 'open', 'locked', 'runs', 'granted', '[object MediaStream]', '[object MIDIAccess]'].includes(
      outcome,
    ),
  );
  expect(succeeded).toEqual([]);
  expect(Object.keys(outcomes).length).toBeGreaterThan(40);
  expect(witness.seen).toEqual([]);
  expect(after).toEqual({
    windows: 1,
    spellcheck: false,
    isFullScreen: true,
    url: 'counterline-ui://app/index.html',
    isAlive: true,
  });
});
