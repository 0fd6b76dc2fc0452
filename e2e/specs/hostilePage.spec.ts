import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runInPage } from '../fixtures/runInPage';
import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
import {
  beginChatWith,
  getConversation,
  getMessageField,
  getTextsOfCustomer,
} from '../fixtures/customerSteps';

/**
 * A page that somebody has taken over: it runs any code it likes, short of a hole in Chromium's sandbox. The rows are
 * those of the list of IPC abuse (docs/security.md).
 */

type Call = (argument?: unknown, ...more: unknown[]) => Promise<unknown>;

/** What the main process looks like from inside, before and after. */
function lookIntoMain({ app }: RunningApp) {
  return app.evaluate(() => ({
    prototype: Object.getOwnPropertyNames(Object.prototype).sort(),
    polluted: ({} as Record<string, unknown>)['polluted'] ?? null,
  }));
}

/** The longest time for which the main process answered nobody while `attack` ran, in milliseconds. */
async function measureBlockedMs({ app }: RunningApp, attack: () => Promise<unknown>): Promise<number> {
  await app.evaluate(async () => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    Object.assign(globalThis, { delayUnderAttack: delay });
    await Promise.resolve();
  });
  await attack();
  return app.evaluate(() => {
    const { delayUnderAttack } = globalThis as unknown as { delayUnderAttack: { max: number } };
    return delayUnderAttack.max / 1e6;
  });
}

/** Calls each command with each of the arguments that no schema allows; answers the calls that got through. */
function callWithEverything(page: Page): Promise<{ tried: number; gotThrough: string[] }> {
  return page.evaluate(async () => {
    const { counterline } = globalThis as unknown as { counterline: Record<string, Call> };
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    class Thing {
      readonly text = 'x';
      readonly more = 1;
    }
    const nested = JSON.parse('{"text":"x","more":1,"__proto__":{"polluted":1}}') as unknown;
    const frame = document.createElement('iframe');
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    const rows: Record<string, unknown> = {
      nothing: undefined,
      null: null,
      'not a number': NaN,
      infinite: Infinity,
      'minus zero': -0,
      'big integer': 10n,
      symbol: Symbol('x'),
      function: () => 1,
      date: new Date(),
      'regular expression': /x/,
      map: new Map([['text', 'x']]),
      set: new Set(['x']),
      bytes: new Uint8Array(16),
      'shared memory': new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer,
      'a getter that throws': {
        get text(): string {
          throw new Error('x');
        },
      },
      'a hundred thousand lists in each other': deep,
      blob: new Blob(['x']),
      port: new MessageChannel().port1,
      error: new Error('x'),
      proxy: new Proxy({}, { get: () => 'x', ownKeys: () => ['text', 'x'] }),
      circle,
      sparse: new Array(5),
      'array-like': { length: 3, 0: 'x' },
      'boxed text': Object('x') as unknown,
      instance: new Thing(),
      element: document.body,
      window: frame,
      text: 'x',
      number: 1,
      list: [{ text: 'x' }],
      'prototype as a key': nested,
      constructor: { constructor: { prototype: { polluted: 1 } } },
      then: { then: 'x' },
      toJSON: { toJSON: 'x' },
      toString: { toString: 'x', valueOf: 'x', hasOwnProperty: 'x' },
      'one key too many': {
        text: 'x',
        typing: true,
        localId: 'x',
        answer: 'keep',
        serverUrl: 'https://evil.example',
      },
      path: { localId: '../../../etc/passwd' },
      'an id of a megabyte': { localId: 'a'.repeat(1_000_000) },
      'a zero in an id': { localId: '00000000-0000-4000-8000-00000000000\0' },
      'line breaks': { localId: 'x\r\nContactCenterId: y' },
      'half a character': { localId: '\ud800' },
    };
    // The bridge copies them piece by piece before anybody can look: once is enough.
    const largeRows: Record<string, unknown> = {
      'a 100 MB text': { text: 'x'.repeat(100_000_000) },
      '100,000 keys': Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1])),
    };
    // The bridge makes an empty object of what it does not know, such as a date or an element; these take just that.
    const takesNothing = [
      'app:getSnapshot',
      'app:readAbout',
      'chat:end',
      'chat:reset',
      'diagnostics:getStatus',
      'settings:choose',
      'settings:describe',
      'settings:import',
      'settings:lock',
      'settings:resetAll',
      'staff:keepOpen',
      'staff:lock',
      'transcript:read',
    ];
    // The same schema as theirs, and a window of the system behind it that nobody here would close.
    const opensDialogs = [
      'diagnostics:export',
      'settings:export',
      'settings:prepareImport',
      'transcript:print',
      'transcript:save',
    ];
    const gotThrough: string[] = [];
    let count = 0;
    for (const [command, call] of Object.entries(counterline)) {
      if (command === 'onEvent' || opensDialogs.includes(command)) continue;
      const tried = command === 'chat:send' ? { ...rows, ...largeRows } : rows;
      for (const [row, argument] of Object.entries(tried)) {
        count += 1;
        try {
          const answer = (await call(argument)) as { ok: boolean };
          if (answer.ok && !takesNothing.includes(command)) gotThrough.push(`${command} with ${row}`);
        } catch {
          // The bridge itself refuses what cannot be copied.
        }
      }
    }
    return { tried: count, gotThrough };
  });
}

