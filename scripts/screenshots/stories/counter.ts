import { beginChatWith, getMessageField } from '../../../e2e/fixtures/customerSteps';
import { ADMINISTRATOR_PIN, enterPin, openPanel, openPinPad, PINS } from '../../../e2e/fixtures/staffSteps';
import { expect } from '../expect';
import type { Story } from '../story';

/** What only a counter has: switches, a keyboard, and the panel for staff. */
export const counter: Story = {
  name: 'counter',
  places: ['counter'],
  settings: PINS,
  async tell({ page, simulator, shoot }) {
    await expect(page.locator('h1').first()).toBeVisible();
    await shoot('counter-start');
    await page.getByRole('button', { name: 'Language' }).click();
    await shoot('counter-language', ['portrait', 'low-landscape-200', 'portrait-arabic']);
    await page.keyboard.press('Escape');
    const chatId = await beginChatWith(page, simulator, 'Kim');
    simulator.agent('Kim').say(chatId, 'Hello Chris, this is Kim. How can I help you today?');
    await expect(page.getByText('How can I help you today?')).toBeVisible();
    await shoot('counter-talk');
    await getMessageField(page).focus();
    await getMessageField(page).dispatchEvent('pointerup', { pointerType: 'touch', bubbles: true });
    await expect(page.getByRole('button', { name: 'Hide the keyboard' })).toBeVisible();
    await shoot('counter-keyboard');
    await page.getByRole('button', { name: 'Hide the keyboard' }).click();
    await openPinPad(page);
    await enterPin(page, '000000');
    await expect(page.getByRole('alert')).toBeVisible();
    await shoot('counter-pin', ['portrait', 'landscape', 'low-landscape-200', 'portrait-arabic']);
    await page.keyboard.press('Escape');
    await openPanel(page, ADMINISTRATOR_PIN);
    await page.getByRole('button', { name: 'Take out of service' }).click();
    await shoot('counter-panel', ['portrait', 'low-landscape-200']);
  },
};
