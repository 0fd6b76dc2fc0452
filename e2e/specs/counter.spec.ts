import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { fault } from '../../src/simulator';
import { expectNoFindings } from '../fixtures/axe';
import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
import {
  askForHelp,
  beginAtCounter,
  beginChatWith,
  findChatId,
  getConversation,
  getMessageField,
  say,
} from '../fixtures/customerSteps';
import { APP_FOLDER } from '../fixtures/electronProgram';
import { findInFiles, findInMainHeap } from '../fixtures/traces';

/** An unattended counter: from one customer to the next, with nothing in between. */

const IDLE_MS = 5000;
/** For customers who come back: on a busy machine they need their time too. */
const COMING_BACK = { COUNTERLINE_TEST_IDLE_MS: `${IDLE_MS},20000` };
/** For customers who do not. */
const WALKING_AWAY = { COUNTERLINE_TEST_IDLE_MS: '10000,6000' };

const getTouch = (page: Page) => page.getByRole('button', { name: 'Touch to begin' });
const getCurtain = (page: Page) => page.getByRole('alertdialog', { name: 'Are you still there?' });

function getPageProcess(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
}

/** Those of X11; elsewhere there is no selection. */
function readClipboards(
  app: ElectronApplication,
): Promise<{ clipboard: string; html: string; selection: string }> {
  return app.evaluate(async ({ clipboard }) => {
    const board = clipboard as unknown as Record<'readText' | 'readHTML', (kind?: string) => string>;
    return {
      clipboard: await board.readText(),
      html: await board.readHTML(),
      selection: await board.readText('selection'),
    };
  });
}

interface Receipt {
  readonly result: string;
  readonly place: string | null;
  readonly tookMs: number;
}

/** The latest, as soon as it is on the disk. */
async function expectLastWipe({ userDataFolder }: RunningApp, expected: Partial<Receipt>): Promise<Receipt> {
  let last: Receipt | undefined;
  await expect
    .poll(async () => {
      const content = await readFile(join(userDataFolder, 'wipes.json'), 'utf8').catch(() => '[]');
      [last] = JSON.parse(content) as Receipt[];
      return last;
    })
    .toMatchObject(expected);
  return last as Receipt;
}

