import { beginChatWith, getConversation } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';

/** As much as is left of the countdown in the pictures. */
const LEFT_MS = 24_000;

/** The curtain before a conversation that nobody goes on with. */
export const leaving: Story = {
  name: 'curtain',
  places: ['counter'],
  idleMs: 15_000,
  async tell({ page, simulator, shoot }) {
    const chatId = await beginChatWith(page, simulator, 'Kim');
    simulator.agent('Kim').say(chatId, 'Hello Chris. Do you have the number of your parcel?');
    await expect(getConversation(page)).toContainText('Do you have the number');
    await expect(page.getByRole('alertdialog')).toBeVisible({ timeout: 60_000 });
    const left = await page.getByRole('alertdialog').locator('svg text').textContent();
    await page.clock.setFixedTime(Date.now() + Number(left) * 1_000 - LEFT_MS);
    await expect(page.getByRole('alertdialog').locator('svg text')).toHaveText(/^2\d$/);
    await shoot('curtain');
    simulator.agent('Kim').say(chatId, 'Are you still there?');
    await expect(page.getByText('There is something new for you.')).toBeVisible();
    await shoot('curtain-news', ['portrait', 'small', 'landscape-arabic', 'small-200']);
  },
};
