import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures/counterline';
import { askForHelp, findChatId, getConversation } from '../fixtures/customerSteps';

test('first run: the connection is tested without a chat, saved, and still there after a restart', async ({
  launch,
  simulator,
}) => {
  const first = await launch();
  const { page } = first;
  await expect(page.getByRole('heading', { name: 'Connect to your contact center' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Server address' }).fill(`${simulator.url}/`);
  await page.getByRole('textbox', { name: 'Contact center ID' }).fill(simulator.contactCenterId);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('The connection works.')).toBeVisible();
  expect(simulator.model.chats()).toEqual([]);
  expect(simulator.wireLog.records().map(({ method }) => method)).toEqual(['GET']);

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Start chat' })).toBeVisible();
  const file: unknown = JSON.parse(await readFile(join(first.userDataFolder, 'settings.json'), 'utf8'));
  expect(file).toEqual({ serverUrl: simulator.url, contactCenterId: simulator.contactCenterId });
  await first.close();

  const second = await launch({ userDataFolder: first.userDataFolder });
  await askForHelp(second.page);
  await findChatId(simulator);
});

test('each wrong entry is named beside its field, and nothing that was typed is lost', async ({ launch }) => {
  const { page } = await launch();
  const address = page.getByRole('textbox', { name: 'Server address' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Please enter the server address.')).toBeVisible();
  await expect(address).toBeFocused();
  for (const [typed, says] of [
    ['chat example com', 'This does not look like an address.'],
    ['http://chat.example.com', 'The address must begin with https://'],
    ['https://user:secret@chat.example.com', 'Please remove the user name and password from the address.'],
  ] as const) {
    await address.fill(typed);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText(says)).toBeVisible();
    await expect(address).toHaveValue(typed);
    await expect(address).toHaveAccessibleDescription(new RegExp(says.replaceAll('.', '\\.')));
  }
});

test('testing the connection tells a wrong id from a wrong address', async ({ launch, simulator }) => {
  const { page } = await launch();
  await page.getByRole('textbox', { name: 'Server address' }).fill(simulator.url);
  await page.getByRole('textbox', { name: 'Contact center ID' }).fill('somebody-else');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('The contact center did not accept us.')).toBeVisible();
  await simulator.goDown();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('No answer from this address.')).toBeVisible();
});

test('with nothing configured, the demo contact center is one press away, and its agent answers', async ({
  launch,
}) => {
  test.setTimeout(90_000);
  const { page, userDataFolder } = await launch();
  await page.getByRole('button', { name: 'Try the demo contact center' }).click();
  await askForHelp(page);
  await expect(getConversation(page)).toContainText('Chris', { timeout: 45_000 });
  // Nothing of the demo is kept.
  await expect(readFile(join(userDataFolder, 'settings.json'))).rejects.toThrow('ENOENT');
});

test('a damaged settings file is set aside, and the app starts', async ({ launch }) => {
  const { page, userDataFolder } = await launch({
    files: { 'settings.json': '{"serverUrl": "https://chat.exam' },
  });
  await expect(page.getByRole('heading', { name: 'Connect to your contact center' })).toBeVisible();
  const files = await readdir(userDataFolder);
  expect(files.filter((file) => file.startsWith('settings.json.damaged-'))).toHaveLength(1);
});
