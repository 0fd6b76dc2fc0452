import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fault } from '../../src/simulator';
import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
import {
  askForHelp,
  beginChatWith,
  getConversation,
  getMessageField,
  getTextsOfCustomer,
  say,
} from '../fixtures/customerSteps';

/** As a power cut would end it: no part of the app gets a last word. */
async function kill(running: RunningApp): Promise<void> {
  const closed = new Promise<void>((resolve) => running.app.on('close', () => resolve()));
  running.app.process().kill('SIGKILL');
  await closed;
}

const readKept = ({ userDataFolder }: RunningApp) => readFile(join(userDataFolder, 'chat.json'), 'utf8');

test('killed while a message is on its way and started again: the chat, its messages and the draft are back, each message once', async ({
  launch,
  simulator,
}) => {
  const first = await launch({ args: connectTo(simulator) });
  const chatId = await beginChatWith(first.page, simulator, 'Kim');
  await say(first.page, 'ok');
  await expect(getConversation(first.page).getByText('Sent', { exact: true })).toBeVisible();

  // The contact center takes the message, and its answer never comes.
  simulator.faults.plan({ operation: 'SendMessage' }, fault.hang({ applied: true }));
  await say(first.page, 'ok');
  await say(first.page, 'and one behind it');
  await getMessageField(first.page).fill('A thought not yet fini');
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual(['ok', 'ok']);
  await first.page.waitForTimeout(1000);
  await kill(first);
  simulator.agent('Kim').say(chatId, 'Said while you were away');

  const { page } = await launch({ args: connectTo(simulator), userDataFolder: first.userDataFolder });
  await expect(getConversation(page)).toContainText('Said while you were away');
  await expect(getMessageField(page)).toHaveValue('A thought not yet fini');
  await expect(getConversation(page).getByText('Sent', { exact: true })).toHaveCount(3);
  expect(getTextsOfCustomer(simulator, chatId)).toEqual(['ok', 'ok', 'and one behind it']);
  expect(simulator.wireLog.count({ operation: 'SendMessage' })).toBe(3);
});

test('killed on the Start screen: what was carried over from the last chat is there for the next', async ({
  launch,
  simulator,
}) => {
  const first = await launch({ args: connectTo(simulator) });
  const chatId = await beginChatWith(first.page, simulator, 'Kim');
  await getMessageField(first.page).fill('But what about my');
  simulator.agent('Kim').end(chatId);
  await first.page.getByRole('button', { name: 'New chat' }).click();
  await expect(first.page.getByText('What you had not sent is kept.')).toBeVisible();
  await expect.poll(() => readKept(first)).toContain('But what about my');
  await kill(first);

  const { page } = await launch({ args: connectTo(simulator), userDataFolder: first.userDataFolder });
  await expect(page.getByText('What you had not sent is kept.')).toBeVisible();
  await askForHelp(page);
  await expect(getMessageField(page)).toHaveValue('But what about my');
});

test('the server dies while a message is on its way and returns: each message once, in order, rightly labelled on the way', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.faults.plan({ operation: 'SendMessage' }, fault.hang({ applied: true }));
  await say(customer, 'first');
  await expect(getConversation(customer)).toContainText('Sending…');
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual(['first']);
  await simulator.goDown();
  await say(customer, 'second');
  await expect(customer.getByText(/^Reconnecting…/).first()).toBeVisible();
  await simulator.comeUp();
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toHaveCount(2, {
    timeout: 45_000,
  });
  expect(getTextsOfCustomer(simulator, chatId)).toEqual(['first', 'second']);
});

test('killed while the end is on its way: the next start ends the chat, and says nothing of it', async ({
  launch,
  simulator,
}) => {
  const first = await launch({ args: connectTo(simulator) });
  const chatId = await beginChatWith(first.page, simulator, 'Kim');
  simulator.faults.plan({ operation: 'Complete' }, fault.loseRequest(), { times: 3 });
  await first.page.getByRole('button', { name: 'End chat' }).click();
  await first.page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await expect.poll(() => simulator.wireLog.count({ operation: 'Complete' })).toBeGreaterThan(0);
  await kill(first);
  expect(simulator.model.findChat(chatId)?.state).toBe('Chatting');

  const { page } = await launch({ args: connectTo(simulator), userDataFolder: first.userDataFolder });
  await expect(page.getByRole('button', { name: 'Start chat' })).toBeVisible();
  await expect.poll(() => simulator.model.findChat(chatId)?.state, { timeout: 30_000 }).toBe('Idle');
});

test('closed and opened again in time, the chat goes on', async ({ launch, simulator }) => {
  const first = await launch({ args: connectTo(simulator) });
  const chatId = await beginChatWith(first.page, simulator, 'Kim');
  await say(first.page, 'before');
  await expect(getConversation(first.page).getByText('Sent', { exact: true })).toBeVisible();
  await first.close();
  expect(simulator.model.findChat(chatId)?.state).toBe('Chatting');
  const { page } = await launch({ args: connectTo(simulator), userDataFolder: first.userDataFolder });
  await expect(getConversation(page)).toContainText('before');
  await say(page, 'after');
  await expect(getConversation(page).getByText('Sent', { exact: true })).toHaveCount(2);
});

test.describe('a chat that ended while the app was away', () => {
  test.use({ simulatorOptions: { silenceLimitMs: 6000, endedChatsKept: 0 } });
  test('is said to be over, and what was not sent is still there', async ({ launch, simulator }) => {
    const first = await launch({ args: connectTo(simulator) });
    await beginChatWith(first.page, simulator, 'Kim');
    await getMessageField(first.page).fill('What I still wanted to say');
    await first.page.waitForTimeout(1000);
    await kill(first);
    await simulator.until((model) => (model.chats().length === 0 ? true : undefined), 20_000);
    const { page } = await launch({ args: connectTo(simulator), userDataFolder: first.userDataFolder });
    await expect(page.getByRole('heading', { name: 'Chat ended' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('What I still wanted to say')).toBeVisible();
  });
});
