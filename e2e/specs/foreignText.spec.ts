import {
  askForHelp,
  beginChatWith,
  findChatId,
  getConversation,
  getTextsOfCustomer,
  say,
} from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

const TEXTS: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'quotes and markup', text: `"Ann" 'O’Neil' <b>&amp;</b> \\ {{ 1 + 1 }} </script>` },
  { name: 'emoji', text: '👩🏽‍💻 Zoë 🇩🇪 👨‍👩‍👧‍👦' },
  { name: 'Arabic', text: 'مرحبا، اسمي ليلى 123' },
  { name: '10,000 characters', text: 'Wolfeschlegelsteinhausen '.repeat(400).trim().padEnd(10_000, 'x') },
];

for (const { name, text } of TEXTS) {
  test(`a name, a subject and messages with ${name} arrive as they were typed, both ways`, async ({
    customer,
    simulator,
  }) => {
    await askForHelp(customer, { nickname: text, subject: text });
    const chatId = await findChatId(simulator);
    const chat = simulator.model.findChat(chatId);
    expect(chat?.customer.nickname === text && chat.subject === text).toBe(true);

    const agent = simulator.agent(text);
    agent.accept(chatId);
    agent.say(chatId, text);
    await expect(getConversation(customer)).toContainText(text.slice(0, 40));
    await say(customer, text);
    await expect(getConversation(customer).getByText('Sent', { exact: true })).toBeVisible();
    expect(getTextsOfCustomer(simulator, chatId)).toEqual([text]);

    // Text is text: nothing of it became an element, and nothing is wider than the window.
    expect(await getConversation(customer).locator('b, script, img, iframe').count()).toBe(0);
    const overflow = await customer.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await expect(customer.getByRole('button', { name: 'End chat' })).toBeInViewport();
  });
}

test('markup from an agent is shown letter by letter, and nothing of it runs or loads', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const hostile =
    '<img src=x onerror="window.hacked=1"><svg onload="window.hacked=1"><a href="https://evil.example">x</a>';
  const requests: string[] = [];
  customer.on('request', (request) => requests.push(request.url()));
  simulator.agent('Kim').say(chatId, hostile);
  await expect(getConversation(customer)).toContainText(hostile);
  expect(await customer.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await getConversation(customer).locator('img, svg[onload], a').count()).toBe(0);
  expect(requests).toEqual([]);
});
