import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../src/simulator';
import { expect, test as base } from '../fixtures/counterline';
import { runToItsEnd } from '../fixtures/runToItsEnd';
import { askForHelp, findChatId, getConversation, say, getTextsOfCustomer } from '../fixtures/customerSteps';

/** Several contact centers: each chat goes to the right one, and back to it after a crash. */

interface TwoCenters {
  readonly sales: Simulator;
  readonly repairs: Simulator;
  readonly policy: string;
}

const test = base.extend<{ two: TwoCenters }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants the first parameter destructured.
  two: async ({}, use) => {
    const sales = await startSimulator({ contactCenterIds: ['sales-center'] });
    const repairs = await startSimulator({ contactCenterIds: ['repairs-center'] });
    const folder = await mkdtemp(join(tmpdir(), 'counterline-departments-'));
    const policy = join(folder, 'policy.json');
    const contactCenters = [
      {
        id: 'sales',
        name: 'Sales',
        serverUrl: sales.url,
        contactCenterId: sales.contactCenterId,
        extraHeaders: { apikey: 'sales-key' },
        endpoint: 'sales-queue',
      },
      {
        id: 'repairs',
        name: { en: 'Repairs', de: 'Reparatur' },
        serverUrl: repairs.url,
        contactCenterId: repairs.contactCenterId,
        extraHeaders: { apikey: 'repairs-key' },
        startFields: [{ key: 'Device', label: 'Device', kind: 'text', required: true }],
      },
    ];
    await writeFile(policy, JSON.stringify({ contactCenters }));
    await use({ sales, repairs, policy });
    await Promise.all([sales.stop(), repairs.stop()]);
    await rm(folder, { recursive: true });
  },
});

test('the chat goes to the department that was chosen, with its id, headers and questions, also after a crash', async ({
  launch,
  two: { sales, repairs, policy },
}) => {
  const first = await launch({ args: [`--policy=${policy}`] });
  const { page } = first;
  await askForHelp(page);
  await expect(page.getByText('Please choose a department.')).toBeVisible();
  const department = page.getByRole('combobox', { name: 'Department' });
  await expect(department).toBeFocused();
  await expect(department.getByRole('option')).toHaveText(['Please choose', 'Sales', 'Repairs']);
  await department.selectOption('Repairs');
  await page.getByRole('textbox', { name: 'Device' }).fill('Lamp');
  await page.getByRole('button', { name: 'Start chat' }).click();

  const chatId = await findChatId(repairs);
  expect(repairs.model.findChat(chatId)?.userData).toMatchObject({ Device: 'Lamp' });
  repairs.agent('Kim').accept(chatId);
  await expect(getConversation(page)).toBeVisible();

  const closed = first.app.waitForEvent('close');
  first.app.process().kill('SIGKILL');
  await closed;
  const again = await launch({ args: [`--policy=${policy}`], userDataFolder: first.userDataFolder });
  await expect(getConversation(again.page)).toBeVisible();
  await say(again.page, 'Still here');
  await expect.poll(() => getTextsOfCustomer(repairs, chatId)).toEqual(['Still here']);

  const sent = new Set(
    repairs.wireLog
      .records()
      .map(({ headers }) => `${String(headers['contactcenterid'])} ${String(headers['apikey'])}`),
  );
  expect([...sent]).toEqual(['repairs-center repairs-key']);
  expect(sales.wireLog.count()).toBe(0);
});

test('--check tries each department with its own id and headers, and begins no chat', async ({
  two: { sales, repairs, policy },
}) => {
  await repairs.goDown();
  const { exitCode, prints } = await runToItsEnd(['--check', `--policy=${policy}`]);
  expect(exitCode).toBe(4);
  expect(prints).toMatch(
    /^Department: sales\n.*\nsales: works\n\nDepartment: repairs\n.*\nrepairs: unreachable: .*\n\nConnection: unreachable: .*\n$/s,
  );
  expect(sales.wireLog.records().map(({ method, headers }) => [method, headers['apikey']])).toEqual([
    ['GET', 'sales-key'],
  ]);
  expect(sales.model.chats()).toEqual([]);
});

test('an end that could not be told goes to the contact center of its chat, whichever is fixed by then', async ({
  launch,
  two: { sales, repairs, policy },
}) => {
  const first = await launch({ args: [`--policy=${policy}`] });
  await first.page.getByRole('combobox', { name: 'Department' }).selectOption('Sales');
  await askForHelp(first.page);
  const chatId = await findChatId(sales);
  sales.agent('Kim').accept(chatId);
  await expect(getConversation(first.page)).toBeVisible();
  await sales.goDown();
  await first.page.getByRole('button', { name: 'End chat' }).click();
  await first.page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await first.close();
  await sales.comeUp();

  const user = join(first.userDataFolder, 'settings.json');
  await writeFile(user, JSON.stringify({ contactCenter: 'repairs' }));
  const { page } = await launch({ args: [`--policy=${policy}`], userDataFolder: first.userDataFolder });
  await sales.until((model) => (model.findChat(chatId)?.state === 'Idle' ? true : undefined));
  await expect(page.getByRole('button', { name: 'Start chat' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Department' })).toHaveCount(0);
  expect(repairs.wireLog.count()).toBe(0);
});
