import { CALM_PATH } from '../../../src/main/app/uiFiles';
import { EXPOSED_NAME } from '../../../src/shared/ipc/names';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME, type VariantName } from '../variants';

const CALM: readonly VariantName[] = [...SOME, 'portrait-dark', 'landscape', 'small-arabic-dark'];
const BEAT = `window[${JSON.stringify(EXPOSED_NAME)}]['page:beat']({ visible: true, used: false, pulse: 0 })`;

/** What stands there when there is no page to show, or nobody to ask. */
export const failures: Story = {
  name: 'failure',
  places: ['desk', 'counter'],
  async tell({ app, page, shoot }) {
    const usual = page.url();
    const load = (url: string) =>
      app.evaluate(({ BrowserWindow }, address) => BrowserWindow.getAllWindows()[0]?.loadURL(address), url);

    await shoot('failure-calm', CALM, async () => {
      await load(new URL(CALM_PATH, usual).href);
      return async () => {
        await load(usual);
        await page.locator('main h1').waitFor();
        // Main would take a page that is silent for long for one that hangs.
        await page.evaluate(BEAT);
      };
    });

    // Main is asked, and cannot answer.
    await app.evaluate(({ ipcMain }) => {
      ipcMain.removeHandler('app:getSnapshot');
      ipcMain.handle('app:getSnapshot', () => Promise.reject(new Error('No snapshot')));
    });
    await page.reload();
    await expect(page.getByRole('heading', { name: 'could not open properly' })).toBeVisible();
    await shoot(
      'failure-trouble',
      SOME.filter((name) => !/arabic|german/.test(name)),
    );
  },
};
