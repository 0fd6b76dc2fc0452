import { beginChatWith, getConversation, say } from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Story } from '../story';
import { ARABIC, EMOJI, LONG_NAME, LONG_WORD, MARKUP, TURNED, ZALGO } from '../texts';

/** Names and messages that try to break out of their place. */
export const foreignText: Story = {
  name: 'foreign-text',
  places: ['desk'],
  async tell({ page, simulator, shoot }) {
    const chatId = await beginChatWith(page, simulator, LONG_NAME);
    const log = getConversation(page);
    const longNamed = simulator.agent(LONG_NAME);
    longNamed.say(chatId, 'A name of ten thousand characters.');
    longNamed.say(chatId, LONG_WORD);
    await say(page, LONG_WORD);
    await expect(log.getByText('Sent', { exact: true })).toBeVisible();
    const typing = page.locator('.typing-indicator .dots');
    await shoot('foreign-text-long', undefined, async () => {
      longNamed.startTyping(chatId);
      await expect(typing).toBeVisible();
    });

    const odd = simulator.agent(ZALGO);
    odd.accept(chatId);
    longNamed.leave(chatId);
    odd.say(chatId, ZALGO);
    odd.say(chatId, 'The bubble above must not paint over this one.');
    odd.say(chatId, MARKUP);
    odd.say(chatId, TURNED);
    odd.say(chatId, EMOJI);
    await say(page, `${EMOJI} ${MARKUP}`);
    await expect(log.getByText('Sent', { exact: true })).toHaveCount(2);
    await shoot('foreign-text-odd');

    odd.say(chatId, 'A line of its own.\n'.repeat(60));
    await expect(page.getByRole('button', { name: 'Show the whole message' }).last()).toBeVisible();
    await shoot('foreign-text-folded');

    const sami = simulator.agent(ARABIC.agent);
    sami.accept(chatId);
    odd.leave(chatId);
    sami.say(chatId, ARABIC.greeting);
    await expect(log).toContainText(ARABIC.greeting);
    await say(page, ARABIC.number);
    await expect(log.getByText('Sent', { exact: true })).toHaveCount(3);
    sami.say(chatId, ARABIC.answer);
    sami.say(chatId, 'DHL Express, 4711-0815.');
    await shoot('foreign-text-arabic', undefined, async () => {
      sami.startTyping(chatId);
      await expect(typing).toBeVisible();
    });
  },
};
