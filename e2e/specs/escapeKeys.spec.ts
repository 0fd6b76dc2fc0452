import type { Page } from '@playwright/test';
import { markPage, readState } from '../fixtures/counterState';
import { connectTo, expect, test } from '../fixtures/counterline';
import { beginChatWith, getConversation, getMessageField } from '../fixtures/customerSteps';
import { startVirtualScreen } from '../package/virtualScreen';

/**
 * Real keys from the display server, with a window manager around the app, at a counter in a chat. The rows are those
 * of the escape matrix (docs/kiosk/escape-matrix.md); names of keys are those of X.
 */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  K01: ['ctrl+r', 'F5', 'ctrl+shift+r', 'ctrl+F5', 'shift+F5', 'XF86Reload'],
  K02: [
    'F12',
    'ctrl+shift+i',
    'ctrl+shift+j',
    'ctrl+shift+c',
    'ctrl+shift+k',
    'ctrl+shift+m',
    'ctrl+shift+e',
  ],
  K03: ['ctrl+w', 'ctrl+F4', 'ctrl+shift+w', 'alt+F4', 'ctrl+q', 'ctrl+shift+q'],
  K04: ['ctrl+n', 'ctrl+t', 'ctrl+shift+n', 'ctrl+shift+t'],
  K05: ['ctrl+o', 'ctrl+s', 'ctrl+shift+s'],
  K06: ['ctrl+p', 'ctrl+shift+p', 'Print'],
  K07: ['ctrl+f', 'Escape', 'F3', 'ctrl+g', 'ctrl+l', 'F6', 'alt+d', 'ctrl+k', 'ctrl+e'],
  K08: ['ctrl+u'],
  K09: ['ctrl+h', 'ctrl+j', 'ctrl+b', 'ctrl+d', 'ctrl+i', 'ctrl+shift+o', 'ctrl+shift+Delete'],
  K10: ['alt+Left', 'alt+Right', 'XF86Back', 'XF86Forward', 'XF86HomePage', 'XF86Search', 'XF86Favorites'],
  K11: ['F11', 'Escape', 'Escape', 'ctrl+super+f'],
  K12: ['ctrl+plus', 'ctrl+equal', 'ctrl+minus', 'ctrl+0', 'ctrl+KP_Add'],
  K13: ['F1', 'Help', 'shift+F1'],
  K14: ['F7'],
  K15: ['F10', 'alt+f', 'shift+F10', 'Menu', 'Escape'],
  K16: ['ctrl+Tab', 'ctrl+Page_Up', 'ctrl+Page_Down', 'F6'],
  K24: ['XF86Mail', 'XF86Calculator', 'XF86AudioMedia', 'XF86Launch1', 'XF86Eject'],
};

/** Keys that may write, and only that. */
const WRITING: Readonly<Record<string, readonly string[]>> = {
  K26: [
    'dead_acute',
    'e',
    'ISO_Level3_Shift+e',
    'Multi_key',
    'o',
    'e',
    'ctrl+shift+u',
    '2',
    '0',
    'a',
    'c',
    'Escape',
  ],
  K27: ['ctrl+shift+j', 'super+r', ...'4006381333931', 'Tab'],
};
/** As a device types that takes itself for a keyboard. */
const MACRO = 'cmd /c start calc && xterm & '.repeat(20);

/** The page notes each key that it hears. */
async function noteKeys(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    window.addEventListener('keydown', ({ key }) => heard.push(key), { capture: true });
    Object.assign(window, { heard });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

test('no key leads out of a counter, and the chat goes on', async ({ launch, simulator }) => {
  test.setTimeout(120_000);
  const screen = await startVirtualScreen();
  try {
    const counter = await launch({ args: [...connectTo(simulator), '--kiosk'], env: { ...screen.env } });
    const chatId = await beginChatWith(counter.page, simulator, 'Kim');
    await getMessageField(counter.page).fill('a draft');
    await markPage(counter);
    const readHeard = await noteKeys(counter.page);
    const before = await readState(counter);
    expect(before).toMatchObject({ windows: 1, isVisible: true, coversScreen: true, draft: 'a draft' });
    const changed: string[] = [];
    for (const [row, keys] of Object.entries(ROWS)) {
      await getMessageField(counter.page).focus();
      for (const key of keys) await screen.press(key);
      const after = await readState(counter);
      if (JSON.stringify(after) !== JSON.stringify(before)) changed.push(`${row}: ${JSON.stringify(after)}`);
    }
    async function checkButDraft(row: string): Promise<void> {
      const after = { ...(await readState(counter)), draft: before.draft };
      if (JSON.stringify(after) !== JSON.stringify(before)) changed.push(`${row}: ${JSON.stringify(after)}`);
    }
    for (const key of ['Tab', 'shift+Tab']) await screen.press(key, { times: 100 });
    await checkButDraft('K16, a hundred times each way');
    for (const [row, keys] of Object.entries(WRITING)) {
      await getMessageField(counter.page).focus();
      for (const key of keys) await screen.press(key);
      await checkButDraft(row);
    }
    await getMessageField(counter.page).fill('');
    await screen.type(MACRO, { delayMs: 1 });
    await expect(getMessageField(counter.page)).toHaveValue(/xterm & $/);
    await checkButDraft('K27, a thousand keys a second');

    // What only a real pointer can do: drag text out of the window, and the window by its edge.
    const { x = 0, y = 0 } = (await getMessageField(counter.page).boundingBox()) ?? {};
    await screen.press('ctrl+a');
    await screen.drag({ x: x + 20, y: y + 15 }, { x: 2, y: 2 });
    await checkButDraft('P08');
    await screen.drag({ x: 600, y: 0 }, { x: 600, y: 400 });
    await screen.drag({ x: 0, y: 400 }, { x: 300, y: 400 });
    await checkButDraft('P11');
    await getMessageField(counter.page).fill('a draft');
    await screen.press('ctrl+a');
    await screen.drag({ x: 300, y: 300 }, { x: 900, y: 890 });
    await checkButDraft('P15');
    expect(changed).toEqual([]);
    // The positive control: keys do arrive, also one that a desktop likes to take for itself.
    await expect.poll(readHeard).toContain('PrintScreen');
    await getMessageField(counter.page).focus();
    await screen.type('!');
    await expect(getMessageField(counter.page)).toHaveValue(/!/);
    simulator.agent('Kim').say(chatId, 'Still there?');
    await expect(getConversation(counter.page)).toContainText('Still there?');
  } finally {
    await screen.stop();
  }
});
