import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startSimulator, type Simulator } from '../../src/simulator';
import { expect, test } from '../fixtures/counterline';
import {
  beginChatWith,
  findChatId,
  getTextsOfCustomer,
  say,
  askForHelp,
  beginAtCounter,
} from '../fixtures/customerSteps';

/** A folder in place of the machine's own. */
async function makePolicyFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-machine-'));
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const replace = async (name: string, content: string) => {
    await writeFile(join(folder, `.${name}`), content);
    await rename(join(folder, `.${name}`), join(folder, name));
  };
  return {
    env: { COUNTERLINE_POLICY_FOLDER: folder },
    path: join(folder, 'policy.json'),
    installKey: () => replace('policy.pub', publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    async write(policy: unknown) {
      const text = JSON.stringify(policy);
      await replace('policy.json.sig', sign(null, Buffer.from(text), privateKey).toString('base64'));
      await replace('policy.json', text);
    },
    writeUnsigned: (policy: unknown) => replace('policy.json', JSON.stringify(policy)),
    remove: () => rm(folder, { recursive: true }),
  };
}

const leadTo = ({ url, contactCenterId }: Simulator) => ({ serverUrl: url, contactCenterId });
const getEnterSwitch = (page: Page) => page.getByRole('switch', { name: 'Enter sends the message' });

test('a machine with a policy asks nothing; when the policy changes, a chat goes on where it is and the next goes elsewhere', async ({
  launch,
  simulator,
}) => {
  const elsewhere = await startSimulator();
  const policy = await makePolicyFolder();
  await policy.write({ enforced: leadTo(simulator), defaults: { language: 'en' } });
  const { page } = await launch({ env: policy.env });
  const chatId = await beginChatWith(page, simulator, 'Kim');

  await policy.write({ enforced: { ...leadTo(elsewhere), enterSends: false } });
  // This one takes effect at once, and shows that the change has arrived.
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await expect(send).toHaveAttribute('aria-keyshortcuts', 'Control+Enter');
  await say(page, 'Still there?');
  await simulator.until(() => getTextsOfCustomer(simulator, chatId).includes('Still there?') || undefined);
  expect(elsewhere.model.chats()).toEqual([]);

  simulator.agent('Kim').end(chatId);
  await page.getByRole('button', { name: 'New chat' }).click();
  await askForHelp(page);
  await findChatId(elsewhere);
  await policy.remove();
  await elsewhere.stop();
});

test('what a policy decides is locked, what it proposes is not, and a policy that goes bad unlocks nothing', async ({
  launch,
  simulator,
}) => {
  const policy = await makePolicyFolder();
  await policy.installKey();
  await policy.write({ enforced: leadTo(simulator), defaults: { enterSends: false } });
  const { page, getLog } = await launch({ env: policy.env });
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('textbox', { name: 'Server address' })).not.toBeEditable();
  await expect(getEnterSwitch(page)).not.toBeChecked();
  await getEnterSwitch(page).click();
  await expect(getEnterSwitch(page)).toBeChecked();

  await policy.write({ enforced: { ...leadTo(simulator), enterSends: false } });
  await expect(getEnterSwitch(page)).not.toBeChecked();
  await expect(getEnterSwitch(page)).toHaveAccessibleDescription(/Set by your organization/);

  await policy.writeUnsigned({ enforced: leadTo(simulator) });
  await expect.poll(getLog).toContain('its signature does not belong to it');
  await expect.poll(getLog).toContain('the last good one stays in force');
  await expect(getEnterSwitch(page)).toHaveAccessibleDescription(/Set by your organization/);
  await policy.remove();
});

test('a policy can make the app a counter', async ({ launch, simulator }) => {
  const policy = await makePolicyFolder();
  await policy.write({ ...leadTo(simulator), kiosk: true });
  const { app, page } = await launch({ env: policy.env });
  await beginAtCounter(page);
  await expect(page.getByRole('button', { name: 'Settings' })).toHaveCount(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isKiosk()))
    .toBe(true);
  await policy.remove();
});
