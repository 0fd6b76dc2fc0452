import type { ElectronApplication, Page } from '@playwright/test';
import { expectNoFindings } from '../fixtures/axe';
import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
import { askForHelp, findChatId, getConversation, say } from '../fixtures/customerSteps';
import { fault, type Simulator } from '../../src/simulator';

/** Every screen, in windows, sizes and colours that are hard on it. */

interface Fit {
  readonly hasControls: boolean;
  /** By how many pixels the page could be scrolled sideways. */
  readonly sideways: number;
  /** Controls that a finger would miss, or of which a part is outside of the window. */
  readonly small: readonly string[];
  readonly outside: readonly string[];
}

const SMALLEST_TARGET_PX = 44;

function measure(page: Page): Promise<Fit> {
  return page.evaluate((smallestPx) => {
    const root = document.documentElement;
    const controls = [
      ...document.querySelectorAll<HTMLElement>('button, input, select, textarea, [role=switch]'),
    ].filter((control) => control.checkVisibility());
    // What belongs to a field can be pressed as well.
    const boxOf = (control: HTMLElement) => (control.closest('label') ?? control).getBoundingClientRect();
    const nameOf = (control: HTMLElement) => control.getAttribute('aria-label') ?? control.textContent;
    const named = (found: readonly HTMLElement[]) => found.map((control) => nameOf(control).trim());
    const isSmall = ({ width, height }: DOMRect) => Math.min(width, height) < smallestPx - 0.5;
    const isOutside = ({ left, right }: DOMRect) => left < -0.5 || right > root.clientWidth + 0.5;
    return {
      hasControls: controls.length > 0,
      sideways: root.scrollWidth - root.clientWidth,
      small: named(controls.filter((control) => isSmall(boxOf(control)))),
      outside: named(controls.filter((control) => isOutside(boxOf(control)))),
    };
  }, SMALLEST_TARGET_PX);
}

/** From the first screen to the last, with `look` at each. */
async function seeEveryScreen(
  { page }: RunningApp,
  simulator: Simulator,
  look: (screen: string) => Promise<void>,
): Promise<void> {
  await page.getByRole('button', { name: 'Start chat' }).click();
  await look('Start, with faults');
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Connection', exact: true })).toBeVisible();
  await look('Settings');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await askForHelp(page);
  const chatId = await findChatId(simulator);
  await expect(page.getByRole('heading', { name: 'Waiting for an agent' })).toBeVisible();
  await look('Waiting');
  const kim = simulator.agent('Kim');
  kim.accept(chatId);
  kim.say(chatId, `Hello. ${'Donaudampfschifffahrtsgesellschaft'.repeat(9)}`);
  await expect(getConversation(page)).toContainText('Hello.');
  simulator.faults.plan({ operation: 'SendMessage' }, fault.answer({ status: 400, body: { statusCode: 1 } }));
  await say(page, 'Refused');
  await expect(getConversation(page).getByText('Not sent', { exact: true })).toBeVisible();
  await look('Conversation, with a message that was not sent');
  await page.getByRole('button', { name: 'End chat' }).click();
  await look('the question before the end');
  await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await expect(page.getByRole('heading', { name: 'Chat ended' })).toBeVisible();
  await look('Ended');
}

const zoom = (app: ElectronApplication, factor: number) =>
  app.evaluate(({ webContents }, wanted) => {
    for (const contents of webContents.getAllWebContents()) contents.setZoomFactor(wanted);
  }, factor);

const TIGHT = [
  { name: 'in a window of 320 pixels', width: 320, height: 640, factor: 1 },
  { name: 'with text of 200 %', width: 960, height: 760, factor: 2 },
];

for (const { name, width, height, factor } of TIGHT) {
  test(`${name} nothing is cut off, and every control is big enough for a finger`, async ({
    launch,
    simulator,
  }) => {
    const running = await launch({ args: connectTo(simulator) });
    const { app, page } = running;
    await page.setViewportSize({ width, height });
    await zoom(app, factor);
    await seeEveryScreen(running, simulator, async (screen) => {
      expect({ screen, ...(await measure(page)) }).toEqual({
        screen,
        hasControls: true,
        sideways: 0,
        small: [],
        outside: [],
      });
    });
  });
}

test('in colors that the system forces axe finds nothing, and nothing moves for somebody who asked for that', async ({
  launch,
  simulator,
}) => {
  const running = await launch({ args: connectTo(simulator) });
  const { page } = running;
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await seeEveryScreen(running, simulator, async () => {
    await expectNoFindings(page);
    // What has run its one millisecond is no animation any more.
    await expect
      .poll(() =>
        page.evaluate(
          () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
        ),
      )
      .toBe(0);
  });
});
