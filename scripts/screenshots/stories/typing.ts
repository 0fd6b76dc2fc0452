import { LANGUAGES } from '../../../src/shared/preferences';
import { beginChatWith, getConversation, getMessageField } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';
import { speak } from '../variants';

/** Its name changes with the language. */
const KEYBOARD = '.on-screen-keyboard';

/** The keyboard on the screen of a counter, with each layout. */
export const typing: Story = {
  name: 'keyboard',
  places: ['counter'],
  async tell({ page, simulator, shoot }) {
    const chatId = await beginChatWith(page, simulator, 'Kim');
    simulator.agent('Kim').say(chatId, 'Hello Chris, this is Kim. How can I help you today?');
    await expect(getConversation(page)).toContainText('How can I help you today?');
    await getMessageField(page).focus();
    await getMessageField(page).dispatchEvent('pointerup', { pointerType: 'touch', bubbles: true });
    const keyboard = page.locator(KEYBOARD);
    await expect(keyboard).toBeVisible();
    await page.getByRole('button', { name: 'h', exact: true }).click();
    await shoot('keyboard');

    for (const language of LANGUAGES)
      await shoot(`keyboard-layout-${language}`, ['portrait', 'small'], () => speak(page, language));

    await page.getByRole('button', { name: 'Capital letters' }).click();
    await shoot('keyboard-capitals', ['portrait', 'small']);
    await page.getByRole('button', { name: 'Numbers and signs' }).click();
    await shoot('keyboard-signs', ['portrait', 'small', 'landscape-dark']);
    await page.getByRole('button', { name: 'Letters', exact: true }).click();
    for (const language of ['ar', 'hi', 'ja'] as const)
      await shoot(`keyboard-second-${language}`, ['portrait'], async () => {
        await speak(page, language);
        await keyboard.locator('[aria-pressed]').first().click();
      });
  },
};
