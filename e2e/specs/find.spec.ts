import { expectNoFindingsInLightAndDark } from '../fixtures/axe';
import { beginChatWith, getConversation, getMessageField } from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

const patient = expect.configure({ timeout: 20_000 });

test('a text is found in all of a long conversation, however it is accented, and the focus comes back', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const kim = simulator.agent('Kim');
  for (let number = 1; number <= 600; number += 1) {
    kim.say(chatId, number % 200 === 50 ? `Das Päckchen ${number} <b>` : `Message ${number}`);
  }
  const log = getConversation(customer);
  await patient(log).toContainText('Message 600');
  await getMessageField(customer).focus();
  await customer.keyboard.press('Control+f');
  const bar = customer.getByRole('search');
  const field = bar.getByRole('textbox', { name: 'Find in conversation' });
  await expect(field).toBeFocused();

  // The latest comes first, then those above.
  await field.fill('packchen');
  await expect(bar).toContainText('3 of 3');
  await expect(log.locator('mark.current')).toHaveText('Päckchen');
  await expect(log.getByText('Päckchen 450')).toBeInViewport();
  await customer.keyboard.press('Shift+Enter');
  await customer.keyboard.press('Shift+Enter');
  await expect(bar).toContainText('1 of 3');
  await expect(log.getByText('Päckchen 50')).toBeInViewport();
  await customer.keyboard.press('Enter');
  await expect(bar).toContainText('2 of 3');
  await expect(log.getByText('Päckchen 250')).toBeInViewport();
  await expect(log.locator('mark.current')).toHaveCount(1);
  await expectNoFindingsInLightAndDark(customer);

  // What is found stays text.
  await field.fill('<b>');
  await expect(bar).toContainText('3 of 3');
  expect(await log.locator('b').count()).toBe(0);
  await field.fill('nothing of this');
  await expect(bar).toContainText('No matches');
  await customer.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await expect(getMessageField(customer)).toBeFocused();
  expect(await log.locator('mark').count()).toBe(0);

  kim.end(chatId);
  await expect(customer.getByRole('heading', { name: 'Chat ended' })).toBeVisible();
  await customer.keyboard.press('Control+f');
  await field.fill('päckchen 50');
  await expect(bar).toContainText('1 of 1');
  await expect(log.getByText('Päckchen 50')).toBeInViewport();
});
