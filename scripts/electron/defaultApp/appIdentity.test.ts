import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from '../../process/temporaryFolder';
import { resolveApp } from './appIdentity.js';

const inFolder = (work: (folder: string) => Promise<void>) =>
  // The temporary folder may itself be a link, and what is resolved is not.
  withTemporaryFolder(async (folder) => work(await realpath(folder)));

test('a folder with a package.json gives its name, version and main file', () =>
  inFolder(async (folder) => {
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'out', 'index.js'), '');
    const described = { name: 'counter', productName: 'Counter', version: '1.2.3', main: './out/index.js' };
    await writeFile(join(folder, 'package.json'), JSON.stringify(described));
    expect(resolveApp(folder)).toEqual({
      mainFile: join(folder, 'out', 'index.js'),
      appPath: folder,
      name: 'Counter',
      version: '1.2.3',
      desktopName: 'Counter.desktop',
    });
  }));

test('a script is an app, in the folder it lies in', () =>
  inFolder(async (folder) => {
    await writeFile(join(folder, 'tool.mjs'), '');
    expect(resolveApp(join(folder, 'tool.mjs'))).toEqual({
      mainFile: join(folder, 'tool.mjs'),
      appPath: folder,
      name: undefined,
      version: undefined,
      desktopName: undefined,
    });
  }));

test('what is not there, and what can not be read, is named', () =>
  inFolder(async (folder) => {
    expect(() => resolveApp(join(folder, 'nowhere'))).toThrow(
      `There is no Electron app at ${join(folder, 'nowhere')}`,
    );
    await writeFile(join(folder, 'package.json'), '{');
    expect(() => resolveApp(folder)).toThrow(`Unable to parse ${join(folder, 'package.json')}`);
  }));
