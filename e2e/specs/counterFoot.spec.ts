import type { Locator, Page } from '@playwright/test';
import { connectTo, expect, test } from '../fixtures/counterline';
import { expectNoFindings } from '../fixtures/axe';
import { beginAtCounter, beginChatWith, CHRIS, getMessageField } from '../fixtures/customerSteps';

const getKeyboard = (page: Page) => page.getByRole('region', { name: 'Keyboard' });

/** A finger on a field, as the runtime reports it. */
async function touch(field: Locator): Promise<void> {
  await field.focus();
  await field.dispatchEvent('pointerup', { pointerType: 'touch', bubbles: true });
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await getKeyboard(page).getByRole('button', { name: key, exact: true }).click();
}

const fontSize = (page: Page) =>
  page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));

test('a finger writes with the keyboard on the screen, which covers nothing and goes when a real key is pressed', async ({
  launch,
  simulator,
}) => {
  const { page } = await launch({ args: ['--kiosk', ...connectTo(simulator)] });
  await beginAtCounter(page);
  const name = page.getByRole('textbox', { name: 'Your name' });
  await expect(name).toBeVisible();
  await expect(getKeyboard(page)).toHaveCount(0);
  await touch(name);
  await expect(getKeyboard(page)).toBeVisible();
  await press(page, 'Capital letters', 'K', 'i', 'x', 'Delete', 'm', 'Space', 'Numbers and signs', '2');
  await expect(name).toHaveValue('Kim 2');

  const subject = page.getByRole('textbox', { name: 'How can we help?' });
  await touch(subject);
  await press(page, 'Letters', 'h', 'i', 'Enter');
  await expect(subject).toHaveValue('hi\n');
  const [field, keys] = [await subject.boundingBox(), await getKeyboard(page).boundingBox()];
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(keys?.y ?? 0);
  const heights = await getKeyboard(page)
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(56);
  await expectNoFindings(page);

  await page.keyboard.press('a');
  await expect(getKeyboard(page)).toHaveCount(0);
  await expect(subject).toHaveValue('hi\na');
  await page.getByRole('button', { name: 'Keyboard' }).click();
  await press(page, 'b', 'Hide the keyboard');
  await expect(subject).toHaveValue('hi\nab');
});

test('text, contrast and language are chosen at the lower edge, and are as before for the next customer', async ({
  launch,
  simulator,
}) => {
  const { page } = await launch({ args: ['--kiosk', ...connectTo(simulator)] });
  await beginAtCounter(page);
  const usual = await fontSize(page);
  await page.getByRole('button', { name: '200 percent' }).click();
  await page.getByRole('button', { name: 'High contrast' }).click();
  expect(await fontSize(page)).toBeCloseTo(2 * usual, 1);
  await expectNoFindings(page);
  await page.getByRole('button', { name: '100 percent' }).click();
  const chatId = await beginChatWith(page, simulator, 'Kim');
  await page.getByRole('button', { name: '150 percent' }).click();
  await expect(getMessageField(page)).toBeInViewport();
  expect(await fontSize(page)).toBeCloseTo(1.5 * usual, 1);
  simulator.agent('Kim').leave(chatId);
  await page.getByRole('button', { name: 'End chat' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await page.getByRole('button', { name: 'New chat' }).click();
  await beginAtCounter(page);
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('');
  expect(await fontSize(page)).toBeCloseTo(usual, 1);
  await expect(page.getByRole('button', { name: 'High contrast' })).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByText(CHRIS.nickname)).toHaveCount(0);
});
