import { beginChatWith, getConversation, getMessageField, say } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';

export const conversation: Story = {
  name: 'conversation',
  places: ['desk', 'counter'],
  async tell({ page, simulator, shoot }) {
    const chatId = await beginChatWith(page, simulator, 'Kim');
    const kim = simulator.agent('Kim');
    const log = getConversation(page);
    await shoot('conversation-empty');

    kim.say(chatId, 'Hello Chris, this is Kim. How can I help you today?');
    await say(page, 'Hi! My parcel should have been here on Tuesday.');
    await say(page, 'The number is 4711-0815.');
    await expect(log.getByText('Sent', { exact: true })).toHaveCount(2);
    kim.say(chatId, 'Thank you. One moment, I am looking it up.');
    kim.say(
      chatId,
      'It is in the depot in your town. The driver could not find the doorbell. Shall we bring it tomorrow between 9 and 12, or would you rather pick it up?',
    );
    await expect(log).toContainText('rather pick it up?');
    await shoot('conversation-short');
    await page.keyboard.press('Shift+Tab');
    await shoot('conversation-log-focused', ['light', 'dark']);

    kim.startTyping(chatId);
    await expect(page.getByText('is typing…')).toBeVisible();
    await getMessageField(page).fill('Tomorrow is great.\nCould the driver ring twice, please?');
    // The app takes nobody for a typist for ever.
    await shoot('conversation-typing', undefined, async () => {
      kim.startTyping(chatId);
      await expect(page.locator('.typing-indicator .dots')).toBeVisible();
    });
    kim.stopTyping(chatId);

    await page.getByRole('button', { name: 'End chat' }).click();
    await shoot('conversation-end-question');
    await page.getByRole('button', { name: 'Keep chatting' }).click();

    const robin = simulator.agent('Robin');
    robin.accept(chatId);
    robin.say(chatId, 'Robin here, from the depot. I have put it on the first van.');
    await expect(page.getByRole('heading', { name: 'Chat with' })).toContainText('Robin');
    await shoot('conversation-two-agents');

    kim.leave(chatId);
    robin.leave(chatId);
    await expect(page.getByText('someone will join again')).toBeVisible();
    await shoot('conversation-left');

    robin.rejoin(chatId);
    await expect(getConversation(page).getByText('is back')).toBeVisible();
    await simulator.goDown();
    await expect(page.getByText(/^Reconnecting…/)).toBeVisible();
    await say(page, 'Written while the line is down.');
    await expect(log.getByText('Waiting for the connection.')).toBeVisible();
    await shoot('conversation-reconnecting');
  },
};
