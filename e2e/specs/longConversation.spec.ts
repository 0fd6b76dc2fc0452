import type { Locator, Page } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe';
import { listenToAnnouncements } from '../fixtures/announcements';
import { beginChatWith, getConversation, say } from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';
import type { Simulator } from '../../src/simulator';

/** Polls come up to every few seconds. */
const patient = expect.configure({ timeout: 20_000 });

const MANY = 2_000;

/** Texts of different heights, so that no guess is right. */
function textOf(number: number): string {
  return `Message ${number}. ${'A few more words of it. '.repeat(number % 13)}`;
}

async function openManyMessages(page: Page, simulator: Simulator): Promise<string> {
  const chatId = await beginChatWith(page, simulator, 'Kim');
  const kim = simulator.agent('Kim');
  for (let number = 1; number <= MANY; number += 1) kim.say(chatId, textOf(number));
  await patient(getConversation(page)).toContainText(`Message ${MANY}.`);
  return chatId;
}

/** The same, and the agent has ended it. Answers the heading of the screen that says so. */
async function openEndedConversation(page: Page, simulator: Simulator): Promise<Locator> {
  const chatId = await openManyMessages(page, simulator);
  simulator.agent('Kim').end(chatId);
  const heading = page.getByRole('heading', { name: 'Chat ended' });
  await expect(heading).toBeInViewport();
  return heading;
}

/** Where a text stands in the window. */
async function topOf(page: Page, text: string): Promise<number> {
  const box = await getConversation(page).getByText(text).boundingBox();
  if (!box) throw new Error(`“${text}” is not on the page`);
  return box.y;
}

/** The first message that can be seen in full. */
function findFirstSeen(page: Page): Promise<string> {
  return getConversation(page).evaluate((log) => {
    // In a small window the whole page scrolls, and the list begins far above it.
    const page = log.closest('main') ?? log;
    const top = Math.max(log.getBoundingClientRect().top, page.getBoundingClientRect().top);
    const seen = [...log.querySelectorAll('.message-bubble')].find(
      (bubble) => bubble.getBoundingClientRect().top >= top,
    );
    return /Message \d+\./.exec(seen?.textContent ?? '')?.[0] ?? '';
  });
}

