import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

const PIN = '271828';

/** What an organisation has decided, and the PIN before it. */
export const managed: Story = {
  name: 'managed',
  places: ['desk'],
  isConfigured: false,
  surround: ({ url, contactCenterId }) =>
    Promise.resolve({
      policy: {
        enforced: {
          contactCenters: [
            {
              id: 'sales',
              name: { en: 'Sales', de: 'Verkauf', ar: 'المبيعات' },
              serverUrl: url,
              contactCenterId,
            },
            {
              id: 'repairs',
              name: { en: 'Repairs', de: 'Reparatur', ar: 'الصيانة' },
              serverUrl: url,
              contactCenterId,
            },
          ],
          allowInsecureHttp: true,
          accentColor: '#7a1fa2',
          notifications: false,
          pollingProfile: 'balanced',
        },
      },
    }),
  async tell({ page, shoot }) {
    await expect(page.getByRole('combobox', { name: 'Department' })).toBeVisible();
    await shoot('managed-departments');
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('switch').first()).toBeVisible();
    const locked = page
      .locator('.setting-row', { has: page.locator('[aria-disabled=true], [readonly]') })
      .first();
    await shoot('managed-settings', SOME, () => locked.evaluate((element) => element.scrollIntoView()));

    await page.getByRole('button', { name: 'Set a PIN' }).click();
    await page.getByLabel('New PIN', { exact: true }).fill(PIN);
    await page.getByLabel('New PIN, once more').fill(PIN);
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    await expect(page.getByText('A PIN is set.')).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Settings' }).click();
    const field = page.getByLabel('PIN', { exact: true });
    await field.fill('000000');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That was not the PIN.').first()).toBeVisible();
    await shoot('managed-pin');
  },
};
