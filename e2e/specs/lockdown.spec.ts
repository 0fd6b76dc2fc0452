import { expect, test } from '../fixtures/counterline';
import { beginChatWith, getConversation, getMessageField } from '../fixtures/customerSteps';

test('the page has no Node, and no way to the main process but the commands of the contract', async ({
  customer,
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
});

test('the window has none of the doors that Electron can open', async ({ counterline }) => {
  const preferences = await counterline.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
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
  expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
});

test('malformed commands are refused with a code, and nothing happens', async ({ customer, simulator }) => {
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

test('only the bundled files are served, and none beside them', async ({ customer }) => {
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

test('a page that is reloaded, or that crashed, comes back to the same conversation', async ({
  counterline,
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.agent('Kim').say(chatId, 'Before the reload');
  await expect(getConversation(customer)).toContainText('Before the reload');
  await counterline.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.reload(),
  );
  await expect(getConversation(customer)).toContainText('Before the reload');
  simulator.agent('Kim').say(chatId, 'After the reload');
  await expect(getConversation(customer)).toContainText('After the reload');
  await expect(getMessageField(customer)).toBeEnabled();
});
