import { listPackage, statFile } from '@electron/asar';

/** What the app needs at run time, and nothing else: main, preload, page, the demo's console, the licences. */
const EXPECTED = [
  /^package\.json$/,
  /^out\/main\/(index|counterline|simulator)\.js$/,
  /^out\/main\/chunks\/[^/]+\.(js|png)$/,
  /^out\/preload\/index\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[^/]+\.(js|css|svg|png|woff2)$/,
  /^out\/console\/index\.html$/,
  /^out\/console\/assets\/[^/]+\.(js|css|svg)$/,
  /^out\/notices\.json$/,
];

/** Twice of what it is now: what makes it that big should be known. */
const MOST_BYTES = 6 * 2 ** 20;

export interface AsarReport {
  readonly files: number;
  readonly bytes: number;
  /** One line for each thing that should not be so. */
  readonly faults: readonly string[];
}

/** Looks whether the archive holds what it should, and not a source map, a test or a forgotten module. */
export function checkAsar(archive: string): AsarReport {
  const files = listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !('files' in statFile(archive, path)));
  const bytes = files.reduce((sum, path) => sum + sizeOf(archive, path), 0);
  return { files: files.length, bytes, faults: findFaults(files, bytes) };
}

export function findFaults(files: readonly string[], bytes: number): string[] {
  const unexpected = files.filter((file) => !EXPECTED.some((pattern) => pattern.test(file)));
  const missing = EXPECTED.filter((pattern) => !files.some((file) => pattern.test(file)));
  return [
    ...unexpected.map((file) => `${file} is in the package, and nothing says what for`),
    ...missing
      .filter((pattern) => !/\[\^\/\]/.test(pattern.source))
      .map((pattern) => `${pattern.source} is not in the package`),
    ...(bytes > MOST_BYTES ? [`the app has ${bytes} bytes, more than ${MOST_BYTES}`] : []),
  ];
}

function sizeOf(archive: string, path: string): number {
  const found = statFile(archive, path);
  return 'size' in found ? found.size : 0;
}
