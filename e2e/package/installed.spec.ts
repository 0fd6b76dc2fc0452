import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { startSimulator, type Simulator } from '../../src/simulator';
import { connectTo } from '../fixtures/counterline';
import { beginChatWith, getConversation, getTextsOfCustomer, say } from '../fixtures/customerSteps';
import { createDebianRoot, whyNoDebianRoot, type DebianRoot } from './debianRoot';
import { driveApp, findFreePort } from './drivenApp';
import { getPackages } from './packages';

const USER = 'customer';
const DATA_FOLDER = `/home/${USER}/.config/Counterline`;
const APP_FOLDER = '/opt/Counterline';

const packages = getPackages();
const whyNot =
  packages.debuggableDeb === null
    ? 'this system makes no Debian packages'
    : whyNoDebianRoot(packages.baseFolder);
const [olderDeb, newerDeb] = [packages.olderDeb ?? '', packages.debuggableDeb ?? ''];

interface Fixtures {
  readonly simulator: Simulator;
  readonly debian: DebianRoot;
}

const test = base.extend<Fixtures>({
  // Playwright wants the first parameter destructured, also where a fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  simulator: async ({}, use) => {
    const simulator = await startSimulator();
    await use(simulator);
    await simulator.stop();
  },
  // eslint-disable-next-line no-empty-pattern
  debian: async ({}, use) => {
    const debian = await createDebianRoot({
      baseFolder: packages.baseFolder,
      sharedFolders: [dirname(olderDeb), dirname(newerDeb)],
    });
    debian.addUser(USER);
    await use(debian);
    await debian.remove();
  },
});

test.skip(whyNot !== null, `A package cannot be installed here: ${whyNot}`);
test.setTimeout(120_000);

function listOwnPrograms(debian: DebianRoot) {
  return debian.listPrograms().filter(({ path }) => path.startsWith(APP_FOLDER));
}

/** As somebody who is not root, from the command that the package puts on the path. */
async function startApp(debian: DebianRoot, simulator: Simulator) {
  const port = await findFreePort();
  const child = debian.startAs(
    USER,
    ['counterline', `--remote-debugging-port=${port}`, ...connectTo(simulator)],
    { stdio: 'ignore' },
  );
  const { page } = await driveApp(port);
  return { page, ended: once(child, 'exit') };
}

test('installed, used in the sandbox, updated during a chat that goes on, and removed without a trace of a process', async ({
  debian,
  simulator,
}) => {
  // A bare system: what runs in it runs with what the package asks for, and with nothing that happens to be here.
  expect(debian.run('sh', '-c', 'command -v node Xvfb dbus-daemon xdotool openbox || true')).toBe('');
  debian.run('dpkg', '--install', olderDeb);
  expect(debian.run('dpkg', '--audit')).toBe('');
  const first = await startApp(debian, simulator);
  expect(await first.page.evaluate(() => navigator.userAgent)).toContain(packages.versions.older);
  const chatId = await beginChatWith(first.page, simulator, 'Kim');
  await say(first.page, 'Said before the update');
  await expect(getConversation(first.page).getByText('Sent', { exact: true })).toBeVisible();

  // Its page can call next to nothing of the kernel, and does not see the other processes.
  const renderer = listOwnPrograms(debian).find(({ command }) => command.includes('--type=renderer'));
  const status = debian.run('cat', `/proc/${renderer?.pid}/status`);
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(/^NSpid:\s+(.+)$/m.exec(status)?.[1]?.split(/\s+/).at(-1)).toBe('1');

  // Under the running app, as a system updates itself at night.
  debian.run('dpkg', '--install', newerDeb);
  await say(first.page, 'Said during the update');
  await expect(getConversation(first.page).getByText('Sent', { exact: true })).toHaveCount(2);
  const main = listOwnPrograms(debian).find(({ command }) => !command.includes('--type='));
  debian.run('sh', '-c', `kill -TERM ${main?.pid}`);
  await first.ended;
  await expect.poll(() => listOwnPrograms(debian)).toEqual([]);
  simulator.agent('Kim').say(chatId, 'Are you still there?');

  const second = await startApp(debian, simulator);
  expect(await second.page.evaluate(() => navigator.userAgent)).toContain(packages.versions.newer);
  await expect(getConversation(second.page)).toContainText('Are you still there?');
  await say(second.page, 'Yes, with the new version');
  await expect(getConversation(second.page).getByText('Sent', { exact: true })).toHaveCount(3);
  expect(getTextsOfCustomer(simulator, chatId)).toEqual([
    'Said before the update',
    'Said during the update',
    'Yes, with the new version',
  ]);

  expect(debian.run('dpkg', '--remove', 'counterline')).toContain('Counterline runs; it is being ended.');
  await second.ended;
  expect(listOwnPrograms(debian)).toEqual([]);
  const left = debian.run(
    'sh',
    '-c',
    `ls -d ${APP_FOLDER} /usr/bin/counterline ${DATA_FOLDER} 2>/dev/null || true`,
  );
  expect(left.trim()).toBe(DATA_FOLDER);
});

test('the system knows the app, and a purge keeps what users have, unless it was answered that it is to be deleted', async ({
  debian,
}) => {
  const makeData = () =>
    debian.run(
      'sh',
      '-c',
      `mkdir -p ${DATA_FOLDER} /etc/counterline && touch ${DATA_FOLDER}/chat.json /etc/counterline/policy.json
       chown -R ${USER} /home/${USER}`,
    );
  const listData = () =>
    debian.run('sh', '-c', `ls -d ${DATA_FOLDER} /etc/counterline 2>/dev/null || true`).trim();
  makeData();
  debian.run('dpkg', '--install', newerDeb);
  // Its desktop entry, its link, its icons.
  expect(debian.run('dpkg', '--verify', 'counterline')).toBe('');
  const entry = debian.run('cat', '/usr/share/applications/counterline.desktop');
  expect(entry).toMatch(/^MimeType=x-scheme-handler\/counterline;$/m);
  const [, program = ''] = /^Exec=(\S+) %U$/m.exec(entry) ?? [];
  expect(debian.run('readlink', '--canonicalize', '/usr/bin/counterline').trim()).toBe(program);
  expect(debian.run('stat', '--format=%a %U', `${APP_FOLDER}/chrome-sandbox`).trim()).toBe('4755 root');
  expect(debian.run('find', APP_FOLDER, '-perm', '/022', '-not', '-type', 'l')).toBe('');
  expect(debian.run('ls', '/usr/share/icons/hicolor/48x48/apps/counterline.png')).toContain('counterline');
  expect(existsSync(APP_FOLDER)).toBe(false);

  expect(debian.run('sh', '-c', 'dpkg --purge counterline 2>&1')).toContain(
    'Settings and chats of the users were kept, in ~/.config/Counterline.',
  );
  expect(listData()).toBe(DATA_FOLDER);

  makeData();
  debian.run('dpkg', '--install', newerDeb);
  debian.run(
    'sh',
    '-c',
    'echo "counterline counterline/delete-user-data boolean true" | debconf-set-selections',
  );
  debian.run('dpkg', '--purge', 'counterline');
  expect(listData()).toBe('');
});