test.describe('a page that somebody has taken over', () => {
  test('gets nothing through that no schema allows, whatever it hands over', async ({
    counterline,
    customer,
    simulator,
  }) => {
    test.setTimeout(120_000);
    const before = await lookIntoMain(counterline);
    const { tried, gotThrough } = await callWithEverything(customer);
    expect(tried).toBeGreaterThan(500);
    expect(gotThrough).toEqual([]);
    expect(await lookIntoMain(counterline)).toEqual({ ...before, polluted: null });
    expect(simulator.wireLog.count()).toBe(0);
    expect(counterline.getLog()).not.toMatch(/command failed|uncaught exception|unhandled rejection/);
  });

  test('finds no other channel, and can change nothing of what is exposed', async ({
    customer,
    simulator,
  }) => {
    const found = await customer.evaluate(() => {
      const page = globalThis as unknown as Record<string, unknown>;
      const exposed = page['counterline'] as Record<string, unknown>;
      const outcome = (attempt: () => unknown) => {
        try {
          return String(attempt());
        } catch (error) {
          return (error as Error).name;
        }
      };
      const names = [
        '',
        '__proto__',
        'ELECTRON_BROWSER_SANDBOX_LOAD',
        'constructor',
        'ipcRenderer',
        'invoke',
        'send',
      ];
      return {
        unknown: names.map((name) => typeof (Object.hasOwn(exposed, name) ? exposed[name] : undefined)),
        replaced: outcome(() => Reflect.set(exposed, 'chat:send', () => 1)),
        added: outcome(() => Reflect.set(exposed, 'chat:other', () => 1)),
        removed: outcome(() => Reflect.deleteProperty(exposed, 'chat:send')),
        prototype: outcome(() => Reflect.setPrototypeOf(exposed, { x: 1 })),
        // A message is no command, whoever sends it.
        posted: outcome(() => {
          for (const channel of ['chat:start', 'counterline:event'])
            window.postMessage({ channel, args: [{ nickname: 'x', subject: 'y' }] }, '*', [
              new MessageChannel().port1,
            ]);
        }),
      };
    });
    expect(found).toEqual({
      unknown: Array(7).fill('undefined'),
      replaced: 'false',
      added: 'false',
      removed: 'false',
      prototype: 'false',
      posted: 'undefined',
    });
    // A listener gets the event's content alone, and not the object that leads back to every channel.
    const heard = await customer.evaluate(async () => {
      const { counterline } = globalThis as unknown as { counterline: Record<string, Call> };
      const listen = counterline['onEvent'] as unknown as (listener: unknown) => () => void;
      const received = new Promise<unknown[]>((resolve) => listen((...args: unknown[]) => resolve(args)));
      await counterline['settings:choose']?.({ enterSends: false });
      const [event, ...more] = await received;
      let added = 0;
      try {
        for (; added < 100_000; added += 1) listen(() => 1);
      } catch {
        // There may be so many, and not one more.
      }
      return { keys: Object.keys(event as object).sort(), more, added };
    });
    expect(heard).toMatchObject({ keys: ['name', 'payload', 'seq'], more: [] });
    expect(heard.added).toBeLessThan(100);
    expect(simulator.wireLog.count()).toBe(0);
  });

  test('gets one chat and no more out of orders that contradict each other', async ({
    customer,
    simulator,
  }) => {
    await customer.evaluate(async () => {
      const { counterline } = globalThis as unknown as { counterline: Record<string, Call> };
      const start = () => counterline['chat:start']?.({ nickname: 'x', subject: 'y' });
      await Promise.all([
        counterline['chat:end']?.({}),
        start(),
        counterline['chat:send']?.({ text: 'before there is an agent' }),
        start(),
        counterline['chat:end']?.({}),
        counterline['chat:reset']?.({}),
        start(),
        counterline['counter:finish']?.({}),
        counterline['chat:reset']?.({}),
      ]);
    });
    // Whatever the app made of it, it knows each chat that it has asked for, and ends it: none is left open unseen.
    await expect
      .poll(async () => {
        await customer.evaluate(() =>
          (globalThis as unknown as { counterline: Record<string, Call> }).counterline['chat:end']?.({}),
        );
        return simulator.model.chats().filter(({ state }) => state !== 'Idle').length;
      })
      .toBe(0);
    const asked = simulator.wireLog.records().filter(({ operation }) => operation === 'RequestChat');
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  test('has no second way in: not from a frame, nor from another window with the same preload', async ({
    counterline,
    customer,
  }) => {
    const tryFrames = async () => {
      const look = async (prepare: (frame: HTMLIFrameElement) => void) => {
        const frame = document.createElement('iframe');
        prepare(frame);
        const loaded = new Promise((resolve) => {
          frame.onload = resolve;
          setTimeout(resolve, 500);
        });
        document.body.append(frame);
        await loaded;
        try {
          return typeof (frame.contentWindow as unknown as Record<string, unknown>)['counterline'];
        } catch (error) {
          return (error as Error).name;
        }
      };
      return Promise.all([
        look(() => undefined),
        look((frame) => (frame.src = 'about:blank')),
        look((frame) => (frame.src = 'data:text/html,x')),
        look((frame) => (frame.src = window.location.href)),
        look((frame) => frame.setAttribute('sandbox', 'allow-scripts')),
      ]);
    };
    await expect(customer.getByRole('button', { name: 'Start chat' })).toBeVisible();
    const frames = (await runInPage(counterline, `(${String(tryFrames)})()`)) as string[];
    for (const found of frames) expect(['undefined', 'SecurityError']).toContain(found);

    const answers = await counterline.app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const ask = async (partition: string) => {
        const other = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true, contextIsolation: true, partition },
        });
        await other
          .loadURL(partition === '' ? 'about:blank' : 'counterline-ui://app/index.html')
          .catch(() => undefined);
        const answer: unknown = await other.webContents.executeJavaScript(
          `window.counterline['app:getSnapshot']({}).then((answer) => answer.error?.message ?? 'answered')`,
        );
        other.destroy();
        return answer;
      };
      return [await ask(''), await ask('counterline-ui')];
    });
    expect(answers).toEqual(['Not allowed', 'Not allowed']);
  });

  test('can flood, and only sends chat texts at the rate limit: the main process goes on with its work', async ({
    counterline,
    customer,
    simulator,
  }) => {
    test.setTimeout(180_000);
    const chatId = await beginChatWith(customer, simulator, 'Kim');
    const startMs = Date.now();
    let sent = 0;
    const blockedMs = await measureBlockedMs(counterline, async () => {
      sent = await customer.evaluate(async () => {
        const { counterline } = globalThis as unknown as { counterline: Record<string, Call> };
        let allowed = 0;
        for (let round = 0; round < 60; round += 1) {
          const answers = await Promise.all(
            Array.from({ length: 100 }, (_, index) =>
              Promise.all([
                counterline['chat:send']?.({ text: `flood ${round}.${index}` }),
                counterline['app:getSnapshot']?.({}),
                counterline['chat:setDraft']?.({ text: 'x'.repeat(1000) }),
              ]),
            ),
          );
          allowed += answers.filter(([answer]) => (answer as { ok: boolean }).ok).length;
        }
        return allowed;
      });
    });
    const mayHaveSent = 60 + (2 * (Date.now() - startMs)) / 1000;
    expect(sent).toBeLessThanOrEqual(mayHaveSent);
    // A shared machine is not a stopwatch; without the limit these calls hold the main process for many seconds.
    expect(blockedMs).toBeLessThan(2000);
    // Each of them arrives, once and in its turn, and the conversation goes on behind them.
    await expect.poll(() => getTextsOfCustomer(simulator, chatId).length, { timeout: 60_000 }).toBe(sent);
    simulator.agent('Kim').say(chatId, 'Are you still there?');
    await expect(getConversation(customer)).toContainText('Are you still there?', { timeout: 30_000 });
    expect(counterline.getLog().split('commands come too fast').length - 1).toBeLessThan(10);
  });

  test('at a counter can do nothing but chat: no settings, no address, no header, no file', async ({
    launch,
    simulator,
  }) => {
    const counter = await launch({ args: [...connectTo(simulator), '--kiosk'] });
    const attempts = await counter.page.evaluate(async () => {
      const { counterline } = globalThis as unknown as { counterline: Record<string, Call> };
      const evil = { serverUrl: 'https://evil.example', contactCenterId: 'evil' };
      const orders: readonly [string, unknown][] = [
        ['settings:saveConnection', evil],
        ['settings:testConnection', evil],
        ['demo:start', {}],
        ['transcript:save', {}],
        ['transcript:print', {}],
        ['link:open', { address: 'https://evil.example/' }],
        ['chat:start', { nickname: 'x', subject: 'y', answers: { ContactCenterId: 'evil' } }],
        ['chat:start', { nickname: 'x', subject: 'y', ...evil }],
        ['chat:start', { nickname: 'x', subject: 'y', headers: { 'X-Evil': '1' } }],
        ['settings:choose', { extraHeaders: { 'X-Evil': '1' } }],
        ['settings:choose', evil],
      ];
      return Promise.all(
        orders.map(async ([name, argument]) => {
          const answer = (await counterline[name]?.(argument)) as { ok: boolean; value?: unknown };
          return answer.ok ? `${name}: ${JSON.stringify(answer.value)}` : 'refused';
        }),
      );
    });
    expect(new Set(attempts)).toEqual(new Set(['refused']));
    expect(simulator.wireLog.count()).toBe(0);
    // What a refusal says holds nothing of this machine.
    const messages = await counter.page.evaluate(async () => {
      const { counterline } = globalThis as unknown as { counterline: Record<string, Call> };
      return JSON.stringify([
        await counterline['link:open']?.({ address: 'file:///etc/passwd' }),
        await counterline['chat:resend']?.({ localId: '00000000-0000-4000-8000-000000000000' }),
        await counterline['chat:start']?.({ nickname: '', subject: '' }),
      ]);
    });
    expect(messages).not.toMatch(/\/|\\|node|electron|at .*:\d+/i);
    const files = readdirSync(counter.userDataFolder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile() && entry.name.endsWith('.json')))
      expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain('evil');
  });

  test('that throws away its own screen is rebuilt, with the conversation as it was', async ({
    counterline,
    customer,
    simulator,
  }) => {
    const chatId = await beginChatWith(customer, simulator, 'Kim');
    simulator.agent('Kim').say(chatId, 'Good morning');
    await expect(getConversation(customer)).toContainText('Good morning');
    await customer.evaluate(() => document.body.replaceChildren('Your session has expired. Call 0900 1234.'));
    await counterline.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.reload(),
    );
    await expect(getConversation(customer)).toContainText('Good morning');
    await expect(getMessageField(customer)).toBeEnabled();
  });
});
