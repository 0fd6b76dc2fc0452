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
    await shoot('long-conversation');

    await log.hover();
    await page.mouse.wheel(0, -3_000);
    await page.waitForTimeout(300);
    kim.say(chatId, 'One more, while you were reading above.');
    const button = page.getByRole('button', { name: '1 new message' });
    await expect(button).toBeVisible();
    await shoot('long-conversation-news');
    await button.click();
    await expect(log.getByText('One more, while you were reading above.')).toBeInViewport();
    await shoot('long-conversation-marked');

    await page.keyboard.press('Control+f');
    await page.keyboard.type('question 1');
    await expect(page.getByText('12 of 12')).toBeVisible();
    await shoot('long-conversation-found');
    await page.keyboard.press('Escape');

    kim.transfer(chatId, 'Robin');
    simulator
      .agent('Robin')
      .say(chatId, 'Please look at https://shop.example/returns, not at https://sh\u043ep.example/returns.');
    await expect(log.getByRole('link')).toHaveCount(2);
    await shoot('long-conversation-links');
    await log.getByRole('link').last().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot('long-conversation-link-question');
  },
};
