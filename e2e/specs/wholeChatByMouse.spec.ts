import {
  CHRIS,
  findChatId,
  getConversation,
  getMessageField,
  getTextsOfCustomer,
} from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

test('a customer asks for help, waits, chats and ends the chat, by mouse', async ({
  customer,
  simulator,
}) => {
  await customer.getByRole('textbox', { name: 'Your name' }).click();
  await customer.keyboard.type(CHRIS.nickname);
  await customer.getByRole('textbox', { name: 'How can we help?' }).click();
  await customer.keyboard.type(CHRIS.subject);
  await customer.getByRole('button', { name: 'Start chat' }).click();
  await expect(customer.getByRole('status').filter({ hasText: 'Waiting for an agent' })).toBeVisible();

  const chatId = await findChatId(simulator);
  const chat = simulator.model.findChat(chatId);
  expect({ nickname: chat?.customer.nickname, subject: chat?.subject }).toEqual(CHRIS);

  const kim = simulator.agent('Kim');
  kim.accept(chatId);
  kim.say(chatId, 'Hello Chris, how can I help?');
  await expect(getConversation(customer)).toContainText('Hello Chris, how can I help?');

  await getMessageField(customer).click();
  await customer.keyboard.type('Where is my parcel?');
  await customer.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(getConversation(customer)).toContainText('Where is my parcel?');
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toBeVisible();
  expect(getTextsOfCustomer(simulator, chatId)).toEqual(['Where is my parcel?']);

  await customer.getByRole('button', { name: 'End chat' }).click();
  await customer.getByRole('dialog').getByRole('button', { name: 'Keep chatting' }).click();
  await expect(customer.getByRole('dialog')).toBeHidden();
  await customer.getByRole('button', { name: 'End chat' }).click();
  await customer.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await expect(customer.getByRole('heading', { name: 'Chat ended' })).toBeVisible();
  expect(simulator.model.findChat(chatId)?.state).toBe('Idle');

  await customer.getByRole('button', { name: 'New chat' }).click();
  await expect(customer.getByRole('button', { name: 'Start chat' })).toBeVisible();
});

test('the header policy holds for a whole chat', async ({ customer, simulator }) => {
  await customer.getByRole('textbox', { name: 'Your name' }).fill('Chris');
  await customer.getByRole('textbox', { name: 'How can we help?' }).fill('Hello');
  await customer.getByRole('button', { name: 'Start chat' }).click();
  const chatId = await findChatId(simulator);
  simulator.agent('Kim').accept(chatId);
  // Typing is told only where the server allows it, which the app knows when it lets the customer write.
  await expect(getMessageField(customer)).toBeEditable();
  await getMessageField(customer).pressSequentially('Hello', { delay: 200 });
  await customer.keyboard.press('Enter');
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toBeVisible();

  const records = simulator.wireLog.records();
  expect(new Set(records.map((record) => record.operation))).toEqual(
    new Set([
      'RequestChat',
      'GetTranscript',
      'GetChat',
      'SendStartTypingNotification',
      'SendStopTypingNotification',
      'SendMessage',
    ]),
  );
  expect(new Set(records.map(({ headers }) => headers['contactcenterid']))).toEqual(
    new Set([simulator.contactCenterId]),
  );
  expect(records.filter(({ headers }) => 'authorization' in headers)).toEqual([]);
});
