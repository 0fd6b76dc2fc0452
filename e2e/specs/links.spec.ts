import { writeFile } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe';
import { connectTo } from '../fixtures/counterline';
import { beginChatWith, getConversation, say } from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

/** Puts a stand-in for the browser in its place, and answers what it was asked to open so far. */
async function standInForBrowser(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (address) => {
      opened.push(address);
      return Promise.resolve();
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

const HOSTILE = [
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'vbscript:x',
  '\\\\server\\share',
  '//evil.example',
  'http:/\\evil.example',
  'http://user@evil.example/',
  'https://good.example@evil.example',
  'https://evil.example/\u202egpj.exe',
  'https://ev\u200bil.example',
  'mailto:kim@example.com',
  'kim@example.com',
  'tel:+4930123456',
  '+49 30 123456',
];

test('a link of an agent opens outside, after its whole address was shown and confirmed', async ({
  counterline,
  customer,
  simulator,
}) => {
  const opened = await standInForBrowser(counterline.app);
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.agent('Kim').say(chatId, 'Please see (https://shop.example/a?b=c), thank you.');
  const log = getConversation(customer);
  await log.getByRole('link', { name: 'https://shop.example/a?b=c' }).click();
  const dialog = customer.getByRole('dialog', { name: 'Open this link?' });
  await expect(dialog.getByText('https://shop.example/a?b=c', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectNoFindings(customer);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect(await opened()).toEqual([]);

  // The same by keyboard.
  await log.getByRole('link').press('Enter');
  await dialog.getByRole('button', { name: 'Open' }).press('Enter');
  await expect(dialog).toBeHidden();
  expect(await opened()).toEqual(['https://shop.example/a?b=c']);
  expect(await counterline.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a link that looks like another shows where it leads', async ({ customer, simulator }) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.agent('Kim').say(chatId, 'https://\u0430pple.com/login');
  const link = getConversation(customer).getByRole('link');
  await expect(link).toHaveAttribute('data-host', 'xn--pple-43d.com');
  await link.click();
  await expect(customer.getByRole('dialog').getByText('xn--pple-43d.com', { exact: true })).toBeVisible();
});

test('what is no plain web address stays text, also when it comes from the customer', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  for (const text of HOSTILE) simulator.agent('Kim').say(chatId, text);
  await say(customer, 'https://customer.example/');
  const log = getConversation(customer);
  await expect(log.getByText('https://customer.example/')).toBeVisible();
  await expect(log.getByText('+49 30 123456')).toBeVisible();
  expect(await log.locator('[role=link], a, [href]').count()).toBe(0);
});

test('main opens nothing that no agent wrote, whatever a page asks for', async ({
  counterline,
  customer,
  simulator,
}) => {
  const opened = await standInForBrowser(counterline.app);
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.agent('Kim').say(chatId, 'https://shop.example/');
  await say(customer, 'https://customer.example/');
  await expect(getConversation(customer).getByRole('link')).toBeVisible();
  const answers = await customer.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map((address) =>
          (window as unknown as Record<string, Record<string, (argument: unknown) => Promise<unknown>>>)[
            'counterline'
          ]?.['link:open']?.({ address }),
        ),
      ),
    [...HOSTILE, 'https://evil.example/', 'https://customer.example/', 'https://shop.example/other'],
  );
  expect(answers).toHaveLength(HOSTILE.length + 3);
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'notNow' } });
  expect(await opened()).toEqual([]);
});

test('no link can be opened at a counter, nor where the setting says so', async ({ launch, simulator }) => {
  const policyFile = test.info().outputPath('policy.json');
  await writeFile(policyFile, JSON.stringify({ openLinks: false }));
  for (const args of [['--kiosk'], [`--policy=${policyFile}`]]) {
    const { app, page, close } = await launch({ args: [...connectTo(simulator), ...args] });
    const opened = await standInForBrowser(app);
    const chatId = await beginChatWith(page, simulator, 'Kim');
    simulator.agent('Kim').say(chatId, 'See https://shop.example/');
    await expect(getConversation(page)).toContainText('https://shop.example/');
    expect(await getConversation(page).getByRole('link').count()).toBe(0);
    const answer = await page.evaluate(() =>
      (window as unknown as Record<string, Record<string, (argument: unknown) => Promise<unknown>>>)[
        'counterline'
      ]?.['link:open']?.({ address: 'https://shop.example/' }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'notNow' } });
    expect(await opened()).toEqual([]);
    simulator.agent('Kim').end(chatId);
    await close();
  }
});
