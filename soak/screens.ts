import type { Page } from '@playwright/test';

/**
 * The screens of a counter, as the driver gets on from one to the next. What a counter shows before a chat and after
 * one is known here and nowhere else.
 */

const QUICK = { timeout: 2000 } as const;

const getNameField = (page: Page) => page.getByRole('textbox', { name: 'Your name' });
const getMessageField = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const getLog = (page: Page) => page.getByRole('log', { name: 'Conversation' });

export const isAtStart = (page: Page) => getNameField(page).isVisible();

/** From whatever is shown between two chats to the Start screen. True when it is there. */
export async function goToStart(page: Page): Promise<boolean> {
  if (await isAtStart(page)) return true;
  const newChat = page.getByRole('button', { name: 'New chat' });
  if (await newChat.isVisible()) await newChat.click(QUICK);
  // An attract screen begins with one touch, anywhere.
  else if (!(await isInChat(page))) await page.mouse.click(400, 300);
  return isAtStart(page);
}

export async function isInChat(page: Page): Promise<boolean> {
  const waiting = page.getByRole('button', { name: 'Cancel', exact: true });
  const ending = page.getByRole('button', { name: 'End chat' });
  return (await waiting.isVisible()) || (await ending.first().isVisible());
}

/** Over: the Ended screen, or what a counter shows after it has wiped everything. */
export async function isOver(page: Page): Promise<boolean> {
  return !(await isInChat(page)) && (await page.locator('main').first().isVisible());
}

/** What the last customer has left to be pasted. */
export async function paste(page: Page): Promise<string> {
  await getNameField(page).focus(QUICK);
  await page.keyboard.press('Control+v');
  return getNameField(page).inputValue(QUICK);
}

export async function startChat(page: Page, nickname: string, subject: string): Promise<void> {
  await getNameField(page).fill(nickname, QUICK);
  await page.getByRole('textbox', { name: 'How can we help?' }).fill(subject, QUICK);
  await page.getByRole('button', { name: 'Start chat' }).click(QUICK);
}

/** Whether the conversation shows all that there is: after a crash it is read again, which takes a moment. */
export async function isUpToDate(page: Page): Promise<boolean> {
  if (!(await getLog(page).isVisible())) return false;
  return !(await page
    .getByText(/Catching up|Reconnecting/)
    .first()
    .isVisible());
}

/** Types a text and sends it once. */
export async function press(page: Page, text: string): Promise<void> {
  await getMessageField(page).fill(text, QUICK);
  await page.getByRole('button', { name: 'Send', exact: true }).click(QUICK);
  // Whoever pressed the button looks whether it helped, and does not press it again at once.
  await getLog(page).getByText(text, { exact: true }).first().waitFor({ timeout: 4000 });
}

/** For a message of which the app says that it cannot tell whether it arrived. True when it was sent once more. */
export async function sendAgain(page: Page): Promise<boolean> {
  const again = page.getByRole('button', { name: 'Send again' });
  if (!(await again.first().isVisible())) return false;
  await again.first().click(QUICK);
  return true;
}

export async function shows(page: Page, ...texts: readonly string[]): Promise<boolean> {
  if (!(await getLog(page).isVisible())) return false;
  const content = (await getLog(page).textContent(QUICK)) ?? '';
  return texts.some((text) => content.includes(text));
}

/** Leaves something to be pasted. True when it can be pasted. */
export async function copy(page: Page, text: string): Promise<boolean> {
  const field = getMessageField(page);
  await field.fill(text, QUICK);
  for (const keys of ['Control+a', 'Control+x', 'Control+v']) await page.keyboard.press(keys);
  return (await field.inputValue(QUICK)) === text;
}

export async function endChat(page: Page): Promise<void> {
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'End chat' });
  if (!(await confirm.isVisible())) await page.getByRole('button', { name: 'End chat' }).first().click(QUICK);
  await confirm.click(QUICK);
}

/** All that the page holds: what is shown, what is hidden, and what stands in fields. */
export function readEverything(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.title,
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    ].join('\n'),
  );
}
