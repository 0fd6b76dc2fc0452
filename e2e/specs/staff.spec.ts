import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { callMain as call } from '../fixtures/callMain';
import { connectTo, expect, test as base, type RunningApp } from '../fixtures/counterline';
import { beginChatWith, getConversation } from '../fixtures/customerSteps';
import {
  ADMINISTRATOR_PIN,
  enterPin,
  openPanel,
  openPinPad,
  setPins,
  STAFF_PIN,
} from '../fixtures/staffSteps';

const test = base.extend<{ openCounter: (userDataFolder?: string) => Promise<RunningApp> }>({
  openCounter: async ({ launch, simulator }, use) => {
    const folders: string[] = [];
    await use(async (known) => {
      const userDataFolder = known ?? (await mkdtemp(join(tmpdir(), 'counterline-e2e-')));
      if (known === undefined) {
        folders.push(userDataFolder);
        await setPins(userDataFolder);
      }
      return launch({ args: ['--kiosk', ...connectTo(simulator)], userDataFolder });
    });
    for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

const getPanel = (page: Page) => page.getByRole('dialog', { name: 'This counter' });

/** The flags of the relaunch that the app asks for; it then really ends, and nothing is started behind the test. */
function catchRelaunch({ app }: RunningApp): Promise<void> {
  return app.evaluate(({ app: electronApp }) => {
    electronApp.relaunch = (options) => {
      console.log(`relaunch asked for: ${JSON.stringify(options ?? null)}`);
    };
  });
}

/** Its exit code, or the signal that has ended it. */
async function ended({ app }: RunningApp): Promise<number | string | null> {
  const program = app.process();
  if (program.exitCode !== null) return program.exitCode;
  return new Promise((resolve) => program.once('exit', (code, signal) => resolve(code ?? signal)));
}

test('a finger that rests in the corner leads to the PIN; after 15 seconds without input all is as before', async ({
  openCounter,
  simulator,
}) => {
  const { page } = await openCounter();
  const chatId = await beginChatWith(page, simulator, 'Kim');
  // A window of another test that opens just then moves the system's own pointer, which ends the press; whoever wants in
  // presses again.
  await expect(async () => {
    await page.mouse.up();
    await page.mouse.move(30, 30);
    await page.mouse.down();
    await expect(page.getByRole('dialog', { name: 'For staff' })).toBeVisible({ timeout: 8_000 });
  }).toPass({ timeout: 30_000 });
  await page.mouse.up();
  await page.keyboard.type(STAFF_PIN);
  await page.keyboard.press('Enter');
  await expect(getPanel(page)).toBeVisible();
  // The chat behind it goes on.
  simulator.agent('Kim').say(chatId, 'Still there?');
  await expect(page.getByRole('button', { name: 'Exit the app' })).toHaveCount(0);
  const openedAtMs = Date.now();
  await expect(getPanel(page)).toHaveCount(0, { timeout: 20_000 });
  expect(Date.now() - openedAtMs).toBeGreaterThan(8_000);
  await expect(getConversation(page)).toContainText('Still there?');
  expect(await call(page, 'staff:restart')).toMatchObject({ ok: false, error: { code: 'notNow' } });
});

test('five wrong PINs begin a wait, in which the right one does not help, nor does a restart', async ({
  openCounter,
}) => {
  const first = await openCounter();
  await openPinPad(first.page);
  for (let tried = 0; tried < 4; tried += 1) {
    await enterPin(first.page, '000000');
    await expect(first.page.getByRole('alert')).toContainText('This PIN is not right.');
  }
  await enterPin(first.page, '000000');
  await expect(first.page.getByRole('alert')).toContainText('Too many wrong PINs.');
  await enterPin(first.page, STAFF_PIN);
  await expect(first.page.getByRole('alert')).toContainText('Too many wrong PINs.');
  await expect(getPanel(first.page)).toHaveCount(0);
  await first.close();

  const second = await openCounter(first.userDataFolder);
  await openPinPad(second.page);
  await enterPin(second.page, STAFF_PIN);
  await expect(second.page.getByRole('alert')).toContainText('Too many wrong PINs.');
  expect(second.getLog()).not.toContain(STAFF_PIN);
});

test('a page that asks for what staff may do, without a PIN, is refused and changes nothing', async ({
  openCounter,
}) => {
  const { page } = await openCounter();
  for (const [name, argument] of [
    ['staff:restart', {}],
    ['staff:exit', {}],
    ['staff:testConnection', {}],
    ['staff:setOutOfService', { outOfService: true }],
    ['diagnostics:getStatus', {}],
  ] as const) {
    expect(await call(page, name, argument)).toMatchObject({ ok: false, error: { code: 'notNow' } });
  }
  expect(await call(page, 'staff:unlock', { pin: ['314159'] })).toMatchObject({
    ok: false,
    error: { code: 'invalidArgument' },
  });
  // What staff may, does not open what is for administrators.
  await openPanel(page, STAFF_PIN);
  expect(await call(page, 'staff:exit')).toMatchObject({ ok: false, error: { code: 'notNow' } });
  expect(await call(page, 'staff:testConnection')).toMatchObject({ ok: false, error: { code: 'notNow' } });
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: /Start chat|Touch to begin/ })).toBeVisible();
});

