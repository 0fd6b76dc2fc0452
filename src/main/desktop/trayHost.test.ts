import { expect, test } from 'vitest';
import { hasTrayHost } from './trayHost';

const asked = (answer: () => Promise<string>, platform: NodeJS.Platform = 'linux', hasSessionBus = true) =>
  hasTrayHost({ platform, hasSessionBus, run: answer });
const never = () => Promise.reject(new Error('must not be asked'));

test('on Linux the desktop is asked, and in doubt there is no tray', async () => {
  expect(
    await Promise.all([
      asked(() => Promise.resolve('(<true>,)\n')),
      asked(() => Promise.resolve('(<false>,)\n')),
      asked(() => Promise.reject(new Error('ENOENT'))),
      asked(() => Promise.resolve('(<true>,)\n'), 'linux', false),
    ]),
  ).toEqual([true, false, false, false]);
});

test('elsewhere there always is one, and nobody is asked', async () => {
  expect(await Promise.all([asked(never, 'win32'), asked(never, 'darwin', false)])).toEqual([true, true]);
});
