import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectTo, expect, test } from '../fixtures/counterline';
import { askForHelp } from '../fixtures/customerSteps';
import { APP_FOLDER, getElectronProgram } from '../fixtures/electronProgram';
import { runToItsEnd } from '../fixtures/runToItsEnd';

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
  ['--kiosk-audit=all', '--kiosk-audit takes no value'],
  [
    '--user-data-dir=/dev/null/data',
    "--user-data-dir cannot be used: ENOTDIR: not a directory, mkdir '/dev/null/data'",
  ],
] as const;

for (const [flag, sentence] of REFUSALS) {
  test(`${flag} ends with code 2 and one line that says what is wrong`, async () => {
    expect(await runToItsEnd([flag])).toEqual({
      exitCode: 2,
      says: `counterline: ${sentence}`,
      prints: '',
    });
  });
}

test('a policy that cannot be followed ends with code 3: the app never runs with less than it asks for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-policy-'));
  const path = join(folder, 'policy.json');
  await writeFile(path, '{\n  "serverUrl": "http://chat.example.com"\n}\n');
  const { exitCode, says } = await runToItsEnd([`--policy=${path}`]);
  expect({ exitCode, says }).toEqual({
    exitCode: 3,
    says: `counterline: The policy cannot be followed: ${path}, line 2, column 16: "serverUrl" must begin with https:// (plain http is only for this computer)`,
  });
  await rm(folder, { recursive: true });
});

test('--print-config prints each setting with its source and no secret, beside an app that runs', async ({
  counterline,
  simulator,
}) => {
  const { userDataFolder } = counterline;
  const path = join(userDataFolder, 'policy.json');
  await writeFile(path, JSON.stringify({ extraHeaders: { apikey: 'planted-secret' }, openLinks: 'no' }));
  const { exitCode, prints } = await runToItsEnd(
    ['--print-config', `--policy=${path}`, ...connectTo(simulator)],
    { userDataFolder },
  );
  expect(exitCode).toBe(0);
  expect(JSON.parse(prints)).toMatchObject({
    starts: true,
    policies: [{ place: path, state: 'inForce' }],
    settings: {
      serverUrl: { value: simulator.url, source: 'commandLine' },
      extraHeaders: { value: { apikey: '********' }, source: 'policy', place: path },
      openLinks: { value: false, source: 'policy' },
    },
  });
  expect(prints).not.toContain('planted-secret');
  await expect(counterline.page.getByRole('button', { name: 'Start chat' })).toBeVisible();
});

test('--check tests the connection without a window or a chat, and its code says how it went', async ({
  simulator,
}) => {
  expect(await runToItsEnd(['--check'])).toEqual({
    exitCode: 5,
    says: '',
    prints: 'Not configured: a valid server address and a contact center ID are needed\n',
  });
  expect(await runToItsEnd(['--check', ...connectTo(simulator)])).toEqual({
    exitCode: 0,
    says: '',
    prints: expect.stringMatching(
      /^Server address: http.*\nAddress understood .*(\n.* ms .*)+\nConnection: works\n$/s,
    ),
  });
  expect([simulator.model.chats(), simulator.wireLog.records().map(({ method }) => method)]).toEqual([
    [],
    ['GET'],
  ]);
  const wrongId = [`--server-url=${simulator.url}`, '--contact-center-id=somebody-else'];
  expect(await runToItsEnd(['--check', ...wrongId])).toEqual({
    exitCode: 4,
    says: '',
    prints: expect.stringMatching(
      /\nContact center ID accepted +FAILED.*\nConnection: refused: The server refuses us\..*\n$/s,
    ),
  });
});

test('--version prints it', async () => {
  const { version } = JSON.parse(await readFile(join(APP_FOLDER, 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(await runToItsEnd(['--version'])).toEqual({
    exitCode: 0,
    says: '',
    prints: `counterline ${version}\n`,
  });
});

test('--hash-pin prints the hash of a PIN, and nothing of the PIN', async () => {
  const made = await runToItsEnd(['--hash-pin'], { input: '314159\n' });
  expect(made).toMatchObject({ exitCode: 0, says: '' });
  expect(made.prints).toMatch(/^scrypt\$32768\$8\$1\$\S{22}\$\S{43}\n$/);
  expect(await runToItsEnd(['--hash-pin'], { input: '1234\n' })).toEqual({
    exitCode: 2,
    says: 'counterline: --hash-pin needs a PIN of 6 to 12 digits as its input',
    prints: '',
  });
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

test('--kiosk fills the screen and offers no settings, also where there is no network when it starts', async ({
  launch,
  simulator,
}) => {
  await simulator.goDown();
  const { app, page } = await launch({ args: ['--kiosk', ...connectTo(simulator)] });
  await askForHelp(page);
  await expect(page.getByRole('alert')).toContainText('We could not reach the contact center.');
  await expect(page.getByRole('button', { name: 'Settings' })).toHaveCount(0);
  await simulator.comeUp();
  await page.getByRole('button', { name: 'Start chat' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for an agent' })).toBeVisible();
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