test('a counter that staff have closed starts no chat and stays closed after a restart with the same flags', async ({
  openCounter,
}) => {
  const first = await openCounter();
  await catchRelaunch(first);
  await openPanel(first.page, STAFF_PIN);
  await first.page.getByRole('button', { name: 'Take out of service' }).click();
  await expect(
    getPanel(first.page).getByText('Out of service: staff have closed this counter.'),
  ).toBeVisible();
  expect(await call(first.page, 'chat:start', { nickname: 'Chris', subject: 'Help' })).toMatchObject({
    ok: false,
    error: { code: 'notNow' },
  });
  const end = ended(first);
  await first.page.getByRole('button', { name: 'Restart the app' }).click();
  await first.page
    .getByRole('dialog', { name: 'Restart the app?' })
    .getByRole('button', { name: 'Restart' })
    .click();
  expect(await end).toBe(0);
  expect(first.getLog()).toMatch(/relaunch asked for: .*--kiosk/);

  const second = await openCounter(first.userDataFolder);
  const closed = second.page.getByRole('heading', { name: 'This counter is out of service' });
  await expect(closed).toBeVisible();
  await openPanel(second.page, STAFF_PIN);
  await second.page.getByRole('button', { name: 'Put back into service' }).click();
  await second.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(second.page.getByRole('button', { name: 'Touch to begin' })).toBeVisible();
});

test('an administrator tests the connection, takes the state along, and leaves the app with code 0', async ({
  openCounter,
}) => {
  const counter = await openCounter();
  const { page } = counter;
  await openPanel(page, ADMINISTRATOR_PIN);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('The connection works.')).toBeVisible();
  await page.getByRole('button', { name: 'Diagnostics as a QR code' }).click();
  await expect(page.getByRole('img', { name: 'QR code with the state of this counter' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Exit the app' }).click();
  const end = ended(counter);
  await page
    .getByRole('dialog', { name: 'Exit the app?' })
    .getByRole('button', { name: 'Exit the app' })
    .click();
  expect(await end).toBe(0);
});

test('a counter without a PIN has no door for staff', async ({ launch, simulator }) => {
  const { page } = await launch({ args: ['--kiosk', ...connectTo(simulator)] });
  await expect(page.getByRole('button', { name: 'Touch to begin' })).toBeVisible();
  await page.keyboard.press('Control+Alt+Shift+P');
  expect(await call(page, 'staff:unlock', { pin: '' })).toMatchObject({
    ok: false,
    error: { code: 'notNow' },
  });
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
