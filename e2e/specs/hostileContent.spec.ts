import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { listenToAnnouncements } from '../fixtures/announcements';
import {
  askForHelp,
  beginChatWith,
  findChatId,
  getConversation,
  getTextsOfCustomer,
  say,
} from '../fixtures/customerSteps';
import { HOSTILE_ROWS } from '../fixtures/hostileTexts';
import { expect, test } from '../fixtures/sharedCounterline';

/** Docs: reliability.md, 6.2. Text of others is text: shown letter by letter, in its place, without a deed. */

/** Beyond this a message is folded, and its whole text is not in the page. */
const SHOWN_AT_LEAST = 20_000;

const FIRST = 'The first message.';
const LAST = 'The last message.';

interface Shown {
  readonly texts: readonly string[];
  readonly elements: readonly string[];
  readonly overlaps: number;
  readonly wider: number;
  readonly clipped: boolean;
  readonly isHacked: boolean;
}

/** What the conversation is made of, as the engine has laid it out. */
function lookAtConversation(page: Page): Promise<Shown> {
  return getConversation(page).evaluate((log) => {
    const bubbles = [...log.querySelectorAll('.message-bubble.agent .bubble')];
    const boxes = bubbles.map((bubble) => bubble.getBoundingClientRect());
    return {
      texts: bubbles.map((bubble) => bubble.querySelector('.foreign-text')?.textContent ?? ''),
      elements: [
        ...new Set(
          bubbles.flatMap((bubble) => [...bubble.querySelectorAll('*')].map(({ tagName }) => tagName)),
        ),
      ],
      overlaps: boxes.filter((box, at) => at > 0 && box.top < (boxes[at - 1]?.bottom ?? 0)).length,
      wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      clipped: bubbles.every((bubble) => getComputedStyle(bubble).overflow !== 'visible'),
      isHacked: 'hacked' in window,
    };
  });
}

/** Elements that a bubble of ours may hold: paragraphs, and what marks links and found words. */
const ALLOWED = new Set(['P', 'SPAN', 'BDI', 'MARK', 'BUTTON']);

for (const { row, name, texts } of HOSTILE_ROWS) {
  test(`row ${row}, ${name}: from an agent, shown as text and nothing else`, async ({
    counterline,
    simulator,
  }) => {
    const { page } = counterline;
    // High enough for all of it at once.
    await page.setViewportSize({ width: 800, height: 12_000 });
    const chatId = await beginChatWith(page, simulator, 'Kim');
    const kim = simulator.agent('Kim');
    kim.say(chatId, FIRST);
    await expect(getConversation(page).getByText(FIRST)).toBeVisible();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));

    for (const text of texts) kim.say(chatId, text);
    kim.say(chatId, LAST);
    await expect(getConversation(page).getByText(LAST)).toBeVisible();

    const shown = await lookAtConversation(page);
    expect(shown.texts.length).toBe(texts.length + 2);
    for (const [at, text] of texts.entries()) {
      const [expected, found] = [text.toWellFormed(), shown.texts[at + 1] ?? ''];
      // Not compared by `toBe`: the difference of two megabytes takes minutes to print.
      const isWhole =
        expected.length <= SHOWN_AT_LEAST
          ? found === expected
          : found.startsWith(expected.slice(0, SHOWN_AT_LEAST));
      expect(
        isWhole,
        `text ${at} of row ${row}, ${JSON.stringify(expected.slice(0, 60))}, ${found.length} shown: ${JSON.stringify(found.slice(0, 60))}`,
      ).toBe(true);
    }
    expect(shown.elements.filter((element) => !ALLOWED.has(element))).toEqual([]);
    expect(shown).toMatchObject({ overlaps: 0, wider: 0, clipped: true, isHacked: false });
    expect(requests).toEqual([]);
    expect(page.url()).toMatch(/^counterline-ui:/);
    await expect(page.getByRole('button', { name: 'End chat' })).toBeVisible();
    expect(counterline.getLog()).not.toContain('a fake line of the log');
  });

  test(`row ${row}, ${name}: as a name, and from the customer`, async ({ customer, simulator }) => {
    await askForHelp(customer);
    const chatId = await findChatId(simulator);
    const nicknames = texts.slice(0, 6);
    for (const nickname of nicknames) simulator.agent(nickname).accept(chatId);
    for (const nickname of nicknames) simulator.agent(nickname).say(chatId, 'It is me.');
    await expect(getConversation(customer).getByText('It is me.', { exact: true })).toHaveCount(
      nicknames.length,
    );
    expect(await lookAtConversation(customer)).toMatchObject({ overlaps: 0, wider: 0, isHacked: false });
    expect(await customer.locator('.person-name').count()).toBeGreaterThan(0);
    expect(await customer.locator('.person-name *').count()).toBe(0);
    await expect(customer.getByRole('button', { name: 'End chat' })).toBeInViewport();

    const typed = chooseSendable(texts);
    for (const text of typed) await say(customer, text);
    // One after the other, each when the one before it has been read back.
    await expect
      .poll(() => getTextsOfCustomer(simulator, chatId).length, { timeout: 60_000 })
      .toBe(typed.length);
    expect(getTextsOfCustomer(simulator, chatId)).toEqual(typed.map((text) => text.toWellFormed()));
    expect(await lookAtConversation(customer)).toMatchObject({ wider: 0, isHacked: false });
  });
}

test('row 16, a hundred messages a second: summed up for a screen reader, and none is left out', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const announced = await listenToAnnouncements(customer);
  const kim = simulator.agent('Kim');
  const MANY = 300;
  for (let count = 1; count <= MANY; count += 1) {
    kim.say(chatId, `Message ${count}`);
    if (count % 10 === 0) await delay(100);
  }
  await expect.poll(announced).toContain(`Kim: Message ${MANY}`);
  const heard = await announced();
  const sums = heard.flatMap((sentence) => /^(\d+) new messages$/.exec(sentence)?.[1] ?? []);
  const spoken = heard.filter((sentence) => sentence.startsWith('Kim: '));
  // Of those that are summed up, the last is said as well.
  const summed = sums.reduce((sum, count) => sum + Number(count), 0);
  expect(summed + spoken.length - sums.length).toBe(MANY);
  // At most one round in two seconds, of at most three messages.
  expect(heard.length).toBeLessThanOrEqual(12);
  await say(customer, 'Slowly, please.');
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual(['Slowly, please.']);
});

/** A few that go into one message each, as a text field holds them. Of card numbers the app asks first: composer.spec.ts. */
function chooseSendable(texts: readonly string[]): string[] {
  return texts
    .map((text) => text.replace(/\r\n?/g, '\n'))
    .filter((text) => text.length <= 4_000 && text.trim() !== '' && !text.includes('4111'))
    .slice(0, 4);
}
