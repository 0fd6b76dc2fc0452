import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectTo, expect, test as base } from '../fixtures/counterline';
import { APP_FOLDER, getElectronProgram } from '../fixtures/electronProgram';
import { getVisibleWindows } from '../fixtures/xWindows';

/** A policy on a drive that is dead: whoever opens the file waits until somebody has written into it. */
interface DeadPolicy {
  readonly folder: string;
  readonly path: string;
  answer(policy: unknown): Promise<void>;
}

const test = base.extend<{ deadPolicy: DeadPolicy }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants the first parameter destructured.
  deadPolicy: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'counterline-dead-'));
    const path = join(folder, 'policy.json');
    execFileSync('mkfifo', [path]);
    await use({ folder, path, answer: (policy) => writeFile(path, JSON.stringify(policy)) });
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

function startApp(args: readonly string[]): { child: ChildProcess; getLog: () => string } {
  const electron = getElectronProgram();
  const child = spawn(electron.executablePath, [...electron.args, APP_FOLDER, ...args], {
    env: { ...process.env, LANGUAGE: 'en' },
  });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  return { child, getLog: () => log };
}

const pressAltF4 = () => execFileSync('xdotool', ['key', 'alt+F4']);

for (const { where, flags, mode } of [
  { where: 'a counter', flags: ['--kiosk'], mode: 'counter' },
  { where: 'a desk', flags: [], mode: null },
] as const) {
  test(`a policy that does not answer is told of and waited for at ${where}, and nothing begins without it`, async ({
    deadPolicy,
    simulator,
  }) => {
    const { child, getLog } = startApp([
      `--user-data-dir=${deadPolicy.folder}`,
      `--policy=${deadPolicy.path}`,
      ...connectTo(simulator),
      ...flags,
    ]);
    const ended = once(child, 'exit');
    const getWindows = () => getVisibleWindows(child.pid ?? -1);
    try {
      await expect.poll(getLog).toContain('policy does not answer, the app waits for it');
      expect(getLog()).toContain(deadPolicy.path);
      await expect.poll(getWindows).toEqual(['One moment, please']);
      const status = JSON.parse(await readFile(join(deadPolicy.folder, 'status.json'), 'utf8')) as unknown;
      expect(status).toMatchObject({ mode, state: 'waitingForPolicy' });
      if (mode === 'counter') {
        pressAltF4();
        // A window manager needs a moment to close what can be closed.
        await new Promise((resolve) => setTimeout(resolve, 1000));
        expect(getWindows()).toEqual(['One moment, please']);
        expect(child.exitCode).toBeNull();
      }

      await deadPolicy.answer({ enforced: { language: 'de' } });
      const title = mode === 'counter' ? /^Willkommen/ : /^Chatten Sie mit uns/;
      await expect.poll(getWindows).toEqual([expect.stringMatching(title)]);
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  });
}

test('while a policy does not answer, whoever closes the window has ended the app', async ({
  deadPolicy,
}) => {
  const { child } = startApp([`--user-data-dir=${deadPolicy.folder}`, `--policy=${deadPolicy.path}`]);
  const ended = once(child, 'exit');
  await expect.poll(() => getVisibleWindows(child.pid ?? -1)).toEqual(['One moment, please']);
  pressAltF4();
  await ended;
});

test('an app that runs can be ended while its policy does not answer any more', async ({
  deadPolicy,
  simulator,
}) => {
  await rm(deadPolicy.path);
  await writeFile(deadPolicy.path, '{}');
  const { child, getLog } = startApp([
    `--user-data-dir=${deadPolicy.folder}`,
    `--policy=${deadPolicy.path}`,
    ...connectTo(simulator),
  ]);
  const ended = once(child, 'exit');
  try {
    await expect
      .poll(() => getVisibleWindows(child.pid ?? -1))
      .toEqual([expect.stringMatching(/^Chat with us/)]);
    await rm(deadPolicy.path);
    execFileSync('mkfifo', [deadPolicy.path]);
    // It is looked at soon after each change, and hangs for good; only a reading that hangs is given up.
    await new Promise((resolve) => setTimeout(resolve, 8000));
    child.kill('SIGTERM');
    await expect.poll(() => child.exitCode ?? child.signalCode, getLog()).toBe('SIGKILL');
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
});

test('--check says what it waits for', async ({ deadPolicy }) => {
  const { child, getLog } = startApp([
    `--user-data-dir=${deadPolicy.folder}`,
    '--check',
    `--policy=${deadPolicy.path}`,
  ]);
  const ended = once(child, 'exit');
  await expect.poll(getLog).toContain(`counterline: Waiting for the policy: ${deadPolicy.path}\n`);
  await deadPolicy.answer('no policy');
  expect(await ended).toEqual([3, null]);
});