test('somebody walks away: curtain, countdown, wipe; 20 marker strings are found nowhere', async ({
  launch,
  simulator,
}) => {
  const markers = Array.from({ length: 20 }, (_none, n) => `Marker${n}x${randomBytes(6).toString('hex')}`);
  const marker = (n: number) => markers[n] ?? '';
  const policy = test.info().outputPath('policy.json');
  await mkdir(dirname(policy), { recursive: true });
  const startFields = ['one', 'two', 'three'].map((key) => ({ key, label: key, kind: 'text' }));
  const attractPicture = join(APP_FOLDER, 'docs', 'screenshots', 'conversation.png');
  await writeFile(
    policy,
    JSON.stringify({
      startFields,
      attractMessage: 'Ask us anything',
      attractPicture,
      counterLanguages: ['en', 'de'],
    }),
  );
  const running = await launch({
    args: ['--kiosk', `--policy=${policy}`, ...connectTo(simulator)],
    env: WALKING_AWAY,
  });
  const { app, page, userDataFolder } = running;
  await expect(page.getByRole('heading', { name: 'Ask us anything' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Language' }).getByRole('button')).toHaveText([
    'English',
    'Deutsch',
  ]);
  await expect
    .poll(() => page.locator('img.picture').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  await expectNoFindings(page);
  const firstProcess = await getPageProcess(app);

  await page.keyboard.press('a');
  await page.getByRole('textbox', { name: 'one' }).fill(marker(0));
  await page.getByRole('textbox', { name: 'two' }).fill(marker(1));
  await page.getByRole('textbox', { name: 'three' }).fill(marker(2));
  await askForHelp(page, { nickname: marker(3), subject: `A question about ${marker(4)}` });
  const chatId = await findChatId(simulator);
  const agent = simulator.agent(marker(5));
  agent.accept(chatId);
  for (let n = 6; n < 11; n += 1) agent.say(chatId, `The answer is ${marker(n)}.`);
  await expect(getConversation(page)).toContainText(marker(10));
  for (let n = 11; n < 15; n += 1) await say(page, `I have ${marker(n)}`);
  await expect(getConversation(page).getByText('Sent', { exact: true })).toHaveCount(4);
  // What the agent has said, copied: on X11 it stands on the selection then, and on the clipboard.
  await getConversation(page).getByText(marker(7)).click({ clickCount: 3 });
  await page.keyboard.press('Control+c');
  expect(Object.values(await readClipboards(app)).join()).toContain(marker(7));
  // A draft that is replaced, and one that is cut out: it stands on the clipboard then.
  await getMessageField(page).fill(marker(15));
  await getMessageField(page).fill(marker(16));
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+x');
  expect((await readClipboards(app)).clipboard).toContain(marker(16));
  await getMessageField(page).fill(`${marker(17)} äöü`);
  simulator.faults.plan({ operation: 'SendMessage' }, fault.hang());
  await say(page, marker(18));
  await getMessageField(page).pressSequentially(marker(19));
  // Both searches find what is there.
  const control = test.info().outputPath('control');
  await mkdir(control);
  await writeFile(join(control, 'as-utf-16.bin'), Buffer.from(`x${marker(3)}`, 'utf16le'));
  expect(await findInFiles(control, markers)).toEqual([expect.stringContaining(marker(3))]);
  expect(await findInMainHeap(app, test.info().outputPath('before.heapsnapshot'), markers)).toEqual(
    expect.arrayContaining([marker(3), marker(10), marker(18)]),
  );

  await expect(getCurtain(page)).toBeVisible({ timeout: 30_000 });
  await expect(getConversation(page)).toBeHidden();
  const readable = await page.locator('body').ariaSnapshot();
  expect(markers.filter((text) => readable.includes(text))).toEqual([]);

  await expect(getTouch(page)).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => simulator.model.findChat(chatId)?.state).toBe('Idle');
  expect(await getPageProcess(app)).not.toBe(firstProcess);
  const { tookMs } = await expectLastWipe(running, { result: 'clean', place: null });
  // The goal of two seconds is for a machine that does nothing else, and the soak judges it; here other tests run too.
  expect(tookMs).toBeLessThan(4000);

  expect(await readClipboards(app)).toEqual({ clipboard: '', html: '', selection: '' });
  expect(
    running
      .getLog()
      .split('\n')
      .filter((line) => markers.some((text) => line.includes(text))),
  ).toEqual([]);
  expect(await findInFiles(userDataFolder, markers)).toEqual([]);
  expect(await findInMainHeap(app, test.info().outputPath('main.heapsnapshot'), markers)).toEqual([]);
});

test('waiting in the queue and what the agent does are no idleness; input lifts the curtain; Finish does not', async ({
  launch,
  simulator,
}) => {
  const { page } = await launch({ args: ['--kiosk', ...connectTo(simulator)], env: COMING_BACK });
  await askForHelp(page);
  const chatId = await findChatId(simulator);
  // Longer than anybody could be idle.
  await page.waitForTimeout(IDLE_MS + 1000);
  await expect(page.getByText('Waiting for an agent')).toBeVisible();
  const kim = simulator.agent('Kim');
  kim.accept(chatId);
  await expect(getConversation(page)).toBeVisible();
  await page.waitForTimeout(IDLE_MS / 2);
  kim.say(chatId, 'Have you seen this?');
  await expect(getConversation(page)).toContainText('Have you seen this?');
  const seenAtMs = Date.now();
  await expect(getCurtain(page)).toBeVisible();
  expect(Date.now() - seenAtMs).toBeGreaterThan(IDLE_MS - 1000);
  await expectNoFindings(page);
  // It says that there is more, and begins anew.
  kim.say(chatId, 'Are you there?');
  await expect(getCurtain(page).getByText('There is something new for you.')).toBeVisible();

  await page.keyboard.press('x');
  await expect(getCurtain(page)).toBeHidden();
  await expect(getConversation(page)).toContainText('Are you there?');

  await expect(getCurtain(page)).toBeVisible();
  await getCurtain(page).getByRole('button', { name: 'I need more time' }).click();
  await expect(getCurtain(page)).toBeHidden();
  const askedAtMs = Date.now();
  await expect(getCurtain(page)).toBeVisible({ timeout: 3 * IDLE_MS });
  expect(Date.now() - askedAtMs).toBeGreaterThan(1.5 * IDLE_MS);
  await getCurtain(page).getByRole('button', { name: 'Finish' }).click();
  await expect(getTouch(page)).toBeVisible();
  await expect.poll(() => simulator.model.findChat(chatId)?.state).toBe('Idle');
});

test('a counter that finds something left goes out of service, and stays so after a restart', async ({
  launch,
  simulator,
}) => {
  const running = await launch({ args: ['--kiosk', ...connectTo(simulator)], env: WALKING_AWAY });
  const { page, userDataFolder } = running;
  await beginChatWith(page, simulator, 'Kim');
  await say(page, 'My secret is a Quokka named Bartholomew');
  await expect(getConversation(page).getByText('Sent', { exact: true })).toBeVisible();
  await writeFile(
    join(userDataFolder, 'leak.bin'),
    '\u0000 a Quokka named Bartholomew, My secret is a Quokka named Bartholomew \u0000',
  );
  const outOfService = page.getByRole('heading', { name: 'This counter is out of service' });
  await expect(outOfService).toBeVisible({ timeout: 30_000 });
  await expectNoFindings(page);
  await expectLastWipe(running, { result: 'failed', place: 'leak.bin' });
  expect(running.getLog()).not.toContain('Quokka');
  await running.close();
  const again = await launch({ args: ['--kiosk', ...connectTo(simulator)], userDataFolder });
  await expect(again.page.getByRole('heading', { name: 'This counter is out of service' })).toBeVisible();
});

test('a chat whose end the server has not heard of is ended while the next customer chats', async ({
  launch,
  simulator,
}) => {
  const { page } = await launch({ args: ['--kiosk', ...connectTo(simulator)], env: COMING_BACK });
  const first = await beginChatWith(page, simulator, 'Kim');
  simulator.faults.plan({ operation: 'Complete' }, fault.loseRequest(), { times: 3 });
  await expect(getCurtain(page)).toBeVisible();
  await getCurtain(page).getByRole('button', { name: 'Finish' }).click();
  await beginAtCounter(page);
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('');
  await askForHelp(page, { nickname: 'Robin', subject: 'Something else' });
  const second = await simulator.until(
    (model) => model.chats().find(({ id, state }) => id !== first && state !== 'Idle')?.id,
  );
  expect(simulator.model.findChat(first)?.state).toBe('Chatting');
  simulator.agent('Lee').accept(second);
  await expect(getConversation(page)).toBeVisible();
  await expect
    .poll(
      async () => {
        // The customer is there.
        await page.mouse.click(20, 300);
        return simulator.model.findChat(first)?.state;
      },
      { timeout: 30_000 },
    )
    .toBe('Idle');
  expect(simulator.model.findChat(second)?.state).toBe('Chatting');
  await expect(getConversation(page)).not.toContainText('Kim');
});

test('a page that hangs hides no customer: the next one finds a new page', async ({ launch, simulator }) => {
  const running = await launch({
    args: ['--kiosk', ...connectTo(simulator)],
    env: { COUNTERLINE_TEST_IDLE_MS: '4000,1000' },
  });
  const { app, page } = running;
  const chatId = await beginChatWith(page, simulator, 'Kim');
  const hanging = await getPageProcess(app);
  page.evaluate('for (;;);').catch(() => undefined);
  await expect.poll(() => getPageProcess(app), { timeout: 30_000 }).not.toBe(hanging);
  // Asked in the main process: the page's driver lost its page with the old process.
  const getText = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
    ) as Promise<string>;
  await expect.poll(getText, { timeout: 20_000 }).toContain('Touch to begin');
  await expectLastWipe(running, { result: 'clean' });
  await expect.poll(() => simulator.model.findChat(chatId)?.state).toBe('Idle');
});
