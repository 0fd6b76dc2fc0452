import { COMMAND_NAMES } from '../../src/shared/ipc/names';
import { expect, test } from '../fixtures/counterline';
import { findPackagedApp } from '../fixtures/electronProgram';

test('the page has no Node, and no way to the main process but the commands of the contract, in their form', async ({
  customer,
  simulator,
}) => {
  const reachable = await customer.evaluate(() => {
    const page = globalThis as unknown as Record<string, unknown>;
    return {
      node: ['require', 'process', 'Buffer', 'module', 'electron'].filter((name) => page[name] !== undefined),
      exposed: Object.keys(page['counterline'] as object).sort(),
      isFrozen: Object.isFrozen(page['counterline']),
    };
  });
  expect(reachable).toEqual({
    node: [],
    exposed: [
      'app:getSnapshot',
      'app:readAbout',
      'chat:discard',
      'chat:end',
      'chat:resend',
      'chat:reset',
      'chat:send',
      'chat:setDraft',
      'chat:setTyping',
      'chat:start',
      'counter:begin',
      'counter:finish',
      'counter:giveMoreTime',
      'demo:start',
      'diagnostics:export',
      'diagnostics:getStatus',
      'link:open',
      'onEvent',
      'page:beat',
      'proxySignIn:answer',
      'question:answer',
      'settings:change',
      'settings:choose',
      'settings:describe',
      'settings:export',
      'settings:import',
      'settings:lock',
      'settings:prepareImport',
      'settings:reset',
      'settings:resetAll',
      'settings:saveConnection',
      'settings:setPin',
      'settings:testConnection',
      'settings:unlock',
      'staff:exit',
      'staff:keepOpen',
      'staff:lock',
      'staff:restart',
      'staff:setOutOfService',
      'staff:testConnection',
      'staff:unlock',
      'transcript:print',
      'transcript:read',
      'transcript:save',
    ],
    isFrozen: true,
  });

  const answers = await customer.evaluate(async () => {
    const { counterline } = globalThis as unknown as {
      counterline: Record<string, (argument?: unknown) => Promise<unknown>>;
    };
    const call = (name: string, argument?: unknown) => counterline[name]?.(argument);
    return Promise.all([
      call('chat:start'),
      call('chat:start', { nickname: 'x' }),
      call('chat:start', { nickname: 'x', subject: 'y', serverUrl: 'https://evil.example' }),
      call('chat:start', { nickname: ['x'], subject: {} }),
      call('chat:start', { nickname: 'x'.repeat(1_000_000), subject: 'y' }),
      call('chat:send', { text: 'x', admin: true }),
      call('chat:discard', { localId: '../../etc/passwd' }),
      call('link:open', { address: ['https://evil.example'] }),
      call('link:open', { address: `https://evil.example/${'x'.repeat(1_000_000)}` }),
    ]);
  });
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalidArgument' } });
  expect(simulator.wireLog.count()).toBe(0);

  // Only the bundled files are served, and none beside them.
  const statuses = await customer.evaluate(() =>
    Promise.all(
      ['/../main/index.js', '/%2e%2e/main/index.js', '/..%2fmain%2findex.js', '/nothing.js', '/assets'].map(
        (path) =>
          new Promise<string>((resolve) => {
            const script = document.createElement('link');
            script.rel = 'stylesheet';
            script.href = `counterline-ui://app${path}`;
            script.onload = () => resolve('loaded');
            script.onerror = () => resolve('refused');
            document.head.append(script);
          }),
      ),
    ),
  );
  expect(new Set(statuses)).toEqual(new Set(['refused']));
});

