import { askForHelp, findChatId } from '../../../e2e/fixtures/customerSteps';
import { fault } from '../../../src/simulator';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

/** On the way into the queue, in it without a connection, and on the way out. */
export const queue: Story = {
  name: 'queue',
  places: ['desk', 'counter'],
  async tell({ page, simulator, shoot }) {
    const heading = (name: string) => page.getByRole('heading', { name });
    simulator.faults.plan({ operation: 'RequestChat' }, fault.hang());
    await askForHelp(page);
    await expect(heading('Connecting…')).toBeVisible();
    await shoot('queue-connecting', SOME);
    await expect(page.getByRole('button', { name: 'Start chat' })).toBeVisible({ timeout: 60_000 });

    await askForHelp(page);
    await findChatId(simulator);
    await expect(heading('Waiting for an agent')).toBeVisible();
    await simulator.goDown();
    await expect(page.getByText(/^Reconnecting…/)).toBeVisible();
    await shoot('queue-reconnecting', SOME);
    await simulator.comeUp();
    await expect(page.getByText(/^Reconnecting…/)).toBeHidden();

    simulator.faults.plan({ operation: 'Complete' }, fault.loseRequest(), { times: Infinity });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(heading('Leaving the queue…')).toBeVisible();
    await shoot('queue-leaving', ['light', 'arabic-dark', 'german-narrow', 'portrait', 'small-arabic']);
  },
};
