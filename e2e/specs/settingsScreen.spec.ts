import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe';
import { connectTo, expect, test } from '../fixtures/counterline';
import { askForHelp, findChatId } from '../fixtures/customerSteps';

/** The Settings screen: what it shows, what it changes, and the PIN in front of it. */

const PIN = '271828';

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
}

async function readSettings(folder: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'));
}

test('each setting says who has decided; one of the policy is locked, another is changed and counts for the next chat', async ({
  launch,
  simulator,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-settings-'));
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify({ pollingProfile: 'economical' }));
  const { page, userDataFolder } = await launch({ args: [...connectTo(simulator), `--policy=${policy}`] });
  await openSettings(page);
  await expectNoFindings(page);

  await page.getByRole('textbox', { name: 'Search settings' }).fill('how often');
  await expect(page.getByText('1 setting found')).toBeVisible();
  const locked = page.getByRole('textbox', { name: 'How often to ask for news' });
  await expect(locked).toHaveValue('Seldom');
  await expect(locked).not.toBeEditable();
  await expect(locked).toHaveAccessibleDescription(/^Set by your organization/);
  // Neither does main change it, whatever the page asks for.
  expect(
    await page.evaluate(() => {
      const { counterline } = globalThis as unknown as {
        counterline: Record<string, (argument: unknown) => Promise<unknown>>;
      };
      return counterline['settings:change']?.({ name: 'pollingProfile', value: 'responsive' });
    }),
  ).toEqual({ ok: true, value: { name: 'locked' } });

  await page.getByRole('textbox', { name: 'Search settings' }).fill('queue');
  const queue = page.getByRole('textbox', { name: 'Queue' });
  await queue.fill('x'.repeat(257));
  await queue.press('Enter');
  await expect(page.getByText('Please use at most 256 characters.').first()).toBeVisible();
  await queue.fill('parcels');
  await queue.press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search settings' }).fill('extraHeaders');
  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('apikey');
  await page.getByRole('textbox', { name: 'Value' }).fill('top-secret');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The value is kept and never shown.')).toBeVisible();
  expect(await page.content()).not.toContain('top-secret');
  expect(await readSettings(userDataFolder)).toEqual({
    endpoint: 'parcels',
    extraHeaders: { apikey: 'top-secret' },
  });

  await page.getByRole('button', { name: 'Close' }).click();
  await askForHelp(page);
  const chatId = await findChatId(simulator);
  expect(simulator.model.findChat(chatId)?.endpoint).toBe('parcels');
  const [asked] = simulator.wireLog.records({ operation: 'RequestChat' });
  expect(asked?.headers['apikey']).toBe('top-secret');
  await rm(folder, { recursive: true });
});

test('a PIN shuts the settings: ten wrong ones open nothing and bring a wait, and main refuses every way around', async ({
  launch,
  simulator,
}) => {
  const first = await launch({ args: connectTo(simulator) });
  const { page } = first;
  await openSettings(page);
  await page.getByRole('button', { name: 'Set a PIN' }).click();
  await page.getByLabel('New PIN', { exact: true }).fill(PIN);
  await page.getByLabel('New PIN, once more').fill('271829');
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await expect(page.getByText('The two are not the same.')).toBeVisible();
  await page.getByLabel('New PIN, once more').fill(PIN);
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await expect(page.getByText('A PIN is set.')).toBeVisible();
  expect(JSON.stringify(await readSettings(first.userDataFolder))).not.toContain(PIN);
  await page.getByRole('button', { name: 'Close' }).click();

  await openSettings(page);
  const field = page.getByLabel('PIN', { exact: true });
  await expect(field).toBeFocused();
  await expectNoFindings(page);
  await field.fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Server address' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();

  await openSettings(page);
  for (let count = 0; count < 5; count += 1) {
    await field.fill(`00000${count}`);
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('');
  }
  await expect(page.getByText(/^Too many wrong PINs\. You can try again in \d+ seconds\.$/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Server address' })).toHaveCount(0);
  // Five more by the side of the page, the last of them the right one.
  const answers = await page.evaluate(async (pin) => {
    const { counterline } = globalThis as unknown as {
      counterline: Record<string, (argument: unknown) => Promise<unknown>>;
    };
    const tried = [];
    for (const one of ['000005', '000006', '000007', '000008', pin])
      tried.push(await counterline['settings:unlock']?.({ pin: one }));
    const server = { serverUrl: 'https://evil.example', contactCenterId: 'x' };
    return [
      tried,
      await counterline['settings:describe']?.({}),
      await Promise.all([
        counterline['settings:change']?.({ name: 'endpoint', value: 'x' }),
        counterline['settings:reset']?.({ name: 'endpoint' }),
        counterline['settings:resetAll']?.({}),
        counterline['settings:setPin']?.({ pin: '' }),
        counterline['settings:choose']?.({ enterSends: false }),
        counterline['settings:saveConnection']?.(server),
        counterline['settings:testConnection']?.(server),
      ]),
    ];
  }, PIN);
  const tooSoon = { ok: true, value: { name: 'tooSoon', waitMs: expect.any(Number) as unknown } };
  const refused = { ok: false, error: { code: 'notNow', message: 'The PIN is asked for first' } };
  expect(answers).toEqual([
    Array(5).fill(tooSoon),
    { ok: true, value: { name: 'locked' } },
    Array(7).fill(refused),
  ]);
  await first.close();

  // Nor does starting again begin the count anew.
  const second = await launch({ args: connectTo(simulator), userDataFolder: first.userDataFolder });
  await openSettings(second.page);
  await second.page.getByLabel('PIN', { exact: true }).fill(PIN);
  await second.page.keyboard.press('Enter');
  await expect(second.page.getByText(/^Too many wrong PINs\./)).toBeVisible();
  expect(`${first.getLog()}${second.getLog()}`).not.toMatch(new RegExp(`${PIN}|00000\\d`));
});

test('what is exported here can be imported after a reset, and each change is shown before it counts', async ({
  launch,
  simulator,
}) => {
  const { app, page, userDataFolder } = await launch({ args: connectTo(simulator) });
  const file = join(userDataFolder, 'exported.json');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await openSettings(page);
  const enter = page.getByRole('switch', { name: 'Enter sends the message' });
  await enter.click();
  await expect(enter).not.toBeChecked();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('The settings are exported.')).toBeVisible();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ enterSends: false });

  await page.getByRole('button', { name: 'Reset all' }).click();
  const asking = page.getByRole('dialog', { name: 'Reset all settings?' });
  await expect(asking.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await asking.getByRole('button', { name: 'Reset all' }).click();
  await expect(enter).toBeChecked();
  expect(await readSettings(userDataFolder)).toEqual({});

  await writeFile(file, JSON.stringify({ enterSends: false, serverUrl: 'https://evil.example', colour: 1 }));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const preview = page.getByRole('dialog', { name: 'Import these settings?' });
  await expect(preview).toContainText('Enter sends the message: On becomes Off');
  await expect(preview).toContainText('"colour" is not a setting');
  await expect(preview).toContainText('"serverUrl" is managed and cannot be changed here');
  await expect(enter).toBeChecked();
  await preview.getByRole('button', { name: 'Import' }).click();
  await expect(enter).not.toBeChecked();
  expect(await readSettings(userDataFolder)).toEqual({ enterSends: false });
});
