import { expect, test, vi } from 'vitest';
import { hasDisplay, startDisplay } from './display';

const LINUX = { platform: 'linux', env: {} } as const;

test('a display that is there is used', async () => {
  expect(hasDisplay('win32', {})).toBe(true);
  expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false);
  const display = await startDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } });
  expect({ env: display.env, isReal: display.isReal }).toEqual({ env: {}, isReal: true });
});

test.skipIf(process.platform === 'win32')(
  'a virtual one tells its number, and is gone after stop',
  async () => {
    const number = 1_000_000 + process.pid;
    const server = ['sh', '-c', `echo ${number} >&3; exec sleep ${number}`];
    const display = await startDisplay({ ...LINUX, server });
    expect({ env: display.env, isReal: display.isReal }).toEqual({
      env: { DISPLAY: `:${number}` },
      isReal: false,
    });
    await display.stop();
    await display.stop();
  },
);

test.skipIf(process.platform === 'win32')('one that does not start is told with its own words', async () => {
  const server = ['sh', '-c', 'echo "cannot open the screen" >&2; exit 1'];
  await expect(startDisplay({ ...LINUX, server })).rejects.toThrow(
    'Xvfb did not start: cannot open the screen',
  );
});

test.skipIf(process.platform === 'win32')(
  'stop ends the server itself, not only its supervisor',
  async () => {
    const server = ['sh', '-c', 'echo $$ >&3; exec sleep 600'];
    const display = await startDisplay({ ...LINUX, server });
    // This server gives its process number for the number of its display.
    const processId = Number(display.env['DISPLAY']?.slice(1));
    expect(process.kill(processId, 0)).toBe(true);
    await display.stop();
    await vi.waitFor(() => expect(() => process.kill(processId, 0)).toThrow(), { timeout: 20_000 });
  },
);
