import { expect } from '../expect';
import type { Story } from '../story';

const FEW = ['light', 'dark', 'narrow', 'large-text', 'german', 'arabic', 'forced-colors'] as const;

/** Everything that can be set, where it comes from, and what is said of a value that cannot be used. */
export const settings: Story = {
  name: 'settings',
  places: ['desk'],
  settings: {
    extraHeaders: { apikey: 'secret' },
    accentColor: '#0d5c5f',
    startFields: [{ key: 'OrderNumber', label: 'Order number', kind: 'text' }],
  },
  async tell({ page, shoot }) {
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('searchbox').or(page.getByRole('switch').first())).toBeVisible();
    await shoot('settings');
    const color = page.getByRole('textbox', { name: 'Accent color' });
    await color.fill('teal');
    await color.press('Enter');
    await expect(page.getByText('Please enter a color such as #0d5c5f')).toBeVisible();
    await page.getByRole('region', { name: 'Connection' }).scrollIntoViewIfNeeded();
    for (const group of ['Connection', 'Start screen', 'Appearance'] as const) {
      const heading = page.getByRole('heading', { name: group, level: 2 });
      await heading.evaluate((element) => element.scrollIntoView());
      await shoot(`settings-${group.toLowerCase().replace(' ', '-')}`, FEW);
    }
    await page.getByRole('textbox', { name: 'Search settings' }).fill('notif');
    await shoot('settings-search', FEW);
  },
};
