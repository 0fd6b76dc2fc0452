import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
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
  K08: ['ctrl+u'],
  K09: ['ctrl+h', 'ctrl+j', 'ctrl+b', 'ctrl+d', 'ctrl+i', 'ctrl+shift+o', 'ctrl+shift+Delete'],
  K10: ['alt+Left', 'alt+Right', 'XF86Back', 'XF86Forward', 'XF86HomePage', 'XF86Search', 'XF86Favorites'],
  K11: ['F11', 'Escape', 'Escape', 'ctrl+super+f'],
  K12: ['ctrl+plus', 'ctrl+equal', 'ctrl+minus', 'ctrl+0', 'ctrl+KP_Add'],
  K13: ['F1', 'Help', 'shift+F1'],
  K14: ['F7'],
  K15: ['F10', 'alt+f', 'shift+F10', 'Menu', 'Escape'],
  K16: ['ctrl+Tab', 'ctrl+Page_Up', 'ctrl+Page_Down', 'F6', 'F3', 'ctrl+l', 'alt+d', 'ctrl+k', 'ctrl+e'],
  K24: ['XF86Mail', 'XF86Calculator', 'XF86AudioMedia', 'XF86Launch1', 'XF86Eject'],
};

/** All that a key could have changed. */
function look({ app }: RunningApp) {
  return app.evaluate(async ({ BrowserWindow, screen }) => {
    const windows = BrowserWindow.getAllWindows();
    const [window] = windows;
    const { width, height } = screen.getPrimaryDisplay().bounds;
    const bounds = window?.getBounds();
    return {
      windows: windows.length,
      isVisible: window?.isVisible(),
      coversScreen: bounds !== undefined && bounds.width >= width && bounds.height >= height,
      hasDevTools: window?.webContents.isDevToolsOpened(),
      zoom: window?.webContents.getZoomFactor(),
      url: window?.webContents.getURL(),
      isSamePage: (await window?.webContents.executeJavaScript('window.isSamePage === true')) as boolean,
      draft: (await window?.webContents.executeJavaScript(
        'document.querySelector("textarea")?.value',
      )) as string,
    };
  });
}

test('no key leads out of a counter, and the chat goes on', async ({ launch, simulator }) => {
  test.setTimeout(120_000);
  const screen = await startVirtualScreen();
  try {
    const counter = await launch({ args: [...connectTo(simulator), '--kiosk'], env: { ...screen.env } });
    const chatId = await beginChatWith(counter.page, simulator, 'Kim');
    await getMessageField(counter.page).fill('a draft');
    await counter.page.evaluate(() => Object.assign(window, { isSamePage: true }));
    const before = await look(counter);
    expect(before).toMatchObject({ windows: 1, isVisible: true, coversScreen: true, draft: 'a draft' });
    const changed: string[] = [];
    for (const [row, keys] of Object.entries(ROWS)) {
      await getMessageField(counter.page).focus();
      for (const key of keys) await screen.press(key);
      const after = await look(counter);
      if (JSON.stringify(after) !== JSON.stringify(before)) changed.push(`${row}: ${JSON.stringify(after)}`);
    }
    expect(changed).toEqual([]);
    // The positive control: keys do arrive.
    await getMessageField(counter.page).focus();
    await screen.type('!');
    await expect(getMessageField(counter.page)).toHaveValue(/!/);
    simulator.agent('Kim').say(chatId, 'Still there?');
    await expect(getConversation(counter.page)).toContainText('Still there?');
  } finally {
    await screen.stop();
  }
});

test('no button of a mouse leads out of a counter', async ({ launch, simulator }) => {
  const counter = await launch({ args: [...connectTo(simulator), '--kiosk'] });
  const chatId = await beginChatWith(counter.page, simulator, 'Kim');
  simulator.agent('Kim').say(chatId, 'See https://example.com/help for more.');
  await expect(getConversation(counter.page)).toContainText('https://example.com/help');
  await counter.page.evaluate(() => Object.assign(window, { isSamePage: true }));
  const before = await look(counter);
  // P01, P09, P10, P12: other buttons, modifiers and drags on a link, a bubble, the field and blank space.
  const places = [
    getConversation(counter.page).getByText('https://example.com/help'),
    getMessageField(counter.page),
  ];
  for (const place of places) {
    await place.click({ button: 'right' });
    await place.click({ button: 'middle' });
    for (const modifier of ['Shift', 'Control', 'Alt'] as const) await place.click({ modifiers: [modifier] });
    await place.click({ clickCount: 3 });
  }
  await counter.page.mouse.wheel(2000, 0);
  await counter.page.keyboard.press('Escape');
  await counter.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.sendInputEvent({ type: 'mouseWheel', x: 200, y: 200, deltaY: -500, modifiers: ['control'] });
  });
  // P07: a file and a link dropped onto the window.
  await counter.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'x.html', { type: 'text/html' }));
    data.setData('text/uri-list', 'https://example.com/');
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      );
  });
  // A middle click pastes what was selected here, as text and nowhere else.
  expect({ ...(await look(counter)), draft: '' }).toEqual({ ...before, draft: '' });
});
