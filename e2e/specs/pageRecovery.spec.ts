import { readdir } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';
import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
import { kill } from '../fixtures/processes';
import { getVisibleWindows } from '../fixtures/xWindows';
import { beginChatWith, getConversation, getMessageField, say } from '../fixtures/customerSteps';

/** How long the page was away, measured; a busy machine gets more than the two seconds that are the goal. */
const BACK_WITHIN_MS = 15_000;

function getRendererId(app: ElectronApplication): Promise<number> {
  return app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? -1,
  );
}

/**
 * Asked of main, since Playwright's own view of a page does not outlive a crash of it. Null where the page does not
 * answer: what was asked of a page that has died meanwhile is never answered.
 */
function evaluateInPage<Value>(app: ElectronApplication, expression: string): Promise<Value | null> {
  return app.evaluate(async ({ BrowserWindow }, code) => {
    const answer = BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as Promise<Value>;
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 1000));
    return Promise.race([answer.catch(() => null), late]);
  }, expression);
}

const READ_SCREEN = `JSON.stringify({
  text: document.querySelector('main')?.innerText ?? '',
  draft: document.querySelector('textarea')?.value ?? '',
  notice: document.querySelector('.back-notice')?.innerText ?? '',
})`;

interface Screen {
  readonly text: string;
  readonly draft: string;
  readonly notice: string;
}

async function readScreen(app: ElectronApplication): Promise<Screen> {
  const read = await evaluateInPage<string>(app, READ_SCREEN);
  return read === null ? { text: '', draft: '', notice: '' } : (JSON.parse(read) as Screen);
}

function countDialogs(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length - 1);
}

async function beginChatWithDraft({ page }: RunningApp, simulator: Parameters<typeof beginChatWith>[1]) {
  const chatId = await beginChatWith(page, simulator, 'Kim');
  await say(page, 'My parcel has number 4711');
  await expect(getConversation(page).getByText('Sent', { exact: true })).toBeVisible();
  await getMessageField(page).fill('A thought not yet fini');
  await page.waitForTimeout(800);
  return chatId;
}

async function expectBack(app: ElectronApplication): Promise<void> {
  await expect
    .poll(async () => (await readScreen(app)).text, { timeout: BACK_WITHIN_MS })
    .toContain('My parcel has number 4711');
  const screen = await readScreen(app);
  expect(screen.draft).toBe('A thought not yet fini');
  expect(screen.notice).toContain('Your chat goes on');
  expect(await countDialogs(app)).toBe(0);
}

test('the page dies twice and hangs once during a chat: each time it comes back with transcript and draft, and no dialog', async ({
  launch,
  simulator,
}) => {
  test.setTimeout(120_000);
  const running = await launch({ args: ['--kiosk', ...connectTo(simulator)] });
  const { app, userDataFolder } = running;
  const chatId = await beginChatWithDraft(running, simulator);

  for (const signal of ['SIGKILL', 'SIGSEGV'] as const) {
    const dead = await getRendererId(app);
    kill(dead, signal);
    await expect.poll(() => getRendererId(app), { timeout: BACK_WITHIN_MS }).not.toBe(dead);
    await expectBack(app);
  }

  const hanging = await getRendererId(app);
  await evaluateInPage(app, 'void setTimeout(() => { for (;;); })');
  await expect.poll(() => getRendererId(app), { timeout: 30_000 }).not.toBe(hanging);
  await expectBack(app);

  expect(simulator.model.findChat(chatId)?.state).toBe('Chatting');
  // A dump would hold what the customer has read and written.
  const dumps = await app.evaluate(({ app: electronApp }) => electronApp.getPath('crashDumps'));
  expect(
    await readdir(dumps, { recursive: true }).then(
      (names) => names.filter((name) => name.endsWith('.dmp')),
      () => [],
    ),
  ).toEqual([]);
  expect(await readdir(userDataFolder, { recursive: true })).not.toContainEqual(
    expect.stringMatching(/\.dmp$|(^|\/)core/),
  );
});

test('graphics and network processes die, errors are caught by nobody, the picture goes white: the chat goes on', async ({
  launch,
  simulator,
}) => {
  test.setTimeout(120_000);
  const running = await launch({ args: ['--kiosk', ...connectTo(simulator)], triesGraphicsCard: true });
  const { app } = running;
  const chatId = await beginChatWithDraft(running, simulator);
  const findProcess = (kind: 'GPU' | 'Network Service') =>
    app.evaluate(
      ({ app: electronApp }, wanted) =>
        electronApp.getAppMetrics().find(({ type, name }) => type === wanted || name === wanted)?.pid ?? null,
      kind,
    );
  const findGraphics = () => findProcess('GPU');
  for (let death = 0; death < 3; death += 1) {
    await expect.poll(findGraphics).not.toBeNull();
    const dead = (await findGraphics()) ?? -1;
    kill(dead, 'SIGKILL');
    await expect.poll(findGraphics, { timeout: BACK_WITHIN_MS }).not.toBe(dead);
  }
  const { text, draft } = await readScreen(app);
  expect(text).toContain('My parcel has number 4711');
  expect(draft).toBe('A thought not yet fini');
  const isOneColor = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      const pixels = image?.resize({ width: 32 }).toBitmap() ?? Buffer.alloc(0);
      return pixels.every((value, at) => value === pixels[at % 4]);
    });
  await expect.poll(isOneColor, { timeout: BACK_WITHIN_MS }).toBe(false);

  // A page that lives, and of which nothing can be seen.
  const white = await getRendererId(app);
  await evaluateInPage(
    app,
    `{ const sheet = document.createElement('div');
      sheet.popover = 'manual';
      sheet.style.cssText = 'position: fixed; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; border: 0; background: white';
      document.body.append(sheet);
      sheet.showPopover(); }`,
  );
  await expect.poll(isOneColor, { timeout: BACK_WITHIN_MS }).toBe(true);

  const network = (await findProcess('Network Service')) ?? -1;
  kill(network, 'SIGKILL');
  simulator.agent('Kim').say(chatId, 'Said over a new network process');
  await expect
    .poll(async () => (await readScreen(app)).text, { timeout: 30_000 })
    .toContain('Said over a new network process');
  expect(await findProcess('Network Service')).not.toBe(network);

  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
    void Promise.reject(new Error('nor this'));
  });
  await expect
    .poll(running.getLog)
    .toMatch(/uncaught exception[^]*unhandled rejection|unhandled rejection[^]*uncaught exception/);
  expect(getVisibleWindows(running.processId).filter((title) => title !== '')).toHaveLength(1);

  await expect.poll(() => getRendererId(app), { timeout: 60_000 }).not.toBe(white);
  await expectBack(app);
  expect(await isOneColor()).toBe(false);
});

test('at a desk, a page that dies again and again gives way to a calm sentence', async ({
  launch,
  simulator,
}) => {
  test.setTimeout(90_000);
  const { app } = await launch({ args: connectTo(simulator) });
  const getTitle = () =>
    app.evaluate(({ BrowserWindow }) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents;
      return page === undefined || page.isCrashed() || page.isLoading() ? '' : page.getTitle();
    });
  for (let death = 0; death < 4; death += 1) {
    await expect.poll(getTitle, { timeout: BACK_WITHIN_MS }).toContain('Chat with us');
    const dead = await getRendererId(app);
    kill(dead, 'SIGKILL');
    await expect.poll(() => getRendererId(app), { timeout: BACK_WITHIN_MS }).not.toBe(dead);
  }
  await expect.poll(getTitle, { timeout: BACK_WITHIN_MS }).toBe('One moment, please');
});
