import { beginChatWith, getConversation } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';

export const longConversation: Story = {
  name: 'long-conversation',
  places: ['desk'],
  async tell({ page, simulator, shoot }) {
    const chatId = await beginChatWith(page, simulator, 'Kim');
    const kim = simulator.agent('Kim');
    for (let count = 1; count <= 300; count += 1) {
      if (count % 3 === 0) simulator.model.customer.sendMessage(chatId, `Question ${count / 3} of many.`);
      else kim.say(chatId, `Message number ${count} of a long conversation.`);
    }
    const log = getConversation(page);
    await expect(log).toContainText('Question 100 of many.');
    await shoot('long-conversation', ['light', 'dark', 'narrow']);

    await log.hover();
    await page.mouse.wheel(0, -3_000);
    await page.waitForTimeout(300);
    kim.say(chatId, 'One more, while you were reading above.');
    await expect(page.getByRole('button', { name: 'New messages' })).toBeVisible();
    await shoot('long-conversation-news');
  },
};
