import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

export const firstRun: Story = {
  name: 'first-run',
  places: ['desk', 'counter'],
  isConfigured: false,
  async tell({ page, simulator, shoot }) {
    await expect(page.getByRole('heading')).toBeVisible();
    await shoot('first-run');
    // A counter that nobody has set up offers nothing more.
    if (await page.getByRole('textbox').first().isHidden()) return;

    const address = page.getByRole('textbox', { name: 'Server address' });
    await address.fill('http://chat.example.com');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('The address must begin with https://')).toBeVisible();
    await shoot('first-run-fault');

    await address.fill(simulator.url);
    await page.getByRole('textbox', { name: 'Contact center ID' }).fill(simulator.contactCenterId);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText('The connection works.')).toBeVisible();
    await shoot('first-run-works', SOME);

    await simulator.goDown();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText('No answer from this address.')).toBeVisible();
    await shoot('first-run-no-answer', SOME);
  },
};
