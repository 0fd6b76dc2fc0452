import { START_FIELDS } from '../../../e2e/fixtures/startFields';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

/** The first screen where the administrator asks much. */
export const startFields: Story = {
  name: 'fields',
  places: ['desk', 'counter'],
  settings: { startFields: START_FIELDS },
  async tell({ page, shoot }) {
    await expect(page.getByRole('combobox', { name: 'Product' })).toBeVisible();
    await shoot('fields');
    await page.getByRole('button', { name: 'Start chat' }).click();
    await expect(page.getByRole('status')).toHaveText('5 answers need another look.');
    await shoot('fields-faults-top', SOME);
    const last = page.getByRole('status');
    await shoot('fields-faults', SOME, () => last.evaluate((element) => element.scrollIntoView(false)));
  },
};
