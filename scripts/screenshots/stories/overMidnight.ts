import type { ElectronApplication } from '@playwright/test';
import { beginChatWith, getConversation, say } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

/** How far the clock of the app's main process is behind, in whole days. What is said gets its time there. */
function setDaysBehind(app: ElectronApplication, days: number): Promise<void> {
  return app.evaluate((_electron, behindMs) => {
    // Not that of before, which may be set already.
    Date.now = () => new Date().getTime() - behindMs;
  }, days * 86_400_000);
}

/** A conversation that goes on the next day, and whose first part the contact center then no longer has. */
export const overMidnight: Story = {
  name: 'midnight',
  places: ['desk'],
  async tell({ app, page, simulator, shoot }) {
    await setDaysBehind(app, 1);
    const chatId = await beginChatWith(page, simulator, 'Kim');
    const kim = simulator.agent('Kim');
    const log = getConversation(page);
    kim.say(chatId, 'I have asked the depot. They will call me back in the morning.');
    await expect(log).toContainText('in the morning');
    await say(page, 'Thank you, good night.');
    await expect(log.getByText('Sent', { exact: true })).toBeVisible();

    await setDaysBehind(app, 0);
    kim.say(chatId, 'Good morning. They have found your parcel.');
    await expect(log).toContainText('found your parcel');
    await shoot('midnight-day', SOME);

    simulator.conditions.resetIndexes(chatId);
    kim.say(chatId, 'It is on its way to you.');
    await expect(log).toContainText('on its way to you');
    await shoot('midnight-restarted', SOME);
  },
};
