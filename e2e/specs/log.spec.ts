import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '../fixtures/counterline';
import { askForHelp, findChatId, getConversation, say } from '../fixtures/customerSteps';

/** The log is kept beside the settings, for whoever has to find out what went wrong, and nothing of a customer is in it. */

test('tells of the chat, and of nothing that anybody said or is called', async ({ launch, simulator }) => {
  const policy = test.info().outputPath('policy.json');
  await mkdir(dirname(policy), { recursive: true });
  const { url: serverUrl, contactCenterId } = simulator;
  await writeFile(
    policy,
    JSON.stringify({ serverUrl, contactCenterId, extraHeaders: { apikey: 'PLANTED-key' } }),
  );
  const { page, userDataFolder, close } = await launch({ args: [`--policy=${policy}`] });

  await askForHelp(page, { nickname: 'PLANTED-name', subject: 'PLANTED-subject' });
  const chatId = await findChatId(simulator);
  const kim = simulator.agent('PLANTED-agent');
  kim.accept(chatId);
  kim.say(chatId, 'PLANTED-answer');
  await expect(getConversation(page).getByText('PLANTED-answer')).toBeVisible();
  await say(page, 'PLANTED-text');
  await expect(getConversation(page).getByText('Sent', { exact: true })).toBeVisible();
  // Failures are what is logged most of.
  await simulator.goDown();
  await say(page, 'PLANTED-lost');
  await expect(page.getByText('Reconnecting', { exact: false }).first()).toBeVisible();
  await simulator.comeUp();
  await expect(getConversation(page).getByText('Sent', { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Message' }).fill('PLANTED-draft');
  await close();

  const folder = join(userDataFolder, 'logs');
  expect(await readdir(folder)).toEqual(['counterline.log']);
  const log = await readFile(join(folder, 'counterline.log'), 'utf8');
  const events = log
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event);
  expect(events).toEqual(expect.arrayContaining(['session', 'poll failed', 'send ended']));
  expect(log).not.toContain('PLANTED');
});
