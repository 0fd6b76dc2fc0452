import { expect, test } from 'vitest';
import type { RunCommand } from '../process/runCommand';
import { ensureSystemLibraries, type SystemLibrariesOptions } from './systemLibraries';

/** A system that lacks some things until apt-get brings them. */
function makeSystem(given: {
  isRoot: boolean;
  programs?: string[];
  canInstall?: boolean;
  hasFonts?: boolean;
}) {
  const { isRoot, programs = ['apt-get'], canInstall = true, hasFonts = true } = given;
  const commands: string[] = [];
  const lines: string[] = [];
  const installed = new Set<string>();
  const run: RunCommand = async (command, args) => {
    commands.push([command, ...args].join(' '));
    if (command === 'apt-get' && args[0] === 'install' && canInstall)
      for (const name of args) installed.add(name);
    const fonts = hasFonts || installed.has('fonts-noto-core') ? 'A font' : '';
    const libraries = installed.has('libgbm1') ? '' : '\tlibgbm.so.1 => not found\n';
    const stdout = command === 'ldd' ? libraries : command === 'fc-list' ? fonts : '';
    return { exitCode: 0, stdout, stderr: '', timedOut: false };
  };
  const options: SystemLibrariesOptions = {
    executablePath: '/electron',
    programs: [{ name: 'Xvfb', packageName: 'xvfb' }],
    isRoot,
    env: {},
    run,
    hasProgram: (name) => programs.includes(name) || (name === 'Xvfb' && installed.has('xvfb')),
    log: (line) => lines.push(line),
  };
  const installs = () => commands.filter((command) => command.startsWith('apt-get install'));
  return { options, installs, lines };
}

test('root on Debian: only what is missing is installed', async () => {
  const { options, installs } = makeSystem({ isRoot: true });
  await ensureSystemLibraries(options);
  expect(installs()).toEqual([
    'apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 libgbm1 xvfb',
  ]);
});

test('root on Debian: fonts for the screenshots come along', async () => {
  const { options, installs, lines } = makeSystem({ isRoot: true, hasFonts: false });
  await ensureSystemLibraries(options);
  expect(installs()).toEqual([
    expect.stringMatching(/ libgbm1 xvfb$/),
    expect.stringMatching(/ fontconfig fonts-noto-color-emoji fonts-noto-core fonts-droid-fallback$/),
  ]);
  expect(lines.some((line) => line.startsWith('No font'))).toBe(false);
});

test('nothing missing: nothing is installed', async () => {
  const { options, installs } = makeSystem({ isRoot: true, programs: ['apt-get', 'Xvfb'] });
  await ensureSystemLibraries(options);
  const before = installs().length;
  await ensureSystemLibraries(options);
  expect(installs()).toHaveLength(before);
});

test('root, but apt-get could not help: it still says what is missing', async () => {
  const { options } = makeSystem({ isRoot: true, canInstall: false });
  await expect(ensureSystemLibraries(options)).rejects.toThrow(
    'This system lacks what Electron needs: libgbm.so.1, Xvfb.',
  );
});

test('not root: the one line to type, and nothing is done', async () => {
  const { options, installs } = makeSystem({ isRoot: false });
  await expect(ensureSystemLibraries(options)).rejects.toThrow('sudo apt-get install -y libgbm1 xvfb');
  expect(installs()).toEqual([]);
});

test('not Debian: the libraries by name', async () => {
  const { options } = makeSystem({ isRoot: true, programs: [] });
  await expect(ensureSystemLibraries(options)).rejects.toThrow(
    /libgbm\.so\.1, Xvfb\.\nInstall your distribution's packages/,
  );
});

test('fonts alone are no reason to stop', async () => {
  const { options, lines } = makeSystem({ isRoot: false, hasFonts: false, programs: ['Xvfb'] });
  const complete = { ...options, run: fontlessButComplete };
  await ensureSystemLibraries(complete);
  expect(lines).toEqual([
    'No font for emoji, Arabic, Hindi, Japanese and Chinese (packages fonts-noto-color-emoji fonts-noto-core fonts-droid-fallback): it will show as boxes.',
  ]);
});

const fontlessButComplete: RunCommand = async () => ({
  exitCode: 0,
  stdout: '',
  stderr: '',
  timedOut: false,
});
