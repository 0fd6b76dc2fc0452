import { goingThrough, startHttpProxy } from '../../../e2e/fixtures/httpProxy';
import { askForHelp } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

/** A network that wants a login first. */
export const proxy: Story = {
  name: 'proxy',
  places: ['desk'],
  isConfigured: false,
  async surround({ url, contactCenterId }) {
    const between = await startHttpProxy({ login: 'chris:right' });
    return {
      // A name that only the proxy knows.
      policy: {
        serverUrl: `http://chat.test:${new URL(url).port}`,
        contactCenterId,
        allowInsecureHttp: true,
      },
      env: goingThrough(between),
      stop: between.stop,
    };
  },
  async tell({ page, shoot }) {
    await askForHelp(page);
    const dialog = page.getByRole('dialog', { name: 'Sign in to the network' });
    await expect(dialog).toBeVisible();
    await shoot('proxy-sign-in');
    await dialog.getByRole('textbox', { name: 'User name' }).fill('chris');
    await dialog.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('wants a user name and a password')).toBeVisible();
    await shoot('proxy-failed', SOME);
    await page.getByRole('button', { name: 'Start chat' }).click();
    await expect(dialog).toContainText('did not accept');
    await shoot('proxy-sign-in-wrong', SOME);
  },
};
