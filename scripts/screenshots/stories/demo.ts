import { expect } from '../expect';
import type { Story } from '../story';

/** The contact center that comes with the app. */
export const demo: Story = {
  name: 'demo',
  places: ['desk'],
  isConfigured: false,
  async tell({ page, shoot }) {
    await page.getByRole('button', { name: 'Try the demo contact center' }).click();
    await expect(page.getByRole('button', { name: 'Start chat' })).toBeVisible();
    await shoot('demo-start');
  },
};
