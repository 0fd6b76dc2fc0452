import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectNoFindings } from '../fixtures/axe';
import { connectTo } from '../fixtures/counterline';
import { findChatId } from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';
import { LANGUAGES } from '../../src/shared/preferences';
import ar from '../../src/renderer/src/locales/ar.json' with { type: 'json' };
import de from '../../src/renderer/src/locales/de.json' with { type: 'json' };
import { LANGUAGE_NAMES } from '../../src/renderer/src/locales/languageNames';

test('Arabic is chosen on Start: at once, mirrored, and nothing typed is lost; the chat goes on in it, and it is kept', async ({
  launch,
  simulator,
}) => {
  const first = await launch({ args: connectTo(simulator) });
  const { page } = first;
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.getByRole('textbox', { name: 'Your name' }).fill('ليلى');
  await page.getByRole('textbox', { name: 'How can we help?' }).fill('Half a question');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: LANGUAGE_NAMES.ar }).click();

  await expect(page.getByRole('heading', { name: ar.start.heading })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('textbox', { name: ar.start.nickname })).toHaveValue('ليلى');
  await expect(page.getByRole('textbox', { name: ar.start.subject })).toHaveValue('Half a question');
  await expect(page.getByRole('button', { name: ar.language.choose })).toBeFocused();
  // Mirrored: the mark stands at the right, the buttons at the left.
  const mark = await page.locator('.brand-mark').boundingBox();
  const settings = await page.getByRole('button', { name: ar.start.settings }).boundingBox();
  expect((mark?.x ?? 0) > (settings?.x ?? Infinity)).toBe(true);

  await page.getByRole('button', { name: ar.start.submit }).click();
  const chatId = await findChatId(simulator);
  await expect(page.getByRole('heading', { name: ar.waiting.heading })).toBeVisible();
  const agent = simulator.agent('Kim');
  agent.accept(chatId);
  agent.say(chatId, 'Hello');
  await page.getByRole('textbox', { name: ar.composer.label }).fill('شكرًا');
  await page.getByRole('button', { name: ar.composer.send, exact: true }).click();
  await expect(page.getByRole('log').getByText(ar.delivery.sent, { exact: true })).toBeVisible();
  expect(faults).toEqual([]);
  await first.close();

  const file: unknown = JSON.parse(await readFile(join(first.userDataFolder, 'settings.json'), 'utf8'));
  expect(file).toEqual({ language: 'ar' });
  const second = await launch({ args: connectTo(simulator), userDataFolder: first.userDataFolder });
  await expect(second.page.locator('html')).toHaveAttribute('lang', 'ar');
});

test('the menu works by keyboard, marks what is in force, and names each language in itself', async ({
  customer,
}) => {
  const opener = customer.getByRole('button', { name: 'Language' });
  await opener.focus();
  await customer.keyboard.press('Enter');
  const menu = customer.getByRole('menu', { name: 'Language' });
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await expect(menu.getByRole('menuitemradio', { checked: true })).toHaveText('Same as this computer');
  await expect(menu.getByRole('menuitemradio', { checked: true })).toBeFocused();
  for (const language of LANGUAGES) {
    await expect(
      menu.getByRole('menuitemradio', { name: LANGUAGE_NAMES[language], exact: true }),
    ).toHaveAttribute('lang', language);
  }
  await customer.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(opener).toBeFocused();

  await customer.keyboard.press('Enter');
  await customer.keyboard.press('d');
  await expect(menu.getByRole('menuitemradio', { name: 'Deutsch' })).toBeFocused();
  await customer.keyboard.press('Enter');
  await expect(customer.getByRole('heading', { name: de.start.heading })).toBeVisible();
  await expect(customer.getByRole('button', { name: de.language.choose })).toBeFocused();
});

test('the app speaks each of its languages, in a window of 360 pixels without scrolling sideways', async ({
  customer,
}) => {
  await customer.setViewportSize({ width: 360, height: 740 });
  for (const language of LANGUAGES) {
    await customer.locator('[aria-haspopup=menu]').click();
    await customer.getByRole('menuitemradio', { name: LANGUAGE_NAMES[language], exact: true }).click();
    await expect(customer.locator('html')).toHaveAttribute('lang', language);
    const texts = JSON.parse(
      await readFile(new URL(`../../src/renderer/src/locales/${language}.json`, import.meta.url), 'utf8'),
    ) as typeof ar;
    await expect(customer.getByRole('heading', { level: 1 })).toHaveText(texts.start.heading);
    await expect(customer).toHaveTitle(`${texts.start.heading} – Counterline`);
    const overflow = await customer.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, language).toBe(0);
  }
});

test('axe finds nothing at the open menu, in both directions', async ({ customer }) => {
  for (const language of ['de', 'ar'] as const) {
    await customer.locator('[aria-haspopup=menu]').click();
    await customer.getByRole('menuitemradio', { name: LANGUAGE_NAMES[language], exact: true }).click();
    await expect(customer.locator('html')).toHaveAttribute('lang', language);
    await customer.locator('[aria-haspopup=menu]').click();
    await expect(customer.getByRole('menuitemradio', { checked: true })).toBeFocused();
    await expectNoFindings(customer);
    await customer.keyboard.press('Escape');
  }
});

test('it speaks as the system does, and English where it does not speak that', async ({
  launch,
  simulator,
}) => {
  test.skip(process.platform !== 'linux', 'Only there can a test say what the system speaks');
  const german = await launch({ args: connectTo(simulator), systemLanguage: 'sv:de_AT:en' });
  await expect(german.page.getByRole('heading', { name: de.start.heading })).toBeVisible();
  const english = await launch({ args: connectTo(simulator), systemLanguage: 'fi' });
  await expect(english.page.getByRole('heading', { name: 'Chat with us' })).toBeVisible();
});

test('a policy decides the language, and nothing offers another', async ({ launch, simulator }, testInfo) => {
  const policy = testInfo.outputPath('policy.json');
  await writeFile(policy, JSON.stringify({ language: 'de' }));
  const { page } = await launch({ args: [...connectTo(simulator), `--policy=${policy}`] });
  await expect(page.getByRole('heading', { name: de.start.heading })).toBeVisible();
  await expect(page.getByRole('button', { name: de.language.choose })).toHaveCount(0);
});

test('at a counter the choice lasts for one customer and is never on the disk', async ({
  launch,
  simulator,
}) => {
  const { page, userDataFolder } = await launch({ args: [...connectTo(simulator), '--kiosk'] });
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.getByRole('textbox', { name: de.start.nickname }).fill('Chris');
  await page.getByRole('textbox', { name: de.start.subject }).fill('Frage');
  await page.getByRole('button', { name: de.start.submit }).click();
  await page.getByRole('button', { name: de.waiting.cancel }).click();
  await expect(page.getByRole('heading', { name: de.ended.heading })).toBeVisible();
  await page.getByRole('button', { name: de.ended.newChat }).click();
  await expect(page.getByRole('heading', { name: 'How can we help you?' })).toBeVisible();
  await expect(readFile(join(userDataFolder, 'settings.json'))).rejects.toThrow('ENOENT');
});