const scrollBy = (page: Page, byPx: number) =>
  getConversation(page).evaluate(
    (log, px) =>
      new Promise<void>((resolve) => {
        log.scrollTop += px;
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
    byPx,
  );

/** Scrolls until of a long message next to nothing is seen any more, and below it begins the shortest one. Answers that. */
function scrollToShortAfterLong(page: Page): Promise<string> {
  return getConversation(page).evaluate(async (log) => {
    const { top } = log.getBoundingClientRect();
    const numberOf = (bubble: Element) => Number(/Message (\d+)\./.exec(bubble.textContent ?? '')?.[1]);
    const short = [...log.querySelectorAll('.message-bubble')].find(
      (bubble) => bubble.getBoundingClientRect().top > top && numberOf(bubble) % 13 === 0,
    );
    if (!short) throw new Error('No short message is drawn');
    log.scrollTop += short.getBoundingClientRect().top - top - 10;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return `Message ${numberOf(short)}.`;
  });
}

test('of thousands of messages only those around the view are drawn, and each can be scrolled to, in order', async ({
  customer,
  simulator,
}) => {
  await openManyMessages(customer, simulator);
  const log = getConversation(customer);
  expect(await log.locator('.message-bubble').count()).toBeLessThan(100);
  const last = log.getByRole('listitem').last();
  // One more where a line marks what came before the view had reached the end: it comes in more than one piece.
  await expect(last).toHaveAttribute('aria-setsize', new RegExp(`^(${MANY + 1}|${MANY + 2})$`));
  await expect(last).toHaveAttribute('aria-posinset', (await last.getAttribute('aria-setsize')) ?? '');

  await log.focus();
  await customer.keyboard.press('Home');
  await expect(log).toContainText('Kim joined the chat');
  await expect(log).toContainText('Message 1.');
  const numbers = await log
    .locator('.message-bubble')
    .evaluateAll((bubbles) =>
      bubbles.map((one) => Number(/Message (\d+)\./.exec(one.textContent ?? '')?.[1])),
    );
  expect(numbers).toEqual(numbers.map((_number, at) => at + 1));

  await customer.keyboard.press('End');
  await expect(log.getByText(`Message ${MANY}.`)).toBeInViewport();
});

test('a copy of everything has each message, also those that are not drawn', async ({
  counterline,
  customer,
  simulator,
}) => {
  await openManyMessages(customer, simulator);
  await getConversation(customer).focus();
  await customer.keyboard.press('Control+a');
  await customer.keyboard.press('Control+c');
  const copied = await counterline.app.evaluate(({ clipboard }) => clipboard.readText());
  const found = [...copied.matchAll(/Kim: Message (\d+)\./g)].map(([, number]) => Number(number));
  expect(found).toEqual(Array.from({ length: MANY }, (_none, at) => at + 1));
});

test('while one reads back, nothing moves, and a button counts what is new and leads there', async ({
  customer,
  simulator,
}) => {
  const announced = await listenToAnnouncements(customer);
  const chatId = await openManyMessages(customer, simulator);
  const kim = simulator.agent('Kim');
  const log = getConversation(customer);
  await scrollBy(customer, -30_000);
  await expect(customer.getByRole('button', { name: 'Jump to latest' })).toBeVisible();
  // A little further, where rows are drawn above that have never been measured.
  for (let step = 0; step < 10; step += 1) {
    const seen = await findFirstSeen(customer);
    const before = await topOf(customer, seen);
    await scrollBy(customer, -200);
    expect(Math.abs((await topOf(customer, seen)) - before - 200)).toBeLessThan(2);
  }

  const seen = await findFirstSeen(customer);
  const before = await topOf(customer, seen);
  kim.say(chatId, 'The first one that is new.');
  kim.say(chatId, 'The second one.');
  const button = customer.getByRole('button', { name: '2 new messages' });
  await patient(button).toBeVisible();
  expect(Math.abs((await topOf(customer, seen)) - before)).toBeLessThan(2);
  // Many at once are summed up; what comes is said once, and what is scrolled to is not said at all.
  await expect.poll(async () => (await announced()).at(-1)).toBe('Kim: The second one.');
  expect((await announced()).filter((sentence) => !sentence.startsWith('Kim: Message'))).toEqual([
    'Waiting for an agent',
    'Kim joined the chat',
    `${MANY.toLocaleString('en')} new messages`,
    'Kim: The first one that is new.',
    'Kim: The second one.',
  ]);
  await expectNoFindings(customer);

  await button.click();
  await expect(log.getByText('The second one.')).toBeInViewport();
  await expect(button).toBeHidden();
  const rows = await log.getByRole('listitem').allTextContents();
  expect(rows.findIndex((row) => row.includes('New messages'))).toBe(rows.length - 3);
  await say(customer, 'Thank you');
  await expect(log.getByText('Thank you')).toBeInViewport();
  await expect(log.getByText('New messages')).toBeHidden();
});

test('the place is kept when the window and the size of the text change', async ({
  counterline,
  customer,
  simulator,
}) => {
  await openManyMessages(customer, simulator);
  await scrollBy(customer, -20_000);
  // The list knows that somebody reads back.
  await expect(customer.getByRole('button', { name: 'Jump to latest' })).toBeVisible();
  const first = await findFirstSeen(customer);
  const log = getConversation(customer);
  await customer.setViewportSize({ width: 400, height: 700 });
  await expect(log.getByText(first)).toBeInViewport();
  const seen = await scrollToShortAfterLong(customer);
  await expect(log.getByText(seen)).toBeInViewport();
  await customer.setViewportSize({ width: 960, height: 760 });
  await expect(log.getByText(seen)).toBeInViewport();
  await counterline.app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) contents.setZoomFactor(2);
  });
  await expect(log.getByText(seen)).toBeInViewport();

  await customer.getByRole('button', { name: 'Jump to latest' }).click();
  await expect(log.getByText(`Message ${MANY}.`)).toBeInViewport();
  await customer.setViewportSize({ width: 700, height: 900 });
  await expect(log.getByText(`Message ${MANY}.`)).toBeInViewport();
});

