import { writeFile } from 'node:fs/promises';
import { markPage, readState } from '../fixtures/counterState';
import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
import { beginChatWith, getConversation, getMessageField } from '../fixtures/customerSteps';

/**
 * Buttons, touches and drops at a counter in a chat, by the numbers of the escape matrix (docs/kiosk/escape-matrix.md).
 * Touches are made up below the page, where those of a touch screen arrive.
 */

/** A command of the protocol by which Chromium takes made-up input. */
function act({ app }: RunningApp, method: string, parameters: Record<string, unknown>): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, [name, given]) =>
      BrowserWindow.getAllWindows()[0]?.webContents.debugger.sendCommand(name, given) as Promise<unknown>,
    [method, parameters] as const,
  );
}

test('no button of a mouse, no touch and no drop leads out of a counter', async ({
  launch,
  simulator,
}, testInfo) => {
  test.setTimeout(90_000);
  const counter = await launch({ args: [...connectTo(simulator), '--kiosk'] });
  const chatId = await beginChatWith(counter.page, simulator, 'Kim');
  simulator.agent('Kim').say(chatId, 'See https://example.com/help for more.');
  const link = getConversation(counter.page).getByText('https://example.com/help');
  await expect(link).toBeVisible();
  const field = getMessageField(counter.page);
  await markPage(counter);
  await field.focus();
  // Another window of this computer may have been opened last.
  await expect.poll(async () => (await readState(counter)).page.hasFocus).toBe(true);
  const before = await readState(counter);
  const changed: string[] = [];
  /** A middle click pastes what was selected here, and that is text in the field and nothing else. */
  async function check(row: string): Promise<void> {
    await field.focus();
    const after = { ...(await readState(counter)), draft: before.draft };
    if (JSON.stringify(after) !== JSON.stringify(before)) changed.push(`${row}: ${JSON.stringify(after)}`);
  }
  const { x = 0, y = 0, width = 0, height = 0 } = (await link.boundingBox()) ?? {};
  const onLink = { x: x + width / 2, y: y + height / 2 };

  for (const place of [link, field]) {
    await place.click({ button: 'right' });
    await check('P01');
    await place.click({ button: 'middle' });
    await check('P09');
    for (const modifier of ['Shift', 'Control', 'Alt'] as const) await place.click({ modifiers: [modifier] });
    await check('P10');
    await place.click({ clickCount: 3 });
    await check('P03');
  }
  for (const button of ['back', 'forward'] as const)
    for (const type of ['mousePressed', 'mouseReleased'])
      await act(counter, 'Input.dispatchMouseEvent', { type, button, clickCount: 1, ...onLink });
  await check('K10, the fourth and the fifth button');

  const touch = { gestureSourceType: 'touch', ...onLink };
  await act(counter, 'Input.synthesizeTapGesture', { ...touch, duration: 1200 });
  await check('P02, a finger that rests on text');
  await act(counter, 'Input.synthesizeTapGesture', { ...touch, tapCount: 2 });
  await act(counter, 'Input.synthesizePinchGesture', { ...touch, scaleFactor: 3 });
  await counter.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.sendInputEvent({ type: 'mouseWheel', x: 200, y: 200, deltaY: -500, modifiers: ['control'] });
  });
  await check('P06');
  for (const xDistance of [600, -600])
    await act(counter, 'Input.synthesizeScrollGesture', { ...touch, xDistance, speed: 4000 });
  await counter.page.mouse.wheel(2000, 0);
  await check('P05');

  const fingers = (at: number) =>
    Array.from({ length: 10 }, (_none, id) => ({
      id,
      x: 100 + 60 * id,
      y: 200 + ((at * 7 + id * 13) % 200),
    }));
  await act(counter, 'Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(0) });
  for (let at = 1; at <= 200; at += 1)
    await act(counter, 'Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(at) });
  await act(counter, 'Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await check('P14');

  const file = testInfo.outputPath('dropped.html');
  await writeFile(file, '<title>out</title>');
  const dropped = {
    files: [file],
    items: [{ mimeType: 'text/uri-list', data: 'https://example.com/' }],
    dragOperationsMask: 1,
  };
  for (const place of [onLink, { x: 400, y: 20 }])
    for (const type of ['dragEnter', 'dragOver', 'drop'])
      await act(counter, 'Input.dispatchDragEvent', { type, ...place, data: dropped });
  await check('P07');

  expect(changed).toEqual([]);
  simulator.agent('Kim').say(chatId, 'Still there?');
  await expect(getConversation(counter.page)).toContainText('Still there?');

  await counter.app.evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setKiosk(false);
    window?.setBounds({ x: 10, y: 10, width: 600, height: 500 });
    screen.emit('display-metrics-changed', {}, screen.getPrimaryDisplay(), ['bounds']);
  });
  await expect
    .poll(async () => (await readState(counter)).coversScreen, {
      message: 'P12: the screen has changed, and with it the window',
    })
    .toBe(true);
});
