import { beginChatWith, getConversation } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

/** A contact center that lets customers read, and neither write nor end. */
export const restricted: Story = {
  name: 'restricted',
  places: ['desk', 'counter'],
  simulatorOptions: {
    capabilities: { WaitingForAgent: ['Complete'], Chatting: [], Idle: [] },
  },
  async tell({ page, simulator, shoot }) {
    const chatId = await beginChatWith(page, simulator, 'Kim');
    simulator.model.notice(chatId, 'This conversation may be recorded.');
    simulator.agent('Kim').say(chatId, 'Hello Chris. Please read this first, you can answer in a moment.');
    await expect(getConversation(page)).toContainText('Please read this first');
    await expect(page.getByText('You cannot write at the moment.')).toBeVisible();
    await shoot('restricted', SOME);
  },
};
