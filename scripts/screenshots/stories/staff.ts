import { beginChatWith, getConversation } from '../../../e2e/fixtures/customerSteps';
import { ADMINISTRATOR_PIN, enterPin, openPanel, openPinPad, PINS } from '../../../e2e/fixtures/staffSteps';
import { expect } from '../expect';
import type { Story } from '../story';

/** What the staff of a counter have: a PIN, a panel, and what it asks. */
export const staff: Story = {
  name: 'staff',
  places: ['counter'],
  settings: PINS,
  async tell({ page, simulator, shoot }) {
    /** Without input, what staff have opened closes by itself. Until then this key says that somebody is there. */
    const stay = () => page.keyboard.press('Shift');
    const dialog = (name: string) => page.getByRole('dialog', { name });

    const chatId = await beginChatWith(page, simulator, 'Kim');
    simulator.agent('Kim').say(chatId, 'Hello Chris, this is Kim. How can I help you today?');
    await expect(getConversation(page)).toContainText('How can I help you today?');

    await openPinPad(page);
    await shoot('staff-pin', undefined, stay);
    await enterPin(page, '000000');
    await expect(page.getByRole('alert')).toBeVisible();
    await shoot('staff-pin-wrong', undefined, stay);
    await page.keyboard.press('Escape');

    await openPanel(page, ADMINISTRATOR_PIN);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText('The connection works.')).toBeVisible();
    await shoot('staff-panel', undefined, stay);
    await page.getByRole('button', { name: 'Restart the app' }).click();
    await expect(dialog('Restart the app?')).toBeVisible();
    await shoot('staff-restart', ['portrait', 'landscape-arabic', 'small-200'], stay);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Exit the app' }).click();
    await expect(dialog('Exit the app?')).toBeVisible();
    await shoot('staff-exit', ['portrait', 'landscape-arabic', 'small-200'], stay);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Diagnostics as a QR code' }).click();
    await expect(dialog('Diagnostics')).toBeVisible();
    await shoot('staff-diagnostics', undefined, stay);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Take out of service' }).click();
    await expect(page.getByText('staff have closed this counter')).toBeVisible();
    await shoot('staff-panel-out', ['portrait', 'landscape-arabic', 'small-200'], stay);
    await dialog('This counter').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'End chat' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
    await page.getByRole('button', { name: 'New chat' }).click();
    await expect(page.getByRole('heading', { name: 'This counter is out of service' })).toBeVisible();
    await shoot('staff-out-of-service');
  },
};
