import { fault } from '../../src/simulator';
import { expectNoFindingsInLightAndDark } from '../fixtures/axe';
import { connectTo } from '../fixtures/counterline';
import { listenToAnnouncements } from '../fixtures/announcements';
import { readAloud } from '../fixtures/readingOrder';
import { askForHelp, beginChatWith, findChatId, getConversation, say } from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

test.describe('axe finds nothing, in light and dark', () => {
  test('on First run, also with a fault shown', async ({ launch }) => {
    const { page } = await launch();
    await expectNoFindingsInLightAndDark(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await expectNoFindingsInLightAndDark(page);
  });

  test('on Start, Settings, a failed start, Waiting, Conversation, its dialog, and Ended', async ({
    launch,
    simulator,
  }) => {
    // It looks at nine screens twice, of which Settings is long.
    test.setTimeout(180_000);
    const { app, page } = await launch({ args: connectTo(simulator) });
    await expectNoFindingsInLightAndDark(page);
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('switch').first()).toBeVisible();
    await expectNoFindingsInLightAndDark(page);
    await page.getByRole('button', { name: 'Close' }).click();

    await simulator.goDown();
    await askForHelp(page);
    await expect(page.getByRole('alert')).toBeVisible();
    await expectNoFindingsInLightAndDark(page);
    await simulator.comeUp();

    await page.getByRole('button', { name: 'Start chat' }).click();
    const chatId = await findChatId(simulator);
    await expectNoFindingsInLightAndDark(page);
    simulator.agent('Kim').accept(chatId);
    simulator.agent('Kim').say(chatId, 'Hello');
    await expect(getConversation(page)).toContainText('Hello');
    await say(page, 'Hello Kim');
    simulator.agent('Kim').startTyping(chatId);
    await expect(page.getByText('Kim is typing…')).toBeVisible();
    await expectNoFindingsInLightAndDark(page);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoFindingsInLightAndDark(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'End chat' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoFindingsInLightAndDark(page);
    await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
    await expect(page.getByRole('heading', { name: 'Chat ended' })).toBeVisible();
    await expectNoFindingsInLightAndDark(page);
  });
});

test('a screen reader is told what is new, once, and where it is', async ({ customer, simulator }) => {
  await expect(customer).toHaveTitle('Chat with us – Counterline');
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  await expect(customer).toHaveTitle('Chat – Counterline');
  const log = getConversation(customer);
  // Rows are drawn anew as somebody scrolls, so what is new is said beside the list.
  await expect(log).toHaveAttribute('aria-live', 'off');
  const announced = await listenToAnnouncements(customer);
  simulator.agent('Kim').say(chatId, 'Hello');
  await expect(log.getByRole('listitem').filter({ hasText: 'Hello' })).toHaveCount(1);
  await expect.poll(announced).toContain('Kim: Hello');
  expect((await announced()).filter((sentence) => sentence.includes('Hello'))).toHaveLength(1);
  // The clock of the waiting screen must not be read out every second; it is not part of a live region.
  expect(await customer.locator('[aria-live=assertive]').count()).toBe(0);
});

test('read from beginning to end, the conversation says who, what, when and what became of it, then what can be done', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  simulator.agent('Kim').say(chatId, 'Hello');
  await expect(getConversation(customer)).toContainText('Hello');
  await say(customer, 'Hello Kim');
  await expect(getConversation(customer).getByText('Sent', { exact: true })).toBeVisible();
  const announced = await listenToAnnouncements(customer);
  for (const count of [1, 2]) {
    simulator.faults.plan(
      { operation: 'SendMessage' },
      fault.answer({ status: 400, body: { statusCode: 1 } }),
    );
    await say(customer, `Refused ${count}`);
    await expect(getConversation(customer).getByText('Not sent', { exact: true })).toHaveCount(count);
    // Also the second, while the first still stands.
    await expect
      .poll(async () => (await announced()).filter((said) => said === 'One of your messages was not sent.'))
      .toHaveLength(count);
  }

  const refused = (text: string) => [
    ...['You', ':', text, 'TIME', 'Not sent', 'The contact center did not accept it.'],
    ...['button: Send again', 'button: Discard', 'button: Copy'],
  ];
  const withoutTimes = (read: readonly string[]) =>
    read.map((part) => part.replace(/^\d{1,2}:\d\d(\s[AP]M)?$/, 'TIME'));
  // What is only said in passing is gone after a moment: it is not found a second time.
  await expect
    .poll(async () => withoutTimes(await readAloud(customer)))
    .toEqual([
      ...['heading: Chat with Kim', 'button: End chat', 'log: Conversation'],
      ...['Kim', ' joined the chat', ' · ', 'TIME'],
      ...['Kim', ':', 'Hello', 'TIME'],
      ...['You', ':', 'Hello Kim', 'TIME', 'Sent'],
      ...refused('Refused 1'),
      ...refused('Refused 2'),
      ...['Message', 'textbox: Message', 'button: Insert an emoji', 'button: Send'],
    ]);
});
