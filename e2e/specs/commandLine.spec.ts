import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectTo, expect, test } from '../fixtures/counterline';
import { beginAtCounter } from '../fixtures/customerSteps';
import { APP_FOLDER, getElectronProgram } from '../fixtures/electronProgram';

interface Ended {
  readonly exitCode: number | null;
  readonly says: string;
}

/** Starts the app as a person would from a terminal, and waits for its end. */
async function runToItsEnd(args: readonly string[]): Promise<Ended> {
  const electron = getElectronProgram();
  const folder = await mkdtemp(join(tmpdir(), 'counterline-e2e-'));
  const child = spawn(electron.executablePath, [
    ...electron.args,
    APP_FOLDER,
    `--user-data-dir=${folder}`,
    ...args,
  ]);
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const says = output.split('\n').filter((line) => line.startsWith('counterline:'));
  return { exitCode, says: says.join('\n') };
}

const REFUSALS = [
  ['--servr-url=https://chat.example.com', '--servr-url is not a flag of this app'],
  ['--server-url=chat.example.com', '--server-url must be a full address, such as https://chat.example.com'],
  [
    '--server-url=http://chat.example.com',
    '--server-url must begin with https:// (plain http is only for this computer)',
  ],
  ['--server-url=https://user:pass@chat.example.com', '--server-url must not hold a user name or password'],
  [
    '--contact-center-id=a b',
    '--contact-center-id must be 1 to 128 letters, digits or signs, without spaces',
  ],
  ['--profile=../x', '--profile must be 1 to 32 letters, digits, hyphens or underscores'],
  ['--kiosk=yes', '--kiosk takes no value'],
] as const;

for (const [flag, sentence] of REFUSALS) {
  test(`${flag} ends with code 2 and one line that says what is wrong`, async () => {
    expect(await runToItsEnd([flag])).toEqual({ exitCode: 2, says: `counterline: ${sentence}` });
  });
}

test('a policy that cannot be read in full ends with code 3: the app never runs with less than it asks for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-policy-'));
  const path = join(folder, 'policy.json');
  await writeFile(path, JSON.stringify({ serverUrl: 'https://chat.example.com', resourcePath: 'elsewhere' }));
  expect(await runToItsEnd([`--policy=${path}`])).toEqual({
    exitCode: 3,
    says: `counterline: The policy file ${path} is not valid: "resourcePath" must be auto, chats or me/chat`,
  });
  await rm(folder, { recursive: true });
});

test('a policy decides over the command line, and its fields are locked', async ({ launch, simulator }) => {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-policy-'));
  const path = join(folder, 'policy.json');
  await writeFile(
    path,
    JSON.stringify({ serverUrl: simulator.url, contactCenterId: simulator.contactCenterId }),
  );
  const { page } = await launch({ args: [`--policy=${path}`, '--server-url=https://elsewhere.example.com'] });
  await page.getByRole('button', { name: 'Settings' }).click();
  const address = page.getByRole('textbox', { name: 'Server address' });
  await expect(address).toHaveValue(simulator.url);
  await expect(address).not.toBeEditable();
  await rm(folder, { recursive: true });
});

test('each profile has settings of its own', async ({ launch, simulator }) => {
  const work = await launch({ args: ['--profile=work'] });
  await work.page.getByRole('textbox', { name: 'Server address' }).fill(simulator.url);
  await work.page.getByRole('textbox', { name: 'Contact center ID' }).fill(simulator.contactCenterId);
  await work.page.getByRole('button', { name: 'Save' }).click();
  await expect(work.page.getByRole('button', { name: 'Start chat' })).toBeVisible();
  await work.close();
  const { userDataFolder } = work;
  const other = await launch({ args: ['--profile=other'], userDataFolder });
  await expect(other.page.getByRole('heading', { name: 'Connect to your contact center' })).toBeVisible();
  await other.close();
  const again = await launch({ args: ['--profile=work'], userDataFolder });
  await expect(again.page.getByRole('button', { name: 'Start chat' })).toBeVisible();
});

test('--kiosk fills the screen and offers no settings', async ({ launch, simulator }) => {
  const { app, page } = await launch({ args: ['--kiosk', ...connectTo(simulator)] });
  await beginAtCounter(page);
  await expect(page.getByRole('button', { name: 'Settings' })).toHaveCount(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isKiosk()))
    .toBe(true);
});

test('a second start shows the window of the first, and ends', async ({ launch, simulator }) => {
  const first = await launch({ args: connectTo(simulator) });
  await expect(first.page.getByRole('button', { name: 'Start chat' })).toBeVisible();
  const electron = getElectronProgram();
  const second = spawn(electron.executablePath, [
    ...electron.args,
    APP_FOLDER,
    `--user-data-dir=${first.userDataFolder}`,
  ]);
  expect(await new Promise<number | null>((resolve) => second.on('exit', resolve))).toBe(0);
  await expect(first.page.getByRole('button', { name: 'Start chat' })).toBeVisible();
});
