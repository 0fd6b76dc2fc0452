import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFaults } from '../package/asarContents';
import { withTemporaryFolder } from '../process/temporaryFolder';
import { findPackageFolder } from './bundledPackages';
import { collectNotices, isAllowed } from './licences';
import { createSbom, readIntegrities } from './sbom';

test.each([
  ['/app/node_modules/vue/dist/vue.js', '/app/node_modules/vue'],
  ['/app/node_modules/@vue/shared/dist/shared.js?v=1', '/app/node_modules/@vue/shared'],
  ['\0/app/node_modules/axios/lib/axios.js?commonjs-module', '/app/node_modules/axios'],
  ['/app/node_modules/a/node_modules/b/index.js', '/app/node_modules/a/node_modules/b'],
  ['/app/src/main/index.ts', null],
  ['\0rolldown/runtime.js', null],
])('which package a module belongs to: %j', (id, folder) => {
  expect(findPackageFolder(id)).toBe(folder);
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND Apache-2.0', true],
  ['MIT AND GPL-3.0', false],
  ['GPL-3.0-only', false],
  ['', false],
  ['UNLICENSED', false],
])('licence %j: %j', (licence, allowed) => {
  expect(isAllowed(licence)).toBe(allowed);
});

async function withPackage<T>(license: string, text: string | null, work: (folder: string) => T): Promise<T> {
  return withTemporaryFolder(async (root) => {
    const folder = join(root, 'part');
    await mkdir(folder);
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'part', license }));
    if (text !== null) await writeFile(join(folder, 'LICENSE.md'), text);
    return work(folder);
  });
}

test('a notice is the licence as the authors wrote it', () =>
  withPackage('MIT', 'Copyright somebody\r\n', (folder) => {
    expect(collectNotices([{ name: 'part', version: '1.0.0', folder }])).toEqual([
      { name: 'part', version: '1.0.0', licence: 'MIT', text: 'Copyright somebody' },
    ]);
  }));

test.each([
  ['GPL-3.0', 'text', 'part 1.0.0: GPL-3.0'],
  ['', 'text', 'part 1.0.0: names no licence'],
  ['MIT', null, 'part 1.0.0: has no text of its licence'],
])('a licence that nobody has decided about stops the build: %j %j', (license, text, fault) =>
  withPackage(license, text, (folder) => {
    expect(() => collectNotices([{ name: 'part', version: '1.0.0', folder }])).toThrow(fault);
  }),
);

test('the bill of materials names what ships, with the sums of the lockfile', () => {
  const integrities = readIntegrities(
    JSON.stringify({
      packages: { 'node_modules/@vue/shared': { version: '3.5.45', integrity: 'sha512-AAEC' } },
    }),
  );
  const sbom = createSbom({
    app: { name: 'counterline', version: '1.0.0' },
    electronVersion: '45.4.1',
    isOfficialElectron: true,
    parts: [{ name: '@vue/shared', version: '3.5.45', licence: 'MIT', text: '' }],
    integrities,
    epoch: 0,
  });
  expect(sbom).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { timestamp: '1970-01-01T00:00:00.000Z', component: { name: 'counterline' } },
    components: [
      { name: 'electron', version: '45.4.1' },
      {
        purl: 'pkg:npm/%40vue/shared@3.5.45',
        hashes: [{ alg: 'SHA-512', content: '000102' }],
        licenses: [{ license: { id: 'MIT' } }],
      },
    ],
  });
});

const GOOD = [
  'package.json',
  'out/main/index.js',
  'out/main/chunks/icon-1.png',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/renderer/assets/index-1.js',
  'out/console/index.html',
  'out/notices.json',
];

test('an archive holds what the app needs, and a stray file, a lack or a growth is named', () => {
  expect(findFaults(GOOD, 1000)).toEqual([]);
  expect(findFaults([...GOOD, 'out/main/index.js.map', 'node_modules/axios/index.js'], 1000)).toHaveLength(2);
  expect(findFaults(GOOD.slice(1), 1000)).toEqual(['^package\\.json$ is not in the package']);
  expect(findFaults(GOOD, 7 * 2 ** 20)).toHaveLength(1);
});
