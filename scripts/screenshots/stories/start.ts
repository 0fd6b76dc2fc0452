import { askForHelp, findChatId } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';

const TEN_MINUTES_MS = 10 * 60 * 1_000;

/** From the first screen to the queue. */
export const start: Story = {
  name: 'start',
  places: ['desk', 'counter'],
  async tell({ page, simulator, shoot }) {
    await expect(page.getByRole('button', { name: 'Start chat' })).toBeVisible();
    await shoot('start');

    await page.getByRole('button', { name: 'Language' }).click();
    await shoot('start-language');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Start chat' }).click();
    await expect(page.getByText('Please tell us your name.')).toBeVisible();
    await shoot('start-fault');

    await simulator.goDown();
    await askForHelp(page);
    await expect(page.getByRole('alert')).toContainText('We could not reach the contact center.');
    await shoot('start-failed');

    await simulator.comeUp();
    await page.getByRole('button', { name: 'Start chat' }).click();
    await expect(page.getByRole('heading', { name: 'Waiting for an agent' })).toBeVisible();
    await shoot('start-waiting');

    simulator.model.notice(await findChatId(simulator), 'All our agents are busy. You are number 3 in line.');
    await expect(page.getByText('You are number 3 in line.')).toBeVisible();
    await page.clock.setFixedTime(Date.now() + TEN_MINUTES_MS);
    await expect(page.getByRole('timer')).toContainText(/^1\d:/);
    await shoot('start-waiting-long');
  },
};
