import type { Page } from '@playwright/test';

/**
 * The screens of a counter, as the driver gets on from one to the next. What a counter shows before a chat and after
 * one is known here and nowhere else.
 */

const QUICK = { timeout: 2000 } as const;

/** From whatever is shown between two chats to the Start screen. True when it is there. */
export async function goToStart(page: Page): Promise<boolean> {
  if (await page.getByRole('textbox', { name: 'Your name' }).isVisible()) return true;
  const newChat = page.getByRole('button', { name: 'New chat' });
  if (await newChat.isVisible()) await newChat.click(QUICK);
  // An attract screen begins with one touch, anywhere.
  else if (!(await isInChat(page))) await page.mouse.click(400, 300);
  return page.getByRole('textbox', { name: 'Your name' }).isVisible();
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

export async function startChat(page: Page, nickname: string, subject: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(nickname, QUICK);
  await page.getByRole('textbox', { name: 'How can we help?' }).fill(subject, QUICK);
  await page.getByRole('button', { name: 'Start chat' }).click(QUICK);
}

/** Types and sends, unless the conversation has it already. */
export async function say(page: Page, text: string): Promise<void> {
  if (await shows(page, text)) return;
  await page.getByRole('textbox', { name: 'Message' }).fill(text, QUICK);
  await page.getByRole('button', { name: 'Send', exact: true }).click(QUICK);
  // Whoever pressed the button looks whether it helped, and does not press it again at once.
  const said = page.getByRole('log', { name: 'Conversation' }).getByText(text, { exact: true });
  await said.first().waitFor({ timeout: 4000 });
}

export async function shows(page: Page, text: string): Promise<boolean> {
  const log = page.getByRole('log', { name: 'Conversation' });
  return (await log.isVisible()) && ((await log.textContent(QUICK)) ?? '').includes(text);
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
