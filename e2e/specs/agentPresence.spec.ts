import { beginChatWith, getConversation, getMessageField, say } from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

test('the agent’s typing shows, and goes when the agent stops, writes or leaves', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const kim = simulator.agent('Kim');
  const indicator = customer.getByText('Kim is typing…');
  await expect(indicator).toBeHidden();

  kim.startTyping(chatId);
  await expect(indicator).toBeVisible();
  kim.stopTyping(chatId);
  await expect(indicator).toBeHidden();

  kim.startTyping(chatId);
  await expect(indicator).toBeVisible();
  kim.say(chatId, 'There it is.');
  await expect(getConversation(customer)).toContainText('There it is.');
  await expect(indicator).toBeHidden();

  kim.startTyping(chatId);
  await expect(indicator).toBeVisible();
  kim.leave(chatId);
  await expect(indicator).toBeHidden();
});

test('typing that is never ended goes by itself', async ({ customer, simulator }) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.agent('Kim').startTyping(chatId);
  await expect(customer.getByText('Kim is typing…')).toBeVisible();
  await expect(customer.getByText('Kim is typing…')).toBeHidden({ timeout: 15_000 });
});

test('the agent leaves and comes back: the customer is told, and the chat goes on', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const kim = simulator.agent('Kim');
  kim.say(chatId, 'One moment please.');
  await expect(getConversation(customer)).toContainText('One moment please.');

  kim.leave(chatId);
  await expect(getConversation(customer)).toContainText('Kim left the chat');
  await expect(customer.getByText('Kim has left. Please wait: someone will join again.')).toBeVisible();

  kim.rejoin(chatId);
  await expect(getConversation(customer)).toContainText('Kim is back');
  await expect(customer.getByText('Please wait: someone will join again.')).toBeHidden();
  await say(customer, 'Still there?');
  kim.say(chatId, 'Yes, here I am.');
  await expect(getConversation(customer)).toContainText('Yes, here I am.');
});

test('another agent takes over: the customer sees who is there', async ({ customer, simulator }) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.agent('Kim').transfer(chatId, 'Lee');
  await expect(customer.getByRole('heading', { name: 'Chat with Lee' })).toBeVisible();
  await expect(getConversation(customer)).toContainText('Kim left the chat');
  await expect(getMessageField(customer)).toBeEnabled();
});

test('the customer’s typing reaches the agent, at most every three seconds, and ends with a pause', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  await getMessageField(customer).pressSequentially('I am thinking about what to say', { delay: 100 });
  await simulator.until((model) =>
    model.findChat(chatId)?.transcript.find((entry) => entry.type === 'TypingStopped'),
  );
  const starts = simulator.wireLog.records({ operation: 'SendStartTypingNotification' });
  expect(starts.length).toBeGreaterThanOrEqual(1);
  for (const [index, start] of starts.entries()) {
    const before = starts[index - 1];
    if (before !== undefined) expect(start.atMs - before.atMs).toBeGreaterThan(2500);
  }
});
