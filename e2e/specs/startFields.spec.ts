import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { connectTo, expect, test, type RunningApp } from '../fixtures/counterline';
import { CHRIS, askForHelp, findChatId } from '../fixtures/customerSteps';
import { expectNoFindings, expectNoFindingsInLightAndDark } from '../fixtures/axe';
import { START_FIELDS } from '../fixtures/startFields';

interface PolicyFixtures {
  /** The app with a policy that asks for `START_FIELDS`. */
  readonly asking: RunningApp;
}

const policyTest = test.extend<PolicyFixtures>({
  asking: async ({ launch, simulator }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'counterline-policy-'));
    const path = join(folder, 'policy.json');
    await writeFile(path, JSON.stringify({ startFields: START_FIELDS }));
    await use(await launch({ args: [...connectTo(simulator), `--policy=${path}`] }));
    await rm(folder, { recursive: true });
  },
});

const field = (page: Page, name: string | RegExp): Locator => page.getByRole('textbox', { name });
const order = (page: Page) => field(page, 'Order number');
const product = (page: Page) => page.getByRole('combobox', { name: 'Product' });
const consent = (page: Page) => page.getByRole('checkbox', { name: 'I have read the privacy notice' });

/** Of the computer that the tests run on, as the app has to say it. */
const TIME_ZONE = String(0 - new Date().getTimezoneOffset());

test('the time zone goes along with a chat, also where nothing else is asked', async ({
  customer,
  simulator,
}) => {
  await askForHelp(customer);
  const chatId = await findChatId(simulator);
  expect(simulator.model.findChat(chatId)?.userData).toEqual({ TimeZone: TIME_ZONE });
});

policyTest(
  'what is answered is what the agent gets, under the keys of the policy',
  async ({ asking, simulator }) => {
    const { page } = asking;
    await field(page, 'Your name').fill(CHRIS.nickname);
    await field(page, 'How can we help?').fill(CHRIS.subject);
    await order(page).fill(' AB-1234 ');
    await field(page, /^E-mail/).fill('chris@example.com');
    await product(page).selectOption({ label: 'Letter' });
    await field(page, /^What have you tried/).fill('Rang <b>twice</b>\nwaited');
    await consent(page).check();
    await page.getByRole('button', { name: 'Start chat' }).click();
    const chatId = await findChatId(simulator);
    expect(simulator.model.findChat(chatId)?.userData).toEqual({
      OrderNumber: 'AB-1234',
      Email: 'chris@example.com',
      Product: 'letter',
      Details: 'Rang <b>twice</b>\nwaited',
      Consent: 'true',
      TimeZone: TIME_ZONE,
    });
  },
);

policyTest(
  'each fault stands beside its field, the first has the focus, and nothing is sent',
  async ({ asking, simulator }) => {
    const { page } = asking;
    await askForHelp(page);
    await expect(order(page)).toBeFocused();
    await expect(order(page)).toHaveAccessibleDescription(/Please fill this in\..*It is on your receipt/s);
    await expect(product(page)).toHaveAccessibleDescription('Please choose one of these.');
    await expect(consent(page)).toHaveAccessibleDescription('Please tick this to go on.');
    const summary = page.getByRole('status');
    await expect(summary).toHaveText('3 answers need another look.');
    await expectNoFindings(page);

    await order(page).fill('1234');
    await expect(order(page)).toHaveAccessibleDescription(/An order number looks like AB-1234\./);
    await field(page, /^E-mail/).fill('chris at home');
    await field(page, /^Phone/).fill('none');
    await field(page, /^Number of pieces/).fill('many');
    await expect(field(page, /^E-mail/)).toHaveAccessibleDescription(
      'This does not look like an e-mail address.',
    );
    await expect(field(page, /^Phone/)).toHaveAccessibleDescription(
      'This does not look like a phone number.',
    );
    await expect(field(page, /^Number of pieces/)).toHaveAccessibleDescription('Please enter a number.');
    await page.getByRole('button', { name: 'Start chat' }).click();
    await expect(order(page)).toBeFocused();

    await order(page).fill('AB-1234');
    await product(page).selectOption('parcel');
    await consent(page).check();
    await field(page, /^E-mail/).fill('');
    await field(page, /^Phone/).fill('');
    await expect(summary).toHaveText('One answer needs another look.');
    await page.getByRole('button', { name: 'Start chat' }).click();
    await expect(field(page, /^Number of pieces/)).toBeFocused();
    expect(simulator.wireLog.count({ operation: 'RequestChat' })).toBe(0);

    await field(page, /^Number of pieces/).fill('2');
    await expect(summary).toHaveText('');
  },
);

policyTest(
  'nothing is lost on the way through Settings, a failed request and a reload',
  async ({ asking, simulator }) => {
    const { page } = asking;
    await order(page).fill('AB-1234');
    await product(page).selectOption('letter');
    await consent(page).check();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(order(page)).toHaveValue('AB-1234');

    await simulator.goDown();
    await askForHelp(page);
    await expect(page.getByRole('alert')).toContainText('We could not reach the contact center.');
    await expect(order(page)).toHaveValue('AB-1234');
    await page.reload();
    await expect(order(page)).toHaveValue('AB-1234');
    await expect(product(page)).toHaveValue('letter');
    await expect(consent(page)).toBeChecked();

    await simulator.comeUp();
    await page.getByRole('button', { name: 'Start chat' }).click();
    const chatId = await findChatId(simulator);
    expect(simulator.model.findChat(chatId)?.userData).toMatchObject({
      OrderNumber: 'AB-1234',
      Product: 'letter',
    });
  },
);

policyTest('all of it can be answered by keyboard alone', async ({ asking, simulator }) => {
  const { keyboard } = asking.page;
  await expect(field(asking.page, 'Your name')).toBeFocused();
  const steps = [
    'Chris',
    'Parcel',
    'AB-1234',
    'chris@example.com',
    '+49 30 123',
    '2',
    'P',
    'Rang twice',
    ' ',
  ];
  for (const keys of steps) {
    await keyboard.type(keys);
    await keyboard.press('Tab');
  }
  await expect(asking.page.getByRole('button', { name: 'Start chat' })).toBeFocused();
  await keyboard.press('Enter');
  const chatId = await findChatId(simulator);
  expect(simulator.model.findChat(chatId)?.userData).toEqual({
    OrderNumber: 'AB-1234',
    Email: 'chris@example.com',
    Phone: '+49 30 123',
    Pieces: '2',
    Product: 'parcel',
    Details: 'Rang twice',
    Consent: 'true',
    TimeZone: TIME_ZONE,
  });
});

policyTest('axe finds nothing on Start with fields, in light and dark', async ({ asking: { page } }) => {
  await expect(order(page)).toBeVisible();
  await expectNoFindingsInLightAndDark(page);
});
