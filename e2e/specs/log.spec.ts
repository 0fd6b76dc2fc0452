import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '../fixtures/counterline';
import { askForHelp, findChatId, getConversation, say } from '../fixtures/customerSteps';

/**
 * The log is kept beside the settings, for whoever has to find out what went wrong, and all of it can be saved as one
 * file. Nothing of a customer is in either.
 */

test('tells of the chat, and of nothing that anybody said or is called', async ({ launch, simulator }) => {
  const policy = test.info().outputPath('policy.json');
  await mkdir(dirname(policy), { recursive: true });
  const { url: serverUrl, contactCenterId } = simulator;
  await writeFile(
    policy,
    JSON.stringify({
      serverUrl,
      contactCenterId,
      extraHeaders: { apikey: 'PLANTED-key' },
      startFields: [{ key: 'Order', label: 'Order', kind: 'text' }],
    }),
  );
  const { app, page, userDataFolder, close } = await launch({ args: [`--policy=${policy}`] });

  await page.getByRole('textbox', { name: 'Order' }).fill('PLANTED-order');
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

  const report = test.info().outputPath('diagnostics.json');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, report);
  await page.getByRole('button', { name: 'End chat' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await page.getByRole('button', { name: 'New chat' }).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('region', { name: 'State of this app' })).toContainText('poll failed');
  await page.getByRole('button', { name: 'Export diagnostics' }).click();
  await expect(page.getByText('The diagnostics are saved.')).toBeVisible();
  await close();

  const exported = await readFile(report, 'utf8');
  expect(exported).not.toContain('PLANTED');
  const {
    settings,
    log: logged,
    connectionTests,
    performance,
  } = JSON.parse(exported) as Record<string, unknown>;
  expect(settings).toMatchObject({
    serverUrl: { value: serverUrl, source: 'policy' },
    extraHeaders: { value: { apikey: '********' }, source: 'policy' },
  });
  expect(logged).toEqual(expect.arrayContaining([expect.objectContaining({ event: 'poll failed' })]));
  expect(connectionTests).toEqual([expect.arrayContaining(['The connection works.'])]);
  expect(performance).toMatchObject({ pollLatency: { p50Ms: expect.any(Number) as unknown } });

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
