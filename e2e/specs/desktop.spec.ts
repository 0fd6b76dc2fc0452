import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
import { APP_FOLDER, getElectronProgram } from '../fixtures/electronProgram';
import {
  askForHelp,
  beginAtCounter,
  beginChatWith,
  findChatId,
  getConversation,
  getMessageField,
  say,
} from '../fixtures/customerSteps';

/** From now on notifications go to the test, and not to the desktop, which may have none. */
function watchNotifications(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = [];
    Object.assign(globalThis, { shownNotifications: shown });
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push(this);
    };
  });
}

interface ShownNotification {
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
}

function getNotifications(app: ElectronApplication): Promise<ShownNotification[]> {
  return app.evaluate(() => {
    const { shownNotifications } = globalThis as unknown as { shownNotifications: Electron.Notification[] };
    return shownNotifications.map(({ title, body, silent }) => ({ title, body, silent }));
  });
}

function clickLastNotification(app: ElectronApplication): Promise<void> {
  return app.evaluate(() => {
    const { shownNotifications } = globalThis as unknown as { shownNotifications: Electron.Notification[] };
    shownNotifications.at(-1)?.emit('click');
  });
}

/** Windows of tests that run at the same time take the focus from each other: here somebody has surely looked. */
const look = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('focus'));
const minimize = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
const getTitle = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

function getWindowState(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return 'none';
    if (window.isMinimized()) return 'minimized';
    return window.isVisible() ? 'visible' : 'hidden';
  });
}

const expectWindow = (app: ElectronApplication, state: string) =>
  expect.poll(() => getWindowState(app)).toBe(state);

/** Starts the app once more with the same data, as a link or an impatient person does, and waits for its end. */
async function startAgain({ userDataFolder }: RunningApp, ...args: string[]): Promise<number | null> {
  const electron = getElectronProgram();
  const second = spawn(electron.executablePath, [
    ...electron.args,
    APP_FOLDER,
    `--user-data-dir=${userDataFolder}`,
    ...args,
  ]);
  return new Promise((resolve) => second.on('exit', resolve));
}

test.describe('while nobody looks at the window', () => {
  test('what arrives is told without a word of it, counted in the title, and forgotten at the first look', async ({
    counterline: { app, page },
    simulator,
  }) => {
    const chatId = await beginChatWith(page, simulator, 'Kim');
    // News of a moment ago, which would still be news after the look.
    await expect(getConversation(page)).toContainText('joined the chat');
    await watchNotifications(app);
    await look(app);
    await minimize(app);
    await expectWindow(app, 'minimized');

    simulator.agent('Kim').say(chatId, 'The secret number is 4711');
    await expect.poll(() => getTitle(app)).toBe('(1) Chat – Counterline');
    simulator.agent('Kim').say(chatId, 'And another one');
    await expect.poll(() => getTitle(app)).toBe('(2) Chat – Counterline');
    await expect
      .poll(() => getNotifications(app))
      .toEqual([
        { title: '1 new message', body: '', silent: false },
        { title: '2 new messages', body: '', silent: false },
      ]);

    await clickLastNotification(app);
    await expectWindow(app, 'visible');
    await look(app);
    await expect.poll(() => getTitle(app)).toBe('Chat – Counterline');
    await expect(getConversation(page)).toContainText('And another one');
  });

  test('an agent who joins and a chat that ends are told, a sound only where it is wanted', async ({
    launch,
    simulator,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'counterline-desktop-'));
    const policy = join(folder, 'policy.json');
    await writeFile(policy, JSON.stringify({ notificationSound: false, notificationText: true }));
    const { app, page } = await launch({ args: [...connectTo(simulator), `--policy=${policy}`] });
    await watchNotifications(app);
    await askForHelp(page);
    const chatId = await findChatId(simulator);
    await minimize(app);
    await expectWindow(app, 'minimized');
    const kim = simulator.agent('Kim');
    kim.accept(chatId);
    await expect
      .poll(() => getNotifications(app))
      .toEqual([{ title: 'Someone has joined your chat', body: '', silent: true }]);
    kim.say(chatId, 'Hello\nthere\u202e');
    await expect
      .poll(async () => (await getNotifications(app)).at(-1))
      .toEqual({
        title: '1 new message',
        body: 'Someone has joined your chat\nKim: Hello there',
        silent: true,
      });
    kim.end(chatId);
    await expect.poll(async () => (await getNotifications(app)).at(-1)?.title).toBe('The chat has ended');
    await rm(folder, { recursive: true });
  });

  test('nothing is told of what a person sees, nor where notifications are switched off', async ({
    counterline: { app, page },
    simulator,
  }) => {
    await watchNotifications(app);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('switch', { name: 'Notifications' }).click();
    await expect(page.getByRole('switch', { name: 'Notifications' })).not.toBeChecked();
    await page.getByRole('button', { name: 'Close' }).click();
    const chatId = await beginChatWith(page, simulator, 'Kim');
    await look(app);
    await minimize(app);
    await expectWindow(app, 'minimized');
    simulator.agent('Kim').say(chatId, 'Hello');
    await expect.poll(() => getTitle(app)).toBe('(1) Chat – Counterline');
    expect(await getNotifications(app)).toEqual([]);
  });
});

