import type { Page } from '@playwright/test';
import { askForHelp, findChatId, getConversation, say } from '../../../e2e/fixtures/customerSteps';
import { fault, type Simulator } from '../../../src/simulator';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

const SIGN_IN = 'This network wants a sign-in first';

/** Of a hotel or an airport, which lets nobody through before. */
async function meetSignInPage({ faults }: Simulator, page: Page): Promise<void> {
  faults.plan({}, fault.redirect(302, 'https://portal.test/'), { times: Infinity });
  await expect(page.getByText(SIGN_IN)).toBeVisible();
}

/** What gets in the way of a chat and is over: a network that wants a sign-in, a page that has crashed. */
export const mishaps: Story = {
  name: 'mishap',
  places: ['desk', 'counter'],
  async tell({ app, page, simulator, shoot }) {
    await askForHelp(page);
    const chatId = await findChatId(simulator);
    await expect(page.getByRole('heading', { name: 'Waiting for an agent' })).toBeVisible();
    await meetSignInPage(simulator, page);
    await shoot('mishap-network-waiting', SOME);
    simulator.faults.clear();

    const kim = simulator.agent('Kim');
    kim.accept(chatId);
    await expect(page.getByRole('heading', { name: 'Chat with Kim' })).toBeVisible();
    kim.say(chatId, 'I will ask in the depot. One moment, please.');
    await say(page, 'Thank you.');
    await expect(getConversation(page).getByText('Sent', { exact: true })).toBeVisible();
    await meetSignInPage(simulator, page);
    await shoot('mishap-network-chat', SOME);
    simulator.faults.clear();
    await expect(page.getByText(SIGN_IN)).toBeHidden();

    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    await expect(page.getByText('Your chat goes on')).toBeVisible();
    // It goes by itself, so only a few.
    await shoot('mishap-back', SOME);
  },
};