test('the window has none of the doors that Electron can open, and main hears the commands alone', async ({
  counterline,
}) => {
  const found = await counterline.app.evaluate(async ({ BrowserWindow, ipcMain, session }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const window = BrowserWindow.getAllWindows()[0];
    const opened = new Promise((resolve) => window?.webContents.once('devtools-opened', () => resolve(true)));
    window?.webContents.openDevTools({ mode: 'detach' });
    // Nothing tells that they do not come.
    const late = new Promise((resolve) => setTimeout(() => resolve(false), 1500));
    const opensDevTools = await Promise.race([opened, late]);
    const answer = await session.fromPartition('counterline-ui').fetch('counterline-ui://app/index.html');
    // Electron keeps its answering listeners here, and has no other word for them.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, unknown> };
    return {
      preferences: contents.getLastWebPreferences(),
      headers: Object.fromEntries(answer.headers),
      channels: [...handlers.keys()],
      opensDevTools,
      listeners: ipcMain.eventNames().filter((name) => ipcMain.listenerCount(name) > 0),
    };
  });
  expect(found.preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    disableDialogs: true,
  });
  expect(found.preferences['enableBlinkFeatures'] ?? '').toBe('');
  expect(found.preferences['enableDeprecatedPaste'] ?? false).toBe(false);
  // There for whoever develops the app, and not in a package.
  expect(found.opensDevTools).toBe(findPackagedApp() === null);
  expect(found.headers).toMatchObject({
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      'sandbox allow-scripts allow-same-origin allow-forms',
      "require-trusted-types-for 'script'",
      'trusted-types vue',
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect(found.channels.sort()).toEqual([...COMMAND_NAMES].sort());
  // Electron's own, which keeps an error that nobody listens to from ending the app.
  expect(found.listeners).toEqual(['error']);
});

test('the page cannot navigate, open windows, load foreign things or ask for permissions', async ({
  counterline,
  customer,
}) => {
  const tried = await customer.evaluate(async () => {
    const outcome = async (attempt: () => Promise<unknown>) => {
      try {
        return JSON.stringify((await attempt()) ?? null);
      } catch (error) {
        return (error as Error).name;
      }
    };
    return {
      window: await outcome(() => Promise.resolve(window.open('https://example.com') === null)),
      fetch: await outcome(() => fetch('https://example.com')),
      // In a timer, since the test's own call into the page is free of the page's policy.
      eval: await outcome(
        () =>
          new Promise((resolve, reject) => {
            setTimeout(() => {
              try {
                resolve(globalThis.eval('1 + 1'));
              } catch (error) {
                reject(error as Error);
              }
            });
          }),
      ),
      markup: await outcome(() => {
        document.createElement('div').innerHTML = '<b>x</b>';
        return Promise.resolve('set');
      }),
      clipboard: await outcome(() => navigator.clipboard.readText()),
      position: await outcome(
        () =>
          new Promise((resolve) => {
            navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(`refused with ${code}`));
          }),
      ),
      notification: await outcome(() => Notification.requestPermission()),
    };
  });
  expect(tried).toEqual({
    window: 'true',
    fetch: 'TypeError',
    eval: 'EvalError',
    markup: 'TypeError',
    clipboard: 'NotAllowedError',
    // PERMISSION_DENIED
    position: '"refused with 1"',
    notification: '"denied"',
  });
  for (const url of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'counterline-ui://app/other.html',
    'counterline-ui://app.evil.example/index.html',
    'counterline-ui://app@evil.example/index.html',
    'counterline-ui://app./index.html',
    'counterline-ui://app/index.html?evil',
    'counterline-ui://app-anew/index.html',
  ]) {
    await customer.evaluate((target) => {
      window.location.href = target;
    }, url);
  }
  // Asked in the main process: the page's driver still waits for the navigations that were stopped.
  const { text, ...after } = await counterline.app.evaluate(async ({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const contents = windows[0]?.webContents;
    return {
      windows: windows.length,
      url: contents?.getURL(),
      text: String(await contents?.executeJavaScript('document.body.innerText')),
    };
  });
  expect(after).toEqual({
    windows: 1,
    url: 'counterline-ui://app/index.html',
  });
  expect(text).toContain('Start chat');
});
