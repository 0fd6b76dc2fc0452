import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { projectRoot } from '../process/projectRoot';

/** Where each build leaves the list of the packages that are in it. Not part of the package. */
const FOLDER = join(projectRoot, 'out', 'bundled');

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** Of the package, absolute. */
  readonly folder: string;
}

/**
 * Notes which packages have code in what is built: not what package.json names, but what is really there.
 *
 * @param part Of the app: main, preload, renderer or console.
 */
export function recordBundledPackages(part: string): Plugin {
  return {
    name: 'counterline:record-bundled-packages',
    apply: 'build',
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const id of output.moduleIds) {
          const folder = findPackageFolder(id);
          if (folder !== null) folders.add(folder);
        }
      }
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(join(FOLDER, `${part}.json`), JSON.stringify([...folders].sort(), null, 2));
    },
  };
}

/** The folder of the package that a module belongs to; null for the app's own and for those of the bundler. */
export function findPackageFolder(moduleId: string): string | null {
  const match = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(moduleId);
  return match?.[1] ?? null;
}

/** All packages in all parts of the last build, by name. */
export function readBundledPackages(): BundledPackage[] {
  const folders = readdirSync(FOLDER).flatMap(
    (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as string[],
  );
  return [...new Set(folders)]
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name: string;
        version: string;
      };
      return { name, version, folder };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
