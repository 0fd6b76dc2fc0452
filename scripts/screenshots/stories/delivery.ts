import { fault } from '../../../src/simulator';
import { beginChatWith, getConversation, say } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';

/** Longer than the app looks for a message before it asks the person what to do. */
const LOOKED_FOR = { timeout: 60_000 };

/** Every fate that a message can have. */
export const delivery: Story = {
  name: 'delivery',
  places: ['desk', 'counter'],
  async tell({ page, simulator, shoot }) {
    const chatId = await beginChatWith(page, simulator, 'Kim');
    const log = getConversation(page);
    simulator.agent('Kim').say(chatId, 'Where should we bring it?');
    await say(page, 'To my neighbour, please.');
    await expect(log.getByText('Sent', { exact: true })).toBeVisible();

    simulator.faults.plan(
      { operation: 'SendMessage' },
      fault.answer({ status: 400, body: { statusCode: 1 } }),
    );
    await say(page, 'The contact center does not take this one.');
    await expect(log.getByText('Not sent', { exact: true })).toBeVisible();

    simulator.faults.plan({ operation: 'SendMessage' }, fault.loseRequest());
    await say(page, 'This one was lost on the way.');
    await say(page, 'And this one waits behind it.');
    await expect(log.getByText('Checking whether this arrived…')).toBeVisible();
    await shoot('delivery-checking');

    simulator.faults.plan({ operation: 'SendMessage' }, fault.hang());
    await expect(log.getByText('Not confirmed', { exact: true })).toBeVisible(LOOKED_FOR);
    await shoot('delivery-all');
  },
};
