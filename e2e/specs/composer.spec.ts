import type { Page } from '@playwright/test';
import { fault } from '../../src/simulator';
import { expectNoFindings } from '../fixtures/axe';
import { connectTo } from '../fixtures/counterline';
import {
  beginChatWith,
  getConversation,
  getMessageField,
  getTextsOfCustomer,
  say,
} from '../fixtures/customerSteps';
import { expect, test } from '../fixtures/sharedCounterline';

const CARD = '4111 1111 1111 1111';

const getPicker = (page: Page) => page.getByRole('dialog', { name: 'Emoji' });

/** As the browser hands over what another program has copied; Electron's own clipboard differs between its versions. */
async function paste(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  await getMessageField(page).evaluate((field, given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
    if (Object.keys(given).length === 0)
      clipboardData.items.add(new File(['x'], 'a.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, texts);
}

test('the field grows with the text, to a limit, and shrinks again', async ({ customer, simulator }) => {
  await beginChatWith(customer, simulator, 'Kim');
  const field = getMessageField(customer);
  const heightOf = async () => (await field.boundingBox())?.height ?? 0;
  const before = await heightOf();
  await field.fill('one\ntwo\nthree');
  await expect.poll(heightOf).toBeGreaterThan(before + 30);
  await field.fill('line\n'.repeat(200));
  const windowHeight = await customer.evaluate(() => window.innerHeight);
  await expect.poll(heightOf).toBeLessThan(windowHeight * 0.31);
  await field.fill('');
  await expect.poll(heightOf).toBe(before);
});

test('with Enter set to break the line, Ctrl and Enter send', async ({ launch, simulator }) => {
  const files = { 'settings.json': JSON.stringify({ enterSends: false }) };
  const { page } = await launch({ args: connectTo(simulator), files });
  const chatId = await beginChatWith(page, simulator, 'Kim');
  await getMessageField(page).focus();
  await page.keyboard.type('one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual(['one\ntwo']);
});

test('what an input method composes is not sent by the Enter that accepts it', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  await getMessageField(customer).focus();
  const devTools = await customer.context().newCDPSession(customer);
  await devTools.send('Input.imeSetComposition', { text: 'こんにちは', selectionStart: 5, selectionEnd: 5 });
  await customer.keyboard.press('Enter');
  await devTools.send('Input.insertText', { text: 'です' });
  await customer.keyboard.press('Enter');
  // One message: the first Enter has sent nothing.
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual([expect.stringMatching(/です/)]);
});

test('near the limit the count shows, beyond it nothing is sent and nothing is lost', async ({
  customer,
  simulator,
}) => {
  await beginChatWith(customer, simulator, 'Kim');
  const field = getMessageField(customer);
  await field.fill('x'.repeat(19_900));
  await expect(customer.getByText('100 characters left').first()).toBeVisible();
  await expectNoFindings(customer);
  await field.fill('x'.repeat(20_001));
  await expect(customer.getByText('Please take out at least one character.').first()).toBeVisible();
  await expect(customer.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  expect((await field.inputValue()).length).toBe(20_001);
});

test('rich text is pasted as its text, lines of Windows as lines, and control characters not at all', async ({
  customer: page,
  simulator,
}) => {
  await beginChatWith(page, simulator, 'Kim');
  await paste(page, {
    'text/plain': 'bold and\r\nred\u0007',
    'text/html': '<b>bold</b> and<br><img src=x>red',
  });
  await expect(getMessageField(page)).toHaveValue('bold and\nred');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(getMessageField(page)).toHaveValue('');
});

test('a picture is not pasted, a file not dropped, and each time it is said why', async ({
  customer: page,
  simulator,
}) => {
  await beginChatWith(page, simulator, 'Kim');
  await getMessageField(page).fill('Here it is:');
  await paste(page, {});
  const reason = page.getByRole('alert').filter({ hasText: 'Only text can be sent here' });
  await expect(reason).toBeVisible();
  await page.keyboard.type(' ok');
  await expect(reason).toBeHidden();
  await expect(getMessageField(page)).toHaveValue('Here it is: ok');

  const url = page.url();
  const isTaken = await getConversation(page).evaluate((log) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['secret'], 'letter.pdf'));
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    return log.dispatchEvent(event);
  });
  expect(isTaken).toBe(false);
  await expect(reason).toBeVisible();
  expect([page.url(), await getMessageField(page).inputValue()]).toEqual([url, 'Here it is: ok']);
});

test('an emoji is found and put at the caret by keyboard alone; Escape closes the picker and gives the focus back', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const { keyboard } = customer;
  await keyboard.type('Thanks !');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Tab');
  const button = customer.getByRole('button', { name: 'Insert an emoji' });
  await expect(button).toBeFocused();
  await keyboard.press('Enter');
  await expect(getPicker(customer).getByRole('textbox', { name: 'Search emoji' })).toBeFocused();
  await expectNoFindings(customer);
  await keyboard.press('Escape');
  await expect(getPicker(customer)).toBeHidden();
  await expect(button).toBeFocused();

  await keyboard.press('Enter');
  await expect(getPicker(customer).getByRole('gridcell', { name: 'red heart' })).toBeAttached();
  await keyboard.type('thumbs up');
  await expect(getPicker(customer).getByRole('status')).toHaveText('1 emoji found');
  await keyboard.press('Enter');
  await expect(getPicker(customer)).toBeHidden();
  await expect(getMessageField(customer)).toBeFocused();
  await expect(getMessageField(customer)).toHaveValue('Thanks 👍!');

  await keyboard.press('Tab');
  await keyboard.press('Space');
  const cells = getPicker(customer).getByRole('gridcell');
  await expect(cells.first()).toBeVisible();
  await keyboard.press('ArrowDown');
  await expect(cells.first()).toBeFocused();
  await keyboard.press('ArrowRight');
  await expect(cells.nth(1)).toBeFocused();
  await keyboard.press('ArrowDown');
  const [above, below] = await Promise.all([
    cells.nth(1).boundingBox(),
    getPicker(customer).locator('[role=gridcell]:focus').boundingBox(),
  ]);
  expect(below).toMatchObject({ x: above?.x, y: (above?.y ?? 0) + (above?.height ?? 0) });
  await keyboard.press('Control+Home');
  await keyboard.press('Enter');
  await expect(getMessageField(customer)).toHaveValue('Thanks 👍🙂!');
  await keyboard.press('Enter');
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual(['Thanks 👍🙂!']);
});

test('the picker asks nobody for anything, and a press beside it closes it', async ({
  customer,
  simulator,
}) => {
  await beginChatWith(customer, simulator, 'Kim');
  const hosts = new Set<string>();
  customer.on('request', (request) => hosts.add(new URL(request.url()).protocol));
  await customer.getByRole('button', { name: 'Insert an emoji' }).click();
  await expect(getPicker(customer).getByRole('gridcell').first()).toBeVisible();
  expect([...hosts]).toEqual([new URL(customer.url()).protocol]);
  await customer.mouse.click(20, 20);
  await expect(getPicker(customer)).toBeHidden();
});

test('at a counter every emoji is big enough for a finger', async ({ launch, simulator }) => {
  const { page } = await launch({ args: [...connectTo(simulator), '--kiosk'] });
  await beginChatWith(page, simulator, 'Kim');
  await page.getByRole('button', { name: 'Insert an emoji' }).click();
  const box = await getPicker(page).getByRole('gridcell').first().boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
  await getPicker(page).getByRole('gridcell', { name: 'red heart' }).click();
  await expect(getMessageField(page)).toHaveValue('❤️');
});

test('what looks like a card number is sent only after a question, whose harmless answer has the focus', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  const { keyboard } = customer;
  await expect(getMessageField(customer)).toBeFocused();
  await keyboard.type(`It is ${CARD}`);
  await keyboard.press('Enter');
  const dialog = customer.getByRole('dialog', { name: 'This looks like a card number' });
  await expect(dialog.getByRole('button', { name: 'Edit' })).toBeFocused();
  await expectNoFindings(customer);
  await keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(getMessageField(customer)).toBeFocused();
  await expect(getMessageField(customer)).toHaveValue(`It is ${CARD}`);
  expect(getTextsOfCustomer(simulator, chatId)).toEqual([]);

  await keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Send anyway' }).press('Enter');
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual([`It is ${CARD}`]);
  await say(customer, 'My parcel is 00340434161094042557');
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toHaveLength(2);
});

