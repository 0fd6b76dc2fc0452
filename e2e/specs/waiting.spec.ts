import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listenToAnnouncements } from '../fixtures/announcements';
import { expectNoFindings } from '../fixtures/axe';
import { connectTo } from '../fixtures/counterline';
import {
  askForHelp,
  findChatId,
  getConversation,
  getMessageField,
  getTextsOfCustomer,
} from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** As earlier chats of this computer would have left it: twenty waits at this time of the day. */
function rememberWaits(queue: string, minutes: number): Record<string, string> {
  const waits = Array.from({ length: 20 }, (_none, days) => ({
    atMs: Date.now() - (days + 1) * DAY_MS,
    waitedMs: minutes * MINUTE_MS,
    wasServed: true,
  }));
  return { 'waits.json': JSON.stringify({ queue, waits }) };
}

test('what is written before the agent comes is sent at once, and is there when the agent comes', async ({
  customer,
  simulator,
}) => {
  await askForHelp(customer);
  const chatId = await findChatId(simulator);
  const { keyboard } = customer;
  await expect(customer.getByRole('heading', { name: 'Waiting for an agent' })).toBeFocused();
  await keyboard.press('Tab');
  await expect(getMessageField(customer)).toBeFocused();
  await keyboard.type('The number is 4711');
  await expect(customer.getByRole('button', { name: 'Send', exact: true })).not.toHaveAttribute(
    'aria-disabled',
  );
  const announced = await listenToAnnouncements(customer);
  await keyboard.press('Enter');
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual(['The number is 4711']);
  await expect.poll(announced).toEqual(['Sent']);
  const own = customer.getByRole('list', { name: 'Your messages' });
  await expect(own).toContainText('Sent');
  await keyboard.type('And one more th');
  await expectNoFindings(customer);

  simulator.agent('Kim').accept(chatId);
  await expect(getConversation(customer)).toContainText('The number is 4711');
  await expect(getMessageField(customer)).toBeFocused();
  await keyboard.type('ing');
  await expect(getMessageField(customer)).toHaveValue('And one more thing');
});

test.describe('a contact center that takes messages only when an agent is there', () => {
  test.use({ simulatorOptions: { capabilities: { WaitingForAgent: ['Complete'] } } });
  test('lets write at once, says why it waits, and has it in the field when the agent comes', async ({
    customer,
    simulator,
  }) => {
    await askForHelp(customer);
    const chatId = await findChatId(simulator);
    await getMessageField(customer).fill('The number is 4711');
    await expect(customer.getByText('It can be sent as soon as someone is here.')).toBeVisible();
    await customer.keyboard.press('Enter');
    await expect(getMessageField(customer)).toHaveValue('The number is 4711');
    simulator.agent('Kim').accept(chatId);
    await expect(getConversation(customer)).toBeVisible();
    await expect(getMessageField(customer)).toHaveValue('The number is 4711');
    await customer.keyboard.press('Enter');
    await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual(['The number is 4711']);
  });
});

test('the queue can be left at any time, by keyboard', async ({ customer, simulator }) => {
  await askForHelp(customer);
  const chatId = await findChatId(simulator);
  await customer.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(customer.getByText('You left the line before someone could join.')).toBeVisible();
  expect(simulator.model.findChat(chatId)?.state).toBe('Idle');
});

test('a computer without a past says nothing of the usual wait, and remembers how long this one took', async ({
  launch,
  simulator,
}) => {
  const { page, userDataFolder } = await launch({ args: connectTo(simulator) });
  await askForHelp(page, { nickname: 'Chris Secret', subject: 'Secret' });
  const chatId = await findChatId(simulator);
  await expect(page.getByRole('timer')).toBeVisible();
  await expect(page.getByText(/usual/i)).toHaveCount(0);
  simulator.agent('Kim').accept(chatId);
  await expect(getConversation(page)).toBeVisible();
  const read = () => readFile(join(userDataFolder, 'waits.json'), 'utf8').catch(() => '');
  await expect.poll(read).toContain('"wasServed":true');
  expect(await read()).not.toMatch(/Secret|Kim/);
});

test('with a past, the usual wait is shown and does not count down; when it takes longer, that is said', async ({
  launch,
  simulator,
}) => {
  const files = rememberWaits(`${simulator.url} ${simulator.contactCenterId} `, 2.5);
  const { page } = await launch({ args: connectTo(simulator), files });
  await askForHelp(page);
  await findChatId(simulator);
  await expect(page.getByText('Usually under 3 minutes at this time')).toBeVisible();
  await expectNoFindings(page);
  await page.clock.setFixedTime(Date.now() + 2 * MINUTE_MS);
  await expect(page.getByRole('timer')).toContainText('02:');
  await expect(page.getByText('Usually under 3 minutes at this time')).toBeVisible();
  await page.clock.setFixedTime(Date.now() + 3 * MINUTE_MS);
  await expect(page.getByText('This is taking longer than usual.')).toBeVisible();
  await expect(page.getByText('Usually under')).toBeHidden();
});

test('a damaged memory of waits is set aside, and the app goes on', async ({ launch, simulator }) => {
  const { page } = await launch({ args: connectTo(simulator), files: { 'waits.json': '{"queue":' } });
  await askForHelp(page);
  await findChatId(simulator);
  await expect(page.getByRole('timer')).toBeVisible();
  await expect(page.getByText(/usual/i)).toHaveCount(0);
});
