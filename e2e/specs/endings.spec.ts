import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fault } from '../../src/simulator';
import {
  askForHelp,
  beginChatWith,
  findChatId,
  getConversation,
  getMessageField,
  say,
} from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

const endedHeading = { name: 'Chat ended' };

test('the agent ends the chat: the last words are shown, and the reason', async ({ customer, simulator }) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const kim = simulator.agent('Kim');
  kim.say(chatId, 'Goodbye, and thank you.');
  kim.end(chatId);
  await expect(customer.getByRole('heading', endedHeading)).toBeVisible();
  await expect(customer.getByText('The contact center ended the chat.')).toBeVisible();
  await expect(customer.getByText('Goodbye, and thank you.')).toBeVisible();
});

test('in a low window the end and what can be done now come first, then the conversation', async ({
  customer,
  simulator,
}) => {
  await customer.setViewportSize({ width: 480, height: 500 });
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const kim = simulator.agent('Kim');
  for (let count = 1; count <= 30; count += 1) kim.say(chatId, `Sentence ${count}.`);
  await expect(getConversation(customer).getByText('Sentence 30.')).toBeInViewport();
  kim.end(chatId);
  await expect(customer.getByRole('heading', endedHeading)).toBeInViewport();
  await expect(customer.getByRole('button', { name: 'New chat' })).toBeInViewport();
  await getConversation(customer).focus();
  await customer.keyboard.press('End');
  await expect(getConversation(customer).getByText('Sentence 30.')).toBeInViewport();
});

test('what was typed and not sent when the agent ended is still there to be copied', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  await getMessageField(customer).fill('But what about my');
  simulator.agent('Kim').end(chatId);
  await expect(customer.getByRole('heading', endedHeading)).toBeVisible();
  await expect(customer.getByText('You had not sent this')).toBeVisible();
  await expect(customer.getByText('But what about my')).toBeVisible();
});

test('the customer leaves the queue, and no agent waits for them', async ({ customer, simulator }) => {
  await askForHelp(customer);
  const chatId = await findChatId(simulator);
  await customer.getByRole('button', { name: 'Cancel' }).click();
  await expect(customer.getByRole('heading', endedHeading)).toBeVisible();
  await expect(customer.getByText('You left the line before someone could join.')).toBeVisible();
  expect(simulator.model.findChat(chatId)?.state).toBe('Idle');
});

test('cancelled while the request is on its way: a chat that still comes is ended at once', async ({
  customer,
  simulator,
}) => {
  simulator.faults.plan({ operation: 'RequestChat' }, fault.delay({ afterMs: 2000 }));
  await askForHelp(customer);
  await customer.getByRole('button', { name: 'Cancel' }).click();
  await expect(customer.getByRole('button', { name: 'Start chat' })).toBeVisible();
  await simulator.until((model) => model.chats().find((chat) => chat.state === 'Idle'));
  expect(simulator.wireLog.count({ operation: 'RequestChat' })).toBe(1);
  expect(simulator.wireLog.count({ operation: 'Complete' })).toBe(1);
});

test('the end is shown only when the server has confirmed it', async ({ customer, simulator }) => {
  await beginChatWith(customer, simulator, 'Kim');
  simulator.faults.plan({ operation: 'Complete' }, fault.loseRequest(), { times: 2 });
  await customer.getByRole('button', { name: 'End chat' }).click();
  await customer.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await expect(customer.getByText('Ending the chat…').first()).toBeVisible();
  await expect(customer.getByRole('heading', endedHeading)).toBeVisible();
  await expect(customer.getByText('You ended the chat. Thank you for talking with us.')).toBeVisible();
  expect(simulator.wireLog.count({ operation: 'Complete' })).toBe(3);
});

test('the transcript is saved as a text file', async ({ counterline, customer, simulator }) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.agent('Kim').say(chatId, 'Your number is <4711> & "new".');
  await say(customer, 'Thank you, ありがとう');
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toBeVisible();
  simulator.agent('Kim').end(chatId);
  await expect(customer.getByRole('heading', endedHeading)).toBeVisible();

  const filePath = join(counterline.userDataFolder, 'saved.txt');
  // The system's own file dialog cannot be driven here; what it would answer is put in its place.
  await counterline.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
  await customer.getByRole('button', { name: 'Save transcript' }).click();
  await expect(customer.getByText('The transcript is saved.')).toBeVisible();
  const saved = await readFile(filePath, 'utf8');
  expect(saved).toContain('Kim: Your number is <4711> & "new".');
  expect(saved).toContain('Chris: Thank you, ありがとう');
});
