import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import type { PreparedElectron } from '../electron/launch';
import { projectRoot } from '../process/projectRoot';

/** A person would need this long at most for any one step of the conversation. */
const PATIENCE_MS = 60_000;
const AGENT_WRITES = { timeout: PATIENCE_MS };

/** How many messages of the agent are on the screen. */
function countAgentMessages(page: Page): Promise<number> {
  return page.getByRole('log').locator('.message-bubble.agent').count();
}

/** The agent's turn is over when messages have come and nobody has been typing for a moment. */
async function waitForAgentsTurn(page: Page, before: number): Promise<void> {
  await expect.poll(() => countAgentMessages(page), AGENT_WRITES).toBeGreaterThan(before);
  let quietSince = Date.now();
  let seen = await countAgentMessages(page);
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() - quietSince < 3500 && Date.now() < deadline) {
    await page.waitForTimeout(250);
    const now = await countAgentMessages(page);
    const isTyping = await page.getByText('is typing…').isVisible();
    if (now !== seen || isTyping) quietSince = Date.now();
    seen = now;
  }
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).pressSequentially(text, { delay: 25 });
  await page.keyboard.press('Enter');
}

async function saveTranscript(app: ElectronApplication, page: Page, path: string): Promise<void> {
  // There is nobody to answer the file dialog.
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await page.getByRole('button', { name: 'Save transcript' }).click();
  await expect(page.getByText('The transcript is saved.')).toBeVisible();
}

async function play(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  const show = async (name: string) => {
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`  ${name}`);
  };
  await page.getByRole('textbox', { name: 'Your name' }).fill('Chris');
  await page.getByRole('textbox', { name: 'How can we help?' }).fill('My parcel has not arrived');
  await show('1-start');
  await page.getByRole('button', { name: 'Start chat' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for an agent' })).toBeVisible();
  await show('2-waiting');
  await waitForAgentsTurn(page, 0);
  await show('3-greeting');
  const known = await countAgentMessages(page);
  await say(page, 'I ordered it on Monday, the number is 4711-0815.');
  await expect(page.getByText('is typing…')).toBeVisible(AGENT_WRITES);
  await show('4-agent-typing');
  await waitForAgentsTurn(page, known);
  await show('5-answer');
  await say(page, 'Thank you very much, that helps. Goodbye!');
  await expect(page.getByRole('heading', { name: 'Chat ended' })).toBeVisible(AGENT_WRITES);
  await show('6-ended');
  await saveTranscript(app, page, join(folder, 'transcript.txt'));
}

/** Plays a customer against the scripted agent, and leaves what there was to see in demo-output/. */
export async function playConversation(electron: PreparedElectron): Promise<number> {
  const folder = join(projectRoot, 'demo-output');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const userDataFolder = await mkdtemp(join(tmpdir(), 'counterline-demo-'));
  console.log('No screen here: playing a conversation with the demo contact center, about a minute…');
  Object.assign(process.env, electron.env, {
    ELECTRON_OVERRIDE_DIST_PATH: dirname(electron.executablePath),
    // The customer who is played here reads English.
    LANGUAGE: 'en',
  });
  const app = await _electron.launch({
    args: [...electron.args, projectRoot, '--demo', `--user-data-dir=${userDataFolder}`],
  });
  try {
    await play(app, await app.firstWindow(), folder);
  } finally {
    await app.close();
    await rm(userDataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log(`The pictures and transcript.txt are in ${relative(process.cwd(), folder)}/`);
  return 0;
}
