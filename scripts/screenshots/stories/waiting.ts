import { askForHelp, findChatId, getMessageField, say } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';

const TEN_MINUTES_MS = 10 * 60 * 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** As earlier chats of this computer would have left it. */
export function rememberedWaits(queue: string): string {
  const waits = Array.from({ length: 20 }, (_none, days) => ({
    atMs: Date.now() - (days + 1) * DAY_MS,
    waitedMs: 4 * 60 * 1_000,
    wasServed: true,
  }));
  return JSON.stringify({ queue, waits });
}

/** In the queue of a computer that knows how long it usually takes. */
export const waiting: Story = {
  name: 'waiting',
  places: ['desk', 'counter'],
  hasWaited: true,
  async tell({ page, simulator, shoot }) {
    await askForHelp(page);
    await findChatId(simulator);
    await expect(page.getByText('Usually under 5 minutes at this time')).toBeVisible();
    await shoot('waiting-usual');
    await say(page, 'The number is 4711-0815.');
    // What is said aloud has the same word.
    await expect(page.locator('.delivery-state').getByText('Sent', { exact: true })).toBeVisible();
    await getMessageField(page).fill('And one more thing');
    await page.clock.setFixedTime(Date.now() + TEN_MINUTES_MS);
    await expect(page.getByText('This is taking longer than usual.')).toBeVisible();
    await shoot('waiting-longer-than-usual');
  },
};
