import { beginChatWith, getConversation, getMessageField } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';
import { SOME } from '../variants';

/** What happens around the field: emoji, the limit, a card number. */
export const composing: Story = {
  name: 'composing',
  places: ['desk', 'counter'],
  async tell({ page, simulator, shoot }) {
    const chatId = await beginChatWith(page, simulator, 'Kim');
    simulator.agent('Kim').say(chatId, 'Hello Chris, this is Kim. How can I help you today?');
    await expect(getConversation(page)).toContainText('How can I help you today?');
    await getMessageField(page).fill('Thanks!');

    await page.getByRole('button', { name: 'Insert an emoji' }).click();
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await shoot('composing-emoji');
    await page.getByRole('textbox', { name: 'Search emoji' }).fill('heart');
    await shoot('composing-emoji-search', SOME);
    await page.keyboard.press('Escape');

    await getMessageField(page).fill('A long message. '.repeat(1_245));
    await shoot('composing-near-limit');
    await getMessageField(page).fill('A long message. '.repeat(1_260));
    await shoot('composing-too-long');
    await getMessageField(page).fill('A long message. '.repeat(12_600));
    await shoot('composing-beyond-kept', SOME);

    await getMessageField(page).fill('My card is 4111 1111 1111 1111.');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot('composing-card');
  },
};
