import { findFamily } from '../../scripts/electron/processFamily';
import { connectTo, expect, test } from '../fixtures/counterline';
import { beginChatWith, getConversation, getMessageField, say } from '../fixtures/customerSteps';
import { isRunning, kill } from '../fixtures/processes';
import { launchSupervisedApp, type SupervisedApp } from '../fixtures/supervisedApp';

const BACK_WITHIN_MS = 30_000;

const started: SupervisedApp[] = [];
test.afterEach(async () => {
  for (const app of started.splice(0)) await app.stop();
});

async function launch(args: readonly string[], userDataFolder?: string): Promise<SupervisedApp> {
  const app = await launchSupervisedApp(args, userDataFolder);
  started.push(app);
  return app;
}

async function listGraphics(app: SupervisedApp): Promise<number[]> {
  const family = await findFamily(app.supervisorId);
  return family.filter(({ args }) => args.includes('--type=gpu-process')).map(({ id }) => id);
}

/** The graphics process that is not the dead one. */
async function findGraphics(app: SupervisedApp, dead: number): Promise<number | null> {
  return (await listGraphics(app)).find((id) => id !== dead) ?? null;
}

async function untilOtherMain(app: SupervisedApp, before: number): Promise<number> {
  await expect
    .poll(async () => (await app.findMain()) ?? before, { timeout: BACK_WITHIN_MS })
    .not.toBe(before);
  return (await app.findMain()) ?? -1;
}

test('the main process of a counter is killed, then hangs, then its graphics die again and again: each time the chat and the draft are back', async ({
  simulator,
}) => {
  test.setTimeout(150_000);
  const app = await launch(['--kiosk', ...connectTo(simulator)]);
  const page = await app.getPage();
  const chatId = await beginChatWith(page, simulator, 'Kim');
  await say(page, 'My parcel has number 4711');
  await expect(getConversation(page).getByText('Sent', { exact: true })).toBeVisible();
  await getMessageField(page).fill('A thought not yet fini');
  await page.waitForTimeout(800);

  async function expectBack(): Promise<void> {
    const back = await app.getPage();
    await expect(getConversation(back)).toContainText('My parcel has number 4711', {
      timeout: BACK_WITHIN_MS,
    });
    await expect(getMessageField(back)).toHaveValue('A thought not yet fini');
    await expect(back.getByText(/Your chat goes on/)).toBeVisible();
  }

  const first = (await app.findMain()) ?? -1;
  kill(first, 'SIGKILL');
  const second = await untilOtherMain(app, first);
  await expectBack();

  // Stopped, it neither answers nor ends, as a main process that hangs.
  kill(second, 'SIGSTOP');
  await untilOtherMain(app, second);
  await expectBack();

  const third = (await app.findMain()) ?? -1;
  // The supervisor has none: the runtime would end it when that had crashed a few times.
  await expect.poll(() => listGraphics(app), { timeout: BACK_WITHIN_MS }).toHaveLength(1);
  for (let death = 0, dead = -1; death < 5; death += 1) {
    await expect.poll(() => findGraphics(app, dead), { timeout: BACK_WITHIN_MS }).not.toBeNull();
    dead = (await findGraphics(app, dead)) ?? -1;
    kill(dead, 'SIGKILL');
  }
  await untilOtherMain(app, third);
  await expectBack();
  const [family, main] = [await findFamily(app.supervisorId), await app.findMain()];
  expect(family.find(({ id }) => id === main)?.args).toContain(' --disable-gpu');

  expect(simulator.model.findChat(chatId)?.state).toBe('Chatting');
  expect(simulator.model.chats()).toHaveLength(1);
});

test('an app that comes down again and again with one chat ends that chat and waits for the next customer', async ({
  simulator,
}) => {
  test.setTimeout(150_000);
  const app = await launch(['--kiosk', ...connectTo(simulator)]);
  const chatId = await beginChatWith(await app.getPage(), simulator, 'Kim');
  await say(await app.getPage(), 'My parcel has number 4711');
  for (let death = 0; death < 5; death += 1) {
    const main = (await app.findMain()) ?? -1;
    kill(main, 'SIGKILL');
    await untilOtherMain(app, main);
    await app.getPage();
  }
  const page = await app.getPage();
  await expect(page.getByRole('button', { name: 'Touch to begin' })).toBeVisible({ timeout: BACK_WITHIN_MS });
  await expect.poll(() => simulator.model.findChat(chatId)?.state, { timeout: BACK_WITHIN_MS }).toBe('Idle');
  expect(await page.locator('body').innerText()).not.toContain('4711');

  const next = await beginChatWith(page, simulator, 'Kim');
  expect(simulator.model.findChat(next)?.state).toBe('Chatting');
});

test('there is one supervisor: a second one ends, and when the first has died the next one takes over the app', async ({
  simulator,
}, testInfo) => {
  test.setTimeout(150_000);
  const userDataFolder = testInfo.outputPath('data');
  const args = ['--kiosk', ...connectTo(simulator)];
  const first = await launch(args, userDataFolder);
  await first.getPage();
  const orphan = (await first.findMain()) ?? -1;
  const second = await launch(args, userDataFolder);
  expect(await second.ended).toBe(77);
  expect(await first.findMain()).toBe(orphan);

  kill(first.supervisorId, 'SIGKILL');
  await first.ended;
  const next = await launch(args, userDataFolder);
  await expect((await next.getPage()).getByRole('button', { name: 'Touch to begin' })).toBeVisible({
    timeout: BACK_WITHIN_MS,
  });
  // The orphan has made room, and nobody but the next one has started anything.
  expect(isRunning(orphan)).toBe(false);
  const late = await launch(args, userDataFolder);
  expect(await late.ended).toBe(77);
  kill(next.supervisorId, 'SIGTERM');
  expect(await next.ended).toBe(0);
});

test('asked to end, the supervisor ends the app in good order; a bad command line is not tried again', async ({
  simulator,
}) => {
  const app = await launch(['--kiosk', ...connectTo(simulator)]);
  const chatId = await beginChatWith(await app.getPage(), simulator, 'Kim');
  kill(app.supervisorId, 'SIGTERM');
  expect(await app.ended).toBe(0);
  expect(simulator.model.findChat(chatId)?.state).toBe('Idle');

  const refused = await launch(['--no-such-flag']);
  expect(await refused.ended).toBe(2);
});
