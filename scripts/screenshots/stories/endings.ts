import { fault } from '../../../src/simulator';
import {
  askForHelp,
  beginChatWith,
  findChatId,
  getConversation,
  getMessageField,
  say,
} from '../../../e2e/fixtures/customerSteps';
import { expect } from '../expect';
import type { Stage, Story } from '../story';

const ENDED = { name: 'Chat ended' };
/** Longer than the app believes that a chat which is not there may come back. */
const GIVEN_UP = { timeout: 60_000 };

async function talk({ page, simulator }: Stage): Promise<string> {
  const chatId = await beginChatWith(page, simulator, 'Kim');
  const kim = simulator.agent('Kim');
  const log = getConversation(page);
  for (const [count, [question, answer]] of EXCHANGES.entries()) {
    await say(page, question);
    await expect(log.getByText('Sent', { exact: true })).toHaveCount(count + 1);
    kim.say(chatId, answer);
    await expect(log).toContainText(answer);
  }
  return chatId;
}

const EXCHANGES = [
  ['Hi! My parcel should have been here on Tuesday.', 'Hello Chris. Do you have its number?'],
  ['4711-0815', 'Thank you. It is in the depot in your town: the driver could not find the doorbell.'],
  ['Can you bring it tomorrow?', 'Yes, between 9 and 12. Shall I note anything for the driver?'],
  ['Please ring twice.', 'Noted. Is there anything else?'],
] as const;

async function end({ page }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'End chat' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
}

export const endings: readonly Story[] = [
  {
    name: 'ended-gone',
    places: ['desk'],
    simulatorOptions: { silenceLimitMs: 3000, endedChatsKept: 0 },
    async tell(stage) {
      const { page, simulator, shoot } = stage;
      await beginChatWith(page, simulator, 'Kim');
      await simulator.goDown();
      await say(page, 'Typed too late to arrive.');
      await simulator.until((model) => (model.chats().length === 0 ? true : undefined), 20_000);
      await simulator.comeUp();
      await expect(page.getByRole('heading', ENDED)).toBeVisible(GIVEN_UP);
      await shoot('ended-gone');
    },
  },
  {
    name: 'ended-unconfirmed',
    places: ['desk'],
    async tell(stage) {
      const { page, simulator, shoot } = stage;
      await talk(stage);
      simulator.faults.plan({ operation: 'Complete' }, fault.loseRequest(), { times: Infinity });
      await end(stage);
      await expect(page.getByText('Ending the chat…').first()).toBeVisible();
      // The app does not try for as long as many pictures take.
      await shoot('ended-unconfirmed-ending', ['light', 'dark', 'forced-colors', 'german-narrow', 'arabic']);
      await expect(page.getByRole('heading', ENDED)).toBeVisible(GIVEN_UP);
      await shoot('ended-unconfirmed');
    },
  },
  {
    name: 'ended-by-agent',
    places: ['desk', 'counter'],
    async tell(stage) {
      const { page, simulator, shoot } = stage;
      const chatId = await talk(stage);
      await getMessageField(page).fill('Yes, one more thing: could you also');
      simulator.agent('Kim').end(chatId);
      await expect(page.getByRole('heading', ENDED)).toBeVisible();
      await shoot('ended-by-agent-unsent');
    },
  },
  {
    name: 'ended-by-customer',
    places: ['desk', 'counter'],
    async tell(stage) {
      const { page, shoot } = stage;
      await talk(stage);
      await end(stage);
      await expect(page.getByRole('heading', ENDED)).toBeVisible();
      await shoot('ended-by-customer');
      await page.getByRole('button', { name: 'QR code' }).click();
      await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
      await shoot('ended-by-customer-codes');
    },
  },
  {
    name: 'ended-queue',
    places: ['desk'],
    async tell({ page, simulator, shoot }) {
      await askForHelp(page);
      await findChatId(simulator);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(page.getByRole('heading', ENDED)).toBeVisible();
      await shoot('ended-queue');
    },
  },
];
