import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

/** Below the last of these stand the state of the app and what it is made of. */
const GROUPS = [
  'Connection',
  'Start screen',
  'Conversation',
  'Appearance',
  'Notifications',
  'Window',
  'Counter',
  'Network',
  'Updates',
  'Administration',
] as const;

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
    await expect(page.getByRole('switch').first()).toBeVisible();
    await shoot('settings');

    const color = page.getByRole('textbox', { name: 'Accent color' });
    await color.fill('teal');
    await color.press('Enter');
    await expect(page.getByText('Please enter a color such as #0d5c5f')).toBeVisible();
    for (const [number, group] of GROUPS.entries()) {
      // By its place, since its name changes with the language.
      const heading = page.locator('.group > h2').nth(number);
      await expect(heading).toHaveText(group);
      await shoot(`settings-${group.toLowerCase().replace(' ', '-')}`, SOME, () =>
        heading.evaluate((element) => element.scrollIntoView()),
      );
    }

    const questions = page.locator('[data-setting="startFields"]');
    await questions.getByRole('textbox').fill('[{ "key": "Order number", "kind": "texts" }]');
    await questions.getByRole('button', { name: 'Save' }).click();
    await expect(questions.locator('.refusal-details')).toBeVisible();
    await shoot('settings-refused', SOME, () =>
      questions.evaluate((element) => element.scrollIntoView({ block: 'center' })),
    );

    await page.getByRole('button', { name: 'Set a PIN' }).click();
    await expect(page.getByLabel('New PIN', { exact: true })).toBeVisible();
    const pin = page.locator('.pin-setting');
    await shoot('settings-set-pin', SOME, () =>
      pin.evaluate((element) => element.scrollIntoView({ block: 'center' })),
    );
    const about = page.locator('.about-section');
    await shoot('settings-about', SOME, () => about.evaluate((element) => element.scrollIntoView(false)));

    await page.getByRole('button', { name: 'Licenses of others' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot('settings-licenses');
    await page.getByRole('dialog').locator('summary').first().click();
    await shoot('settings-license', SOME);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Reset all' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot('settings-reset-question', SOME);
    await page.keyboard.press('Escape');

    await page.getByRole('textbox', { name: 'Search settings' }).fill('notif');
    await shoot('settings-search', SOME);
    await page.getByRole('textbox', { name: 'Search settings' }).fill('nothing like this');
    await expect(page.getByText('No setting matches.')).toBeVisible();
    await shoot('settings-search-nothing', SOME);
  },
};
