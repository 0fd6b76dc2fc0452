import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import jsQR from 'jsqr';
import { connectTo, type RunningApp } from '../fixtures/counterline';
import {
  askForHelp,
  beginAtCounter,
  beginChatWith,
  findChatId,
  getConversation,
  getMessageField,
} from '../fixtures/customerSteps';
import { expectNoFindings } from '../fixtures/axe';
import { expect, test } from '../fixtures/sharedCounterline';
import type { Simulator } from '../../src/simulator';

/** What an agent, or somebody who plays one, could say to harm whoever opens the saved file. */
const HOSTILE =
  '</p></main><script>alert(1)</script><img src="https://example.com/x" onerror=\'alert(2)\'>&amp;';
const TURNED_NAME = 'Kim\u202e<b>';

async function endWith(
  page: Page,
  simulator: Simulator,
  texts: readonly string[],
  agent = 'Kim',
): Promise<void> {
  const chatId = await beginChatWith(page, simulator, agent);
  for (const text of texts) simulator.agent(agent).say(chatId, text);
  await expect(getConversation(page).getByText(texts.at(-1) ?? '')).toBeVisible();
  simulator.agent(agent).end(chatId);
  await expect(page.getByRole('heading', { name: 'Chat ended' })).toBeVisible();
}

/** The system's own file dialog cannot be driven here; what it would answer is put in its place. */
async function saveAs({ app, page, userDataFolder }: RunningApp, name: string): Promise<Buffer> {
  const path = join(userDataFolder, name);
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await page.getByRole('button', { name: 'Save transcript' }).click();
  await expect(page.getByText('The transcript is saved.')).toBeVisible();
  return readFile(path);
}

/** What a phone would read off the screen. */
async function scan(app: ElectronApplication, page: Page): Promise<string> {
  const png = await page.screenshot({ animations: 'disabled' });
  const { width, height, bitmap } = await app.evaluate(({ nativeImage }, base64) => {
    const image = nativeImage.createFromBuffer(Buffer.from(base64, 'base64'));
    return { ...image.getSize(), bitmap: image.toBitmap().toString('base64') };
  }, png.toString('base64'));
  const found = jsQR(new Uint8ClampedArray(Buffer.from(bitmap, 'base64')), width, height);
  return found?.data ?? 'There is no code that can be read';
}

test('the dialog offers three forms, and text comes first', async ({ counterline, customer, simulator }) => {
  await endWith(customer, simulator, ['Hello']);
  const asked = counterline.app.evaluate(
    ({ dialog }) =>
      new Promise((resolve) => {
        dialog.showSaveDialog = (...args: unknown[]) => {
          resolve(args[1]);
          return Promise.resolve({ canceled: true, filePath: '' });
        };
      }),
  );
  await customer.getByRole('button', { name: 'Save transcript' }).click();
  expect(await asked).toEqual({
    defaultPath: expect.stringMatching(/^Chat \d{4}-\d\d-\d\d\.txt$/) as unknown,
    filters: [
      { name: 'Text', extensions: ['txt'] },
      { name: 'Web page (HTML)', extensions: ['html', 'htm'] },
      { name: 'PDF', extensions: ['pdf'] },
    ],
  });
});

test('a saved web page shows hostile text as text, runs nothing and asks for nothing', async ({
  counterline,
  customer,
  simulator,
}) => {
  await endWith(customer, simulator, [HOSTILE, 'مرحبًا'], TURNED_NAME);
  const html = (await saveAs(counterline, 'saved.html')).toString();
  // Opened in a page of its own, as somebody would who has the file.
  const facts = await counterline.app.evaluate(async ({ BrowserWindow, session }, page) => {
    const requests: string[] = [];
    const { webRequest } = session.fromPartition('reader');
    webRequest.onBeforeRequest((details, callback) => {
      requests.push(details.url.slice(0, 10));
      callback({});
    });
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'reader', sandbox: true } });
    await window.loadURL(`data:text/html;base64,${page}`);
    const seen = (await window.webContents.executeJavaScript(`({
      texts: [...document.querySelectorAll('.text')].map((element) => [element.dir, element.textContent]),
      name: document.querySelector('.name bdi').textContent,
      foreign: document.querySelectorAll('script, img, b, iframe, link, a').length,
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
    })`)) as unknown;
    window.destroy();
    return { seen, requests };
  }, Buffer.from(html).toString('base64'));
  expect(facts).toEqual({
    seen: {
      texts: [
        ['auto', 'My parcel has not arrived'],
        ['auto', HOSTILE],
        ['auto', 'مرحبًا'],
      ],
      name: TURNED_NAME,
      foreign: 0,
      lang: 'en',
      dir: 'ltr',
    },
    requests: ['data:text/'],
  });
});