test('an ended conversation is where it was when a window that got small gets large again', async ({
  customer,
  simulator,
}) => {
  const heading = await openEndedConversation(customer, simulator);
  const log = getConversation(customer);
  const makeSmall = () => customer.setViewportSize({ width: 400, height: 700 });
  const makeLarge = () => customer.setViewportSize({ width: 960, height: 760 });
  await expect(log.getByText(`Message ${MANY}.`)).toBeInViewport();

  await makeSmall();
  // What the page says first is in sight.
  await expect(heading).toBeInViewport();
  await expect(log.getByText(`Message ${MANY}.`)).not.toBeInViewport();
  await makeLarge();
  await expect(log.getByText(`Message ${MANY}.`)).toBeInViewport();

  await scrollBy(customer, -20_000);
  const read = await findFirstSeen(customer);
  await makeSmall();
  await expect(heading).toBeInViewport();
  await makeLarge();
  await expect(log.getByText(read)).toBeInViewport();

  // Who reads on in the small window reads on there in the large one.
  await makeSmall();
  await customer.mouse.move(200, 500);
  await customer.mouse.wheel(0, 9_000);
  await expect(heading).not.toBeInViewport();
  const seen = await findFirstSeen(customer);
  expect(seen).not.toBe(read);
  await makeLarge();
  await expect(log.getByText(seen)).toBeInViewport();
});

test('an ended conversation is drawn also in a small window that gets lower still', async ({
  customer,
  simulator,
}) => {
  const heading = await openEndedConversation(customer, simulator);
  await customer.setViewportSize({ width: 400, height: 600 });
  await expect(getConversation(customer).getByText(`Message ${MANY}.`)).not.toBeInViewport();
  await customer.setViewportSize({ width: 400, height: 500 });
  await customer.mouse.move(200, 300);
  await customer.mouse.wheel(0, 9_000);
  await expect(heading).not.toBeInViewport();
  await expect
    .poll(() =>
      customer.evaluate(() => {
        const bubbles = [...document.querySelectorAll('.message-bubble')].map((bubble) =>
          bubble.getBoundingClientRect(),
        );
        return bubbles.some(({ top, bottom }) => bottom > 0 && top < window.innerHeight);
      }),
    )
    .toBe(true);
});

test('on paper is the whole conversation', async ({ counterline, customer, simulator }) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  for (let number = 1; number <= 300; number += 1) simulator.agent('Kim').say(chatId, textOf(number));
  const log = getConversation(customer);
  await patient(log).toContainText('Message 300.');
  await customer.evaluate(() => {
    window.addEventListener('beforeprint', () => {
      void Promise.resolve().then(() => {
        const rows = document.querySelectorAll('.message-bubble').length;
        document.documentElement.dataset['printed'] = String(rows);
      });
    });
  });
  await counterline.app.evaluate(async ({ BrowserWindow }) => {
    await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({});
  });
  await expect(customer.locator('html')).toHaveAttribute('data-printed', '300');
  await expect.poll(() => log.locator('.message-bubble').count()).toBeLessThan(100);
  await expect(log.getByText('Message 300.')).toBeInViewport();
});

test('one message of a megabyte does not hold up the others', async ({ customer, simulator }) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const kim = simulator.agent('Kim');
  kim.say(chatId, 'word '.repeat(200_000));
  kim.say(chatId, 'After it.');
  const log = getConversation(customer);
  await patient(log).toContainText('After it.');
  await customer.getByRole('button', { name: 'Show the whole message' }).click();
  await expect(customer.getByRole('button', { name: 'Show less' })).toBeAttached();
  kim.say(chatId, 'And one more.');
  await patient(log).toContainText('And one more.');
});
