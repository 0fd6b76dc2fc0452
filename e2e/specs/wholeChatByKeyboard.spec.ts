import { findChatId, getConversation, getMessageField, getTextsOfCustomer } from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

test('a customer does everything by keyboard alone, and focus is always where the work is', async ({
  customer,
  simulator,
}) => {
  const { keyboard } = customer;
  await expect(customer.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await keyboard.type('Chris');
  await keyboard.press('Tab');
  await expect(customer.getByRole('textbox', { name: 'How can we help?' })).toBeFocused();
  await keyboard.type('My parcel has not arrived');
  await keyboard.press('Tab');
  await expect(customer.getByRole('button', { name: 'Start chat' })).toBeFocused();
  await keyboard.press('Enter');

  await expect(customer.getByRole('heading', { name: 'Waiting for an agent' })).toBeFocused();
  const chatId = await findChatId(simulator);
  simulator.agent('Kim').accept(chatId);

  await expect(getMessageField(customer)).toBeFocused();
  await keyboard.type('First line');
  await keyboard.press('Shift+Enter');
  await keyboard.type('second line');
  await keyboard.press('Enter');
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toBeVisible();
  expect(getTextsOfCustomer(simulator, chatId)).toEqual(['First line\nsecond line']);
  await expect(getMessageField(customer)).toBeFocused();
  await expect(getMessageField(customer)).toHaveValue('');

  await keyboard.press('Shift+Tab');
  await expect(getConversation(customer)).toBeFocused();
  await keyboard.press('Shift+Tab');
  await expect(customer.getByRole('button', { name: 'End chat' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(customer.getByRole('dialog')).toBeVisible();
  await keyboard.press('Escape');
  await expect(customer.getByRole('button', { name: 'End chat' })).toBeFocused();

  await keyboard.press('Enter');
  const confirm = customer.getByRole('dialog').getByRole('button', { name: 'End chat' });
  for (
    let tabs = 0;
    tabs < 3 && !(await confirm.evaluate((button) => button === document.activeElement));
    tabs += 1
  ) {
    await keyboard.press('Tab');
  }
  await keyboard.press('Enter');
  await expect(customer.getByRole('heading', { name: 'Chat ended' })).toBeFocused();

  for (let tabs = 0; tabs < 8; tabs += 1) {
    await keyboard.press('Tab');
    if (
      await customer
        .getByRole('button', { name: 'New chat' })
        .evaluate((button) => button === document.activeElement)
    )
      break;
  }
  await keyboard.press('Space');
  await expect(customer.getByRole('textbox', { name: 'Your name' })).toBeFocused();
});

test('Enter held down starts one chat and sends one message', async ({ customer, simulator }) => {
  await customer.getByRole('textbox', { name: 'Your name' }).fill('Chris');
  await customer.getByRole('textbox', { name: 'How can we help?' }).fill('Hello');
  await customer.getByRole('button', { name: 'Start chat' }).focus();
  // Playwright reports repeated downs of the same key as a held key.
  for (let repeats = 0; repeats < 20; repeats += 1) await customer.keyboard.down('Enter');
  await customer.keyboard.up('Enter');
  const chatId = await findChatId(simulator);
  simulator.agent('Kim').accept(chatId);

  await expect(getMessageField(customer)).toBeFocused();
  await customer.keyboard.type('Hello');
  for (let repeats = 0; repeats < 20; repeats += 1) await customer.keyboard.down('Enter');
  await customer.keyboard.up('Enter');
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toBeVisible();

  expect(simulator.wireLog.count({ operation: 'RequestChat' })).toBe(1);
  expect(simulator.wireLog.count({ operation: 'SendMessage' })).toBe(1);
});
