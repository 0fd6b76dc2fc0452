import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { ALIASES } from '../../scripts/aliases';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A program of the torture in one file, with the app's own code on other files than the real ones. */
export interface Bundle {
  readonly path: string;
  remove(): Promise<void>;
}

/** Which module the app's code gets in place of the file system; both are in this folder. */
type Files = 'failpointFiles' | 'memoryFiles';

function replaceFiles(files: Files): Plugin {
  return {
    name: 'replace-files',
    enforce: 'pre',
    resolveId(source, importer) {
      const isOfTheApp = importer?.replaceAll('\\', '/').includes('/src/main/') ?? false;
      return source === 'node:fs/promises' && isOfTheApp ? join(import.meta.dirname, `${files}.ts`) : null;
    },
  };
}

export async function bundle(entry: string, files: Files): Promise<Bundle> {
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'torture-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [replaceFiles(files)],
    resolve: { alias: ALIASES },
    // One file starts faster than a hundred.
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, entry),
      outDir,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  });
  return { path: join(outDir, 'program.mjs'), remove: () => rm(outDir, { recursive: true, force: true }) };
}
