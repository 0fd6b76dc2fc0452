import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Simulator } from '../../src/simulator';
import { expect, test } from '../fixtures/counterline';
import {
  askForHelp,
  beginChatWith,
  findChatId,
  getConversation,
  getTextsOfCustomer,
  say,
} from '../fixtures/customerSteps';
import { goingThrough, goingWhereTheScriptSays, startHttpProxy } from '../fixtures/httpProxy';

/** A whole chat through a real HTTP proxy, which the app finds in the settings of the system, plain or by a script (PAC). */

/** The contact center under a name that only the proxy knows: nothing can get there without it. */
async function writePolicy({ url, contactCenterId }: Simulator): Promise<string> {
  const file = test.info().outputPath('policy.json');
  await mkdir(dirname(file), { recursive: true });
  const serverUrl = `http://chat.test:${new URL(url).port}`;
  await writeFile(file, JSON.stringify({ serverUrl, contactCenterId, allowInsecureHttp: true }));
  return file;
}

test('a chat goes through the proxy that a script names: each message once, and nothing to anybody else', async ({
  launch,
  simulator,
}) => {
  const proxy = await startHttpProxy();
  const args = [`--policy=${await writePolicy(simulator)}`];
  const { page } = await launch({ args, env: goingWhereTheScriptSays(proxy) });
  const chatId = await beginChatWith(page, simulator, 'Kim');
  await say(page, 'Hello');
  await say(page, 'Are you there?');
  await expect(getConversation(page).getByText('Sent', { exact: true })).toHaveCount(2);
  simulator.agent('Kim').say(chatId, 'Yes');
  await expect(getConversation(page).getByText('Yes', { exact: true })).toBeVisible();
  expect(simulator.wireLog.records({ operation: 'SendMessage' })).toHaveLength(2);
  // Also no dictionary, which every network session would fetch by itself.
  expect(new Set(proxy.forwarded)).toEqual(new Set(['GET chat.test', 'POST chat.test']));
  expect(proxy.forwarded).toHaveLength(simulator.wireLog.count());
  await proxy.stop();
});

test('a proxy that wants a login is signed in to once, on the page; a wrong password is said and asked again', async ({
  launch,
  simulator,
}) => {
  const proxy = await startHttpProxy({ login: 'chris:PLANTED-good' });
  const args = [`--policy=${await writePolicy(simulator)}`];
  const { page, getLog, userDataFolder } = await launch({ args, env: goingThrough(proxy) });
  const dialog = page.getByRole('dialog', { name: 'Sign in to the network' });
  const signIn = async (password: string) => {
    await dialog.getByRole('textbox', { name: 'User name' }).fill('chris');
    await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
  };

  await askForHelp(page);
  await expect(dialog).toContainText(proxy.address.replace('http://', ''));
  await expect(dialog.getByText('did not accept')).toBeHidden();
  await signIn('PLANTED-bad');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('wants a user name and a password')).toBeVisible();
  await page.getByRole('button', { name: 'Start chat' }).click();
  await expect(dialog).toContainText('The proxy did not accept this user name and password.');
  await signIn('PLANTED-good');
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Start chat' }).click();
  const chatId = await findChatId(simulator);
  simulator.agent('Kim').accept(chatId);
  await expect(getConversation(page)).toBeVisible();
  await say(page, 'Through at last');
  await expect(getConversation(page).getByText('Sent', { exact: true })).toBeVisible();
  expect(getTextsOfCustomer(simulator, chatId)).toEqual(['Through at last']);
  for (const operation of ['RequestChat', 'SendMessage'] as const)
    expect(simulator.wireLog.records({ operation })).toHaveLength(1);
  // Tried once, and not again: an account may be locked after a few.
  expect(proxy.logins.filter((login) => login === 'chris:PLANTED-bad')).toHaveLength(1);
  expect(simulator.wireLog.records().filter(({ headers }) => 'proxy-authorization' in headers)).toEqual([]);
  expect(getLog()).not.toContain('PLANTED');
  for (const file of await readdir(userDataFolder)) {
    if (file.endsWith('.json'))
      expect(await readFile(`${userDataFolder}/${file}`, 'utf8')).not.toContain('PLANTED-');
  }
  await proxy.stop();
});

test('at a counter nobody is asked for a login', async ({ launch, simulator }) => {
  const proxy = await startHttpProxy({ login: 'chris:secret' });
  const args = [`--policy=${await writePolicy(simulator)}`, '--kiosk'];
  const { page } = await launch({ args, env: goingThrough(proxy) });
  await askForHelp(page);
  await expect(page.getByText('tell the person who looks after this computer')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(new Set(proxy.logins)).toEqual(new Set([null]));
  await proxy.stop();
});
