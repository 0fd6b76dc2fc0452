import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { hasProgram } from '../../scripts/process/hasProgram';
import { startSimulator } from '../../src/simulator';
import { connectTo } from '../fixtures/counterline';
import { findChatId, getTextsOfCustomer } from '../fixtures/customerSteps';
import { getElectronProgram } from '../fixtures/electronProgram';
import { getPackages } from './packages';
import { startVirtualScreen } from './virtualScreen';

const lacking = ['Xvfb', 'openbox', 'xdotool'].filter((name) => !hasProgram(name));

test.skip(lacking.length > 0, `Not here: ${lacking.join(', ')}`);

// Playwright wants the first parameter destructured, also where a test needs no fixture.
// eslint-disable-next-line no-empty-pattern
test('the app that ships holds a whole chat, with nothing but keys and a picture', async ({}, testInfo) => {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-package-'));
  const [simulator, screen] = await Promise.all([startSimulator(), startVirtualScreen()]);
  const app = spawn(
    getPackages().shipped.executable,
    [...getElectronProgram().args, `--user-data-dir=${folder}`, ...connectTo(simulator)],
    { env: { ...process.env, ...screen.env, LANGUAGE: 'en' }, stdio: 'ignore' },
  );
  const ended = once(app, 'exit');
  const look = async (name: string) => {
    const picture = await screen.takePicture();
    const path = testInfo.outputPath(`${name}.png`);
    await writeFile(path, picture.png);
    await testInfo.attach(name, { path, contentType: 'image/png' });
    return picture.colours;
  };
  try {
    await screen.untilTitle(/^Chat with us/);
    await screen.type('Chris');
    await screen.press('Tab');
    await screen.type('My parcel has not arrived');
    await screen.press('Tab');
    expect(await look('start')).toBeGreaterThan(50);
    await screen.press('Return');
    await screen.untilTitle(/^Waiting for an agent/);
    const chatId = await findChatId(simulator);
    simulator.agent('Kim').accept(chatId);
    await screen.untilTitle(/^Chat – /);
    await screen.type('Typed on a keyboard');
    await screen.press('Return');
    await expect.poll(() => getTextsOfCustomer(simulator, chatId)).toEqual(['Typed on a keyboard']);
    expect(await look('conversation')).toBeGreaterThan(50);
    app.kill('SIGTERM');
    await ended;
  } finally {
    app.kill('SIGKILL');
    await ended;
    await screen.stop();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

for (const { what, flags, title, asked } of [
  {
    what: 'takes the links of the app',
    flags: [],
    title: /^Chat with us/,
    asked: /default-url-scheme-handler counterline/,
  },
  { what: 'leaves links alone at a counter', flags: ['--kiosk'], title: /^Welcome/, asked: /^$/ },
] as const) {
  // eslint-disable-next-line no-empty-pattern -- Playwright wants the first parameter destructured.
  test(`the app that ships ${what}`, async ({}) => {
    const folder = await mkdtemp(join(tmpdir(), 'counterline-links-'));
    const noted = join(folder, 'asked');
    // In place of the program of the desktop, which would change this machine.
    await writeFile(join(folder, 'xdg-settings'), `#!/bin/sh\necho "$@" >> '${noted}'\n`, { mode: 0o755 });
    await writeFile(noted, '');
    const [simulator, screen] = await Promise.all([startSimulator(), startVirtualScreen()]);
    const app = spawn(
      getPackages().shipped.executable,
      [
        ...getElectronProgram().args,
        `--user-data-dir=${join(folder, 'data')}`,
        ...connectTo(simulator),
        ...flags,
      ],
      {
        env: {
          ...process.env,
          ...screen.env,
          LANGUAGE: 'en',
          PATH: `${folder}:${process.env['PATH'] ?? ''}`,
        },
        stdio: 'ignore',
      },
    );
    const ended = once(app, 'exit');
    try {
      await screen.untilTitle(title);
      // A second after the first screen.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await expect.poll(() => readFile(noted, 'utf8')).toMatch(asked);
    } finally {
      app.kill('SIGKILL');
      await ended;
      await screen.stop();
      await simulator.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