test('a saved PDF has pages, and no window is left of making it', async ({
  counterline,
  customer,
  simulator,
}) => {
  await endWith(customer, simulator, [
    HOSTILE,
    ...Array.from({ length: 40 }, (_, n) => `line\n`.repeat(3) + n),
  ]);
  const pdf = (await saveAs(counterline, 'saved.PDF')).toString('latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true);
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
  expect(await counterline.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  // A second one works as well as the first.
  expect((await saveAs(counterline, 'again.pdf')).toString('latin1').slice(0, 5)).toBe('%PDF-');
});

test('the whole conversation is copied as text', async ({ counterline, customer, simulator }) => {
  await endWith(customer, simulator, [HOSTILE]);
  await customer.getByRole('button', { name: 'Copy text' }).click();
  await expect(customer.getByText('The conversation is copied.')).toBeVisible();
  const copied = await counterline.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain(`Kim: ${HOSTILE}`);
  expect(copied).toContain('Subject: My parcel has not arrived');
});

test('a phone reads the whole conversation off the screen, code by code, in dark mode and with text of 200 % too', async ({
  counterline,
  customer,
  simulator,
}) => {
  const lines = Array.from({ length: 20 }, (_, n) => `Line ${n}: مرحبًا ✓ ${'word '.repeat(8)}end`);
  await endWith(customer, simulator, lines);
  await customer.emulateMedia({ colorScheme: 'dark' });
  await customer.setViewportSize({ width: 960, height: 760 });
  await counterline.app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) contents.setZoomFactor(2);
  });
  const button = customer.getByRole('button', { name: 'QR code' });
  await button.focus();
  await customer.keyboard.press('Enter');
  const dialog = customer.getByRole('dialog', { name: 'Take the conversation along' });
  await expect(dialog.getByRole('heading')).toBeFocused();
  await expectNoFindings(customer);

  const read: string[] = [];
  const total = Number(/of (\d+)/.exec((await dialog.getByRole('status').textContent()) ?? '')?.[1]);
  expect(total).toBeGreaterThan(2);
  const next = dialog.getByRole('button', { name: 'Next' });
  await next.focus();
  for (let number = 1; number <= total; number += 1) {
    await expect(dialog.getByRole('status')).toHaveText(`Code ${number} of ${total}`);
    await expect(dialog.getByRole('img')).toHaveAccessibleName(
      `QR code with the text of the conversation. Code ${number} of ${total}`,
    );
    // Nothing has to be scrolled for.
    for (const name of ['Previous', 'Next', 'Close'])
      await expect(dialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    const [header = '', ...body] = (await scan(counterline.app, customer)).split('\n');
    expect(header).toBe(`Chat ${number}/${total}`);
    read.push(body.join('\n'));
    await customer.keyboard.press('Enter');
  }
  const whole = read.join('\n');
  for (const line of lines) expect(whole).toContain(`Kim: ${line}`);
  await customer.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('at a counter nothing can be saved, printed or copied; a QR code can be taken along', async ({
  launch,
  simulator,
}) => {
  const { app, page } = await launch({ args: [...connectTo(simulator), '--kiosk'] });
  const chatId = await beginChatWith(page, simulator, 'Kim');
  await getMessageField(page).fill('not sent');
  simulator.agent('Kim').say(chatId, 'See you');
  await expect(getConversation(page)).toContainText('See you');
  simulator.agent('Kim').end(chatId);
  await expect(page.getByRole('heading', { name: 'Chat ended' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['New chat', 'QR code']);
  await page.getByRole('button', { name: 'QR code' }).click();
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  await expectNoFindings(page);
  expect(await scan(app, page)).toMatch(/^Chat 1\/1\n[^]*Kim: See you/);
  // The page is not trusted to hide the buttons.
  const answers = await page.evaluate(async () => {
    const main = (
      window as unknown as Record<string, Record<string, (argument: object) => Promise<{ ok: boolean }>>>
    )['counterline'];
    return [await main?.['transcript:save']?.({}), await main?.['transcript:print']?.({})];
  });
  expect(answers.map((answer) => answer?.ok)).toEqual([false, false]);

  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'New chat' }).click();
  await beginAtCounter(page);
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('');
  await expect(page.getByText('What you had not sent is kept.')).toBeHidden();
});

test('what was not sent goes on into the next chat, also over a reload', async ({ customer, simulator }) => {
  const chatId = await beginChatWith(customer, simulator, 'Kim');
  await getMessageField(customer).fill('But what about my');
  simulator.agent('Kim').end(chatId);
  await expect(customer.getByText('New chat takes it along.')).toBeVisible();
  await customer.getByRole('button', { name: 'New chat' }).click();
  await expect(customer.getByText('What you had not sent is kept.')).toBeVisible();
  await askForHelp(customer);
  const next = await findChatId(simulator);
  simulator.agent('Robin').accept(next);
  await expect(getMessageField(customer)).toHaveValue('But what about my');
  await customer.reload();
  await expect(getMessageField(customer)).toHaveValue('But what about my');
});
