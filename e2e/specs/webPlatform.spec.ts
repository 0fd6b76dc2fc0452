import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { connectTo, expect, test } from '../fixtures/counterline';
import { runInPage } from '../fixtures/runInPage';
import { getVisibleWindows } from '../fixtures/xWindows';

/**
 * What the web platform offers a page, tried one by one at a counter by code that runs in the page. The numbers are
 * those of the escape matrix (docs/reliability.md, 2.3).
 */

interface Witness {
  readonly url: string;
  /** Where a page would look for others to talk to: one by datagrams, one by a connection. */
  readonly datagramPort: number;
  readonly relayPort: number;
  readonly seen: readonly string[];
  stop(): void;
}

/** Servers on this machine that only count who comes. */
async function startWitness(): Promise<Witness> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end();
  });
  const relay = createTcpServer((socket) => {
    seen.push('a connection to the relay');
    socket.destroy();
  });
  const datagrams = createSocket('udp4', () => seen.push('a datagram'));
  server.listen(0, '127.0.0.1');
  relay.listen(0, '127.0.0.1');
  datagrams.bind(0, '127.0.0.1');
  await Promise.all([server, relay, datagrams].map((each) => once(each, 'listening')));
  return {
    seen,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    relayPort: (relay.address() as AddressInfo).port,
    datagramPort: datagrams.address().port,
    stop() {
      server.close();
      relay.close();
      datagrams.close();
    },
  };
}