test.describe('a contact center that lets the customer only read', () => {
  const typing = ['SendStartTypingNotification', 'SendStopTypingNotification'] as const;
  test.use({ simulatorOptions: { capabilities: { Chatting: [...typing] } } });
  test('offers neither writing nor the end, and says why', async ({ customer, simulator }) => {
    await beginChatWith(customer, simulator, 'Kim');
    await expect(customer.getByText('You cannot write at the moment.')).toBeVisible();
    await expect(getMessageField(customer)).toHaveAttribute('readonly');
    const end = customer.getByRole('button', { name: 'End chat' });
    await expect(end).toHaveAccessibleDescription(
      'The contact center does not let you end this chat right now.',
    );
    await end.press('Enter');
    await expect(customer.getByRole('dialog')).toBeHidden();
    await expectNoFindings(customer);
  });
});

test('a message that was not sent says so and why, and can be copied, sent again or discarded', async ({
  counterline: { app, page },
  simulator,
}) => {
  const chatId = await beginChatWith(page, simulator, 'Kim');
  simulator.faults.plan({ operation: 'SendMessage' }, fault.answer({ status: 400, body: { statusCode: 1 } }));
  await say(page, 'Refused once');
  const bubble = getConversation(page).getByRole('listitem').filter({ hasText: 'Refused once' });
  await expect(bubble).toContainText('Not sent The contact center did not accept it.');
  await bubble.getByRole('button', { name: 'Copy' }).press('Enter');
  await expect(bubble).toContainText('Copied');
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('Refused once');
  await expectNoFindings(page);
  await bubble.getByRole('button', { name: 'Send again' }).press('Enter');
  await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual(['Refused once']);
  await expect(bubble.getByRole('button')).toHaveCount(0);
});

test('what is typed survives a reload, the end of the chat, and goes along into the next one', async ({
  customer,
  simulator,
}) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  await getMessageField(customer).fill('Half a thought');
  await customer.reload();
  await expect(getMessageField(customer)).toHaveValue('Half a thought');

  simulator.agent('Kim').end(chatId);
  await expect(customer.getByRole('heading', { name: 'Chat ended' })).toBeVisible();
  await expect(customer.getByText('Half a thought')).toBeVisible();
  await customer.getByRole('button', { name: 'New chat' }).click();
  await beginChatWith(customer, simulator, 'Lee');
  await expect(getMessageField(customer)).toHaveValue('Half a thought');
});
