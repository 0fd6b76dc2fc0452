import { fault } from '../../src/simulator';
import { connectTo } from '../fixtures/counterline';
import {
  askForHelp,
  beginChatWith,
  CHRIS,
  findChatId,
  getConversation,
  getTextsOfCustomer,
  say,
} from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

test.describe('a chat that cannot start says why, keeps what was typed, and leaves a way on', () => {
  test('wrong server address', async ({ launch }) => {
    const { page } = await launch({ args: ['--server-url=http://127.0.0.1:9', '--contact-center-id=any'] });
    await askForHelp(page);
    await expect(page.getByRole('alert')).toContainText('We could not reach the contact center.');
    await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue(CHRIS.nickname);
    await expect(page.getByRole('textbox', { name: 'How can we help?' })).toHaveValue(CHRIS.subject);
    await expect(page.getByRole('button', { name: 'Start chat' })).toBeEnabled();
  });

  test('contact center id rejected', async ({ launch, simulator }) => {
    const { page } = await launch({
      args: [`--server-url=${simulator.url}`, '--contact-center-id=somebody-else'],
    });
    await askForHelp(page);
    await expect(page.getByRole('alert')).toContainText('The contact center did not let us in.');
    await expect(page.getByRole('textbox', { name: 'How can we help?' })).toHaveValue(CHRIS.subject);
  });

  test('server down at the start and up later', async ({ launch, simulator }) => {
    await simulator.goDown();
    const { page } = await launch({ args: connectTo(simulator) });
    await askForHelp(page);
    await expect(page.getByRole('alert')).toContainText('We could not reach the contact center.');
    await simulator.comeUp();
    await page.getByRole('button', { name: 'Start chat' }).click();
    await expect(page.getByRole('heading', { name: 'Waiting for an agent' })).toBeVisible();
    await findChatId(simulator);
  });

  const answers = [
    {
      name: 'a page instead of the API',
      answer: { status: 200, body: '<html>Hi</html>' },
      says: 'cannot be found at its address',
    },
    {
      name: 'an internal error',
      answer: { status: 500, body: 'oops' },
      says: 'The contact center has a problem right now.',
    },
    {
      name: 'overload',
      answer: { status: 503, headers: { 'Retry-After': '5' }, body: '' },
      says: 'Very many people are asking for help',
    },
  ];
  for (const { name, answer, says } of answers) {
    test(name, async ({ customer, simulator }) => {
      simulator.faults.plan({ operation: 'RequestChat' }, fault.answer(answer));
      await askForHelp(customer);
      await expect(customer.getByRole('alert')).toContainText(says);
      await customer.getByRole('button', { name: 'Start chat' }).click();
      await expect(customer.getByRole('heading', { name: 'Waiting for an agent' })).toBeVisible();
    });
  }

  test('the answer was lost: it says so, and does not ask again by itself', async ({
    customer,
    simulator,
  }) => {
    simulator.faults.plan({ operation: 'RequestChat' }, fault.loseAnswer());
    await askForHelp(customer);
    await expect(customer.getByRole('alert')).toContainText('we cannot tell whether your chat started');
    expect(simulator.wireLog.count({ operation: 'RequestChat' })).toBe(1);
  });
});

test('the server goes away during a chat and comes back: the screen says so, and nothing is lost or doubled', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  await say(customer, 'First');
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toBeVisible();

  // A network that wants a sign-in leads everything to a page of its own, and then goes away altogether.
  const signInPage = fault.redirect(302, 'http://login.example.com/');
  const { cancel } = simulator.faults.plan({}, signInPage, { times: Infinity });
  await expect(customer.getByText(/^This network wants a sign-in first/).first()).toBeVisible();
  cancel();
  await simulator.goDown();
  await expect(customer.getByText(/^Reconnecting…/).first()).toBeVisible();
  await say(customer, 'Second, while the line is down');
  simulator.agent('Kim').say(chatId, 'Written meanwhile');
  await simulator.comeUp();

  await expect(getConversation(customer)).toContainText('Written meanwhile', { timeout: 30_000 });
  await expect(customer.getByText(/^Reconnecting…/)).toHaveCount(0);
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toHaveCount(2, {
    timeout: 30_000,
  });
  expect(getTextsOfCustomer(simulator, chatId)).toEqual(['First', 'Second, while the line is down']);
});

test('an answer to a send that is lost is found in the transcript: one message, shown as sent', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.faults.plan({ operation: 'SendMessage' }, fault.loseAnswer());
  await say(customer, 'Did you get this?');
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toBeVisible();
  expect(getTextsOfCustomer(simulator, chatId)).toEqual(['Did you get this?']);
  expect(simulator.wireLog.count({ operation: 'SendMessage' })).toBe(1);
});

test.describe('a chat that the server has forgotten', () => {
  test.use({ simulatorOptions: { silenceLimitMs: 6000, endedChatsKept: 0 } });
  test('is shown as closed once that is sure, and a new one can be started', async ({
    customer,
    simulator,
  }) => {
    await beginChatWith(customer, simulator, 'Kim');
    await simulator.goDown();
    await simulator.until((model) => (model.chats().length === 0 ? true : undefined), 20_000);
    await simulator.comeUp();
    await expect(customer.getByRole('heading', { name: 'Chat ended' })).toBeVisible({ timeout: 40_000 });
    await expect(customer.getByText('The chat was closed while the connection was lost.')).toBeVisible();
    await customer.getByRole('button', { name: 'New chat' }).click();
    await askForHelp(customer);
    await findChatId(simulator);
  });
});