test.describe('closing the window during a chat', () => {
  test('asks once; kept in the background, the chat goes on, and a second start brings it back', async ({
    counterline,
    simulator,
  }) => {
    const { app, page, userDataFolder } = counterline;
    const chatId = await beginChatWith(page, simulator, 'Kim');
    await closeWindow(app);
    const dialog = page.getByRole('dialog', { name: 'Close the window during the chat?' });
    await expect(dialog.getByRole('button', { name: 'Keep chatting in the background' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expectWindow(app, 'visible');

    await closeWindow(app);
    await dialog.getByRole('button', { name: 'Keep chatting in the background' }).click();
    // There is no tray here, so that it must not be hidden.
    await expectWindow(app, 'minimized');
    simulator.agent('Kim').say(chatId, 'Are you there?');
    await expect.poll(() => getTitle(app)).toBe('(1) Chat – Counterline');
    expect(await startAgain(counterline)).toBe(0);
    await expectWindow(app, 'visible');
    await expect(getConversation(page)).toContainText('Are you there?');

    await closeWindow(app);
    await expectWindow(app, 'minimized');
    const file: unknown = JSON.parse(await readFile(join(userDataFolder, 'settings.json'), 'utf8'));
    expect(file).toEqual({ keepChatOnClose: true });
    expect(simulator.model.findChat(chatId)?.state).toBe('Chatting');
  });

  test('ended there, the chat is ended at the contact center, and the app closes', async ({
    counterline: { app, page },
    simulator,
  }) => {
    const chatId = await beginChatWith(page, simulator, 'Kim');
    const closed = app.waitForEvent('close');
    await closeWindow(app);
    await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
    await closed;
    expect(simulator.model.findChat(chatId)?.state).toBe('Idle');
  });

  test('a page that does not live any more cannot ask, and keeps nobody from closing', async ({
    counterline: { app, page },
    simulator,
  }) => {
    await beginChatWith(page, simulator, 'Kim');
    const closed = app.waitForEvent('close');
    await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      await new Promise<void>((resolve) => {
        contents?.once('render-process-gone', () => resolve());
        contents?.forcefullyCrashRenderer();
      });
    });
    await closeWindow(app).catch(() => undefined);
    await closed;
  });
});

test('where the desktop has a tray, the window hides behind it, and comes back', async ({
  launch,
  simulator,
}) => {
  // A desktop that says it shows icons: the answer of the program that is asked.
  const folder = await mkdtemp(join(tmpdir(), 'counterline-tray-'));
  await writeFile(join(folder, 'gdbus'), '#!/bin/sh\necho "(<true>,)"\n');
  await chmod(join(folder, 'gdbus'), 0o755);
  const running = await launch({
    args: connectTo(simulator),
    env: { PATH: `${folder}:${process.env['PATH']}`, DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/none` },
  });
  const { app, page } = running;
  await beginChatWith(page, simulator, 'Kim');
  await closeWindow(app);
  await page.getByRole('button', { name: 'Keep chatting in the background' }).click();
  await expectWindow(app, 'hidden');
  expect(await startAgain(running)).toBe(0);
  await expectWindow(app, 'visible');
  await expect(getMessageField(page)).toBeVisible();
  await rm(folder, { recursive: true });
});

test.describe('a link', () => {
  test('at the start fills in the form, and sends nothing', async ({ launch, simulator }) => {
    const link = 'counterline://start?subject=A%20late%20parcel%0Anow&name=Alex%E2%80%AE';
    const { page } = await launch({ args: [...connectTo(simulator), link] });
    await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Alex');
    await expect(page.getByRole('textbox', { name: 'How can we help?' })).toHaveValue('A late parcel now');
    expect(simulator.wireLog.count()).toBe(0);
  });

  test('to a running app fills in what is empty, keeps what was typed, and shows the window', async ({
    counterline,
    simulator,
  }) => {
    const { app, page } = counterline;
    const name = page.getByRole('textbox', { name: 'Your name' });
    const subject = page.getByRole('textbox', { name: 'How can we help?' });
    await name.fill('Chris');
    await minimize(app);
    await expectWindow(app, 'minimized');
    expect(await startAgain(counterline, 'counterline://start?subject=Parcel&name=Alex')).toBe(0);
    await expect(subject).toHaveValue('Parcel');
    await expect(name).toHaveValue('Chris');
    await expectWindow(app, 'visible');

    await subject.fill('My own words');
    await startAgain(counterline, 'counterline://start?subject=Other');
    for (const hostile of [
      'counterline://start?subject=x&send=1',
      'counterline://settings?serverUrl=https://evil.example',
      'counterline:///etc/passwd',
      'counterline://start?subject=<img src=x onerror=alert(1)>&subject=y',
    ])
      expect(await startAgain(counterline, hostile)).toBe(0);
    await expect(subject).toHaveValue('My own words');
    expect(simulator.wireLog.count()).toBe(0);
  });

  test('that drags flags along is refused with code 2', async ({ counterline }) => {
    expect(await startAgain(counterline, 'counterline://start?subject=x', '--kiosk')).toBe(2);
  });

  test('during a chat only shows the window', async ({ counterline, simulator }) => {
    const { app, page } = counterline;
    await beginChatWith(page, simulator, 'Kim');
    await minimize(app);
    await expectWindow(app, 'minimized');
    await startAgain(counterline, 'counterline://start?subject=Other');
    await expectWindow(app, 'visible');
    await say(page, 'Hello');
    await page.getByRole('button', { name: 'End chat' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
    await page.getByRole('button', { name: 'New chat' }).click();
    await expect(page.getByRole('textbox', { name: 'How can we help?' })).toHaveValue('');
  });

  test('at a counter does nothing', async ({ launch, simulator }) => {
    const running = await launch({
      args: ['--kiosk', ...connectTo(simulator), 'counterline://start?subject=1'],
    });
    await startAgain(running, 'counterline://start?subject=2');
    await beginAtCounter(running.page);
    await expect(running.page.getByRole('textbox', { name: 'How can we help?' })).toHaveValue('');
  });
});

test('the window comes back where it was, and from a screen that has gone to one that is there', async ({
  launch,
  simulator,
}) => {
  const args = connectTo(simulator);
  const getBounds = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  const first = await launch({ args });
  // A size that is set before would be lost in the moment in which the window manager takes the window.
  await expect
    .poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 200, y: 150, width: 700, height: 620 }),
  );
  await expect.poll(() => getBounds(first.app)).toMatchObject({ width: 700, height: 620 });
  await closeWindow(first.app);
  const place = join(first.userDataFolder, 'window.json');
  await expect
    .poll(async () => JSON.parse(await readFile(place, 'utf8').catch(() => 'null')) as unknown)
    .toMatchObject({ width: 700, height: 620, isMaximized: false });

  const { userDataFolder } = first;
  await first.close();
  const second = await launch({ args, userDataFolder });
  await expect.poll(() => getBounds(second.app)).toMatchObject({ width: 700, height: 620 });
  await second.close();

  await writeFile(
    place,
    JSON.stringify({ x: 90_000, y: 9_000, width: 700, height: 620, isMaximized: false }),
  );
  const third = await launch({ args, userDataFolder });
  await expect(third.page.getByRole('button', { name: 'Start chat' })).toBeVisible();
  const isOnScreen = await third.app.evaluate(({ BrowserWindow, screen }) => {
    const bounds = BrowserWindow.getAllWindows()[0]?.getBounds() ?? { x: -1, y: -1, width: 0, height: 0 };
    const { workArea } = screen.getDisplayMatching(bounds);
    return bounds.x >= workArea.x && bounds.x + bounds.width <= workArea.x + workArea.width;
  });
  expect(isOnScreen).toBe(true);
});

test('settings: each switch is saved at once, by keyboard too, and what a policy decides is locked', async ({
  launch,
  simulator,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-desktop-'));
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify({ notificationSound: false }));
  const { page, userDataFolder } = await launch({ args: [...connectTo(simulator), `--policy=${policy}`] });
  await page.getByRole('button', { name: 'Settings' }).click();
  const sound = page.getByRole('switch', { name: 'Sound' });
  await expect(sound).not.toBeChecked();
  await expect(sound).toHaveAttribute('aria-disabled', 'true');
  await expect(sound).toHaveAccessibleDescription('Set by your organization');
  await sound.press('Space');
  await expect(sound).not.toBeChecked();

  const enter = page.getByRole('switch', { name: 'Enter sends the message' });
  await enter.press('Space');
  await expect(enter).not.toBeChecked();
  const keep = page.getByRole('switch', { name: 'Keep the chat when I close the window' });
  await keep.click();
  await expect(keep).toBeChecked();
  const file: unknown = JSON.parse(await readFile(join(userDataFolder, 'settings.json'), 'utf8'));
  expect(file).toEqual({ enterSends: false, keepChatOnClose: true });
  await rm(folder, { recursive: true });
});