/** Runs in the page; it must stand alone. */
const tryEverything = async ({ url, datagramPort, relayPort }: Witness) => {
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
        'filesystem:null/temporary/x',
        'ws://x.example',
        'res://x.dll/x',
        'ftp://x.example',
        'telnet://x.example',
        'news:x',
        'blob:null/x',
      ].map((href) => clicked({ href })).length,
    'W03 programs of the system': () =>
      [
        ...[
          'mailto:x@x.example',
          'tel:1',
          'sms:1',
          'callto:1',
          'skype:x',
          'zoommtg://x',
          'slack://x',
          'itms://x',
        ],
        ...[
          'ms-settings:',
          'ms-msdt:/id',
          'search-ms:query=x',
          'ms-officecmd:{}',
          'shell:startup',
          'help:x',
          'man:x',
        ],
        ...['steam://x', 'vscode://x', 'ssh://x', 'vnc://x', 'rdp://x', 'smb://x/y', '\\\\x.example\\share'],
        'x-apple.systempreferences:x',
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
    'W05 a page that turns into another': () =>
      loaded('meta', { 'http-equiv': 'refresh', content: `0; url=${url}/refresh` }),
    'W05 another page': () => {
      location.assign(`${url}/assigned`);
      location.replace(`${url}/replaced`);
      history.go(-1);
      history.forward();
      return 'asked';
    },
    'W05 a written document': () => document.write('<input type=file>'),
    'W06 a frame': () => loaded('iframe', { src: url }),
    'W06 an object': () => loaded('object', { data: url }),
    'W06 an embedded page': () => loaded('embed', { src: url }),
    'W06 a web view': () => loaded('webview', { src: url }),
    'W06 a portal': () => loaded('portal', { src: url }),
    'W06 a fenced frame': () => loaded('fencedframe', { src: url }),
    'W06 a frame with its own page': () => loaded('iframe', { srcdoc: `<img src="${url}/srcdoc">` }),
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
    'W11 a page that does not want to go': () => {
      addEventListener('beforeunload', (event) => event.preventDefault());
      return 'added';
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
    'W14 a worker shared by pages': () =>
      within(700, (done) => {
        const worker = new SharedWorker(
          URL.createObjectURL(new Blob(['onconnect=(e)=>e.ports[0].postMessage(1)'])),
        );
        worker.port.onmessage = () => done('runs');
        worker.onerror = () => done('refused');
      }),
    'W14 a talk to another page': () =>
      within(1200, (done) => {
        const talk = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:127.0.0.1:${datagramPort}` },
            { urls: `turn:127.0.0.1:${relayPort}?transport=tcp`, username: 'x', credential: 'x' },
            { urls: 'stun:leak-rtc.example' },
          ],
        });
        talk.onicecandidate = ({ candidate }) => {
          if (candidate !== null && candidate.candidate !== '') done('open');
        };
        talk.createDataChannel('x');
        void talk.createOffer().then((offer) => talk.setLocalDescription(offer));
      }),
    'W14 a transport of datagrams': async () => {
      const Transport = page['WebTransport'] as unknown as
        (new (url: string) => { ready: Promise<void> }) | undefined;
      if (Transport === undefined) return 'not there';
      await new Transport(`https://127.0.0.1:${datagramPort}/`).ready;
      return 'open';
    },
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
    'W18 a module loaded ahead': () => loaded('link', { rel: 'modulepreload', href: `${url}/module` }),
    'W18 something loaded ahead': () =>
      loaded('link', { rel: 'preload', as: 'font', href: `${url}/preload` }),
    'W18 a connection made ahead': () => loaded('link', { rel: 'preconnect', href: `${url}/preconnect` }),
    'W18 a connection made ahead by name': () =>
      loaded('link', { rel: 'preconnect', href: 'https://leak-preconnect.example' }),
    'W18 a name looked up ahead': () =>
      loaded('link', { rel: 'dns-prefetch', href: 'https://leak-dns.example' }),
    'W18 a page drawn ahead': () => {
      const rules = document.createElement('script');
      rules.type = 'speculationrules';
      const lists = [{ source: 'list', urls: [`${url}/speculated`, 'https://leak-speculation.example/'] }];
      rules.append(JSON.stringify({ prefetch: lists, prerender: lists }));
      document.head.append(rules);
      return 'added';
    },
    'W18 a font': () => new FontFace('x', `url(${url}/font)`).load(),
    'W18 a picture of a style': () => {
      document.body.style.backgroundImage = `url(${url}/background)`;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`body::after { content: url(${url}/content) }`);
      document.adoptedStyleSheets.push(sheet);
      return 'set';
    },
    'W18 a film': () => loaded('video', { src: `${url}/film`, poster: `${url}/poster`, autoplay: '' }),
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
  const networkLog = test.info().outputPath('network.json');
  await counter.app.evaluate(
    ({ session }, path) => session.fromPartition('counterline-ui').netLog.startLogging(path),
    networkLog,
  );
  const outcomes = (await runInPage(
    counter,
    `(${String(tryEverything)})(${JSON.stringify(witness)})`,
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
      "window.print(); 'W10'",
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
  // It came back at once, and above is seen that it brought up nothing.
  expect(withGesture).toContain('W10');
  await expect.poll(counter.getLog).toContain('file dialog refused');

  const after = await counter.app.evaluate(async ({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const contents = windows[0]?.webContents;
    return {
      windows: windows.length,
      // W16: no marks, no menu, no dictionary from elsewhere.
      hasSpellChecker: contents?.session.isSpellCheckerEnabled(),
      isFullScreen: windows[0]?.isFullScreen() || windows[0]?.isKiosk(),
      url: contents?.getURL().replace(/#.*/, ''),
      isAlive: /Touch to begin|Start chat/.test(
        String(await contents?.executeJavaScript('document.body.innerText')),
      ),
    };
  });
  await counter.app.evaluate(({ session }) => session.fromPartition('counterline-ui').netLog.stopLogging());
  witness.stop();
  // Not even a name may be looked up: a name can carry what somebody has said.
  expect(new Set((await readFile(networkLog, 'utf8')).match(/leak-\w+/g))).toEqual(new Set());
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
    hasSpellChecker: false,
    isFullScreen: true,
    url: 'counterline-ui://app/index.html',
    isAlive: true,
  });
});
