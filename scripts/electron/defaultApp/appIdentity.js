import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/**
 * @typedef {object} AppIdentity
 * @property {string} mainFile Absolute path of the file to import.
 * @property {string} appPath What `app.getAppPath()` has to answer.
 * @property {string | undefined} name
 * @property {string | undefined} version
 * @property {string | undefined} desktopName
 */

/**
 * Says who the app at `path` is: a folder with a package.json, a folder with an index.js, or a single script.
 *
 * @param {string} path As named on the command line; relative to the current folder.
 * @returns {AppIdentity}
 * @throws {Error} when there is nothing there to run, or its package.json can't be read.
 */
export function resolveApp(path) {
  const absolutePath = resolve(path);
  const packageFile = join(absolutePath, 'package.json');
  if (!existsSync(packageFile)) {
    const mainFile = resolveMainFile(absolutePath);
    return {
      mainFile,
      appPath: dirname(mainFile),
      name: undefined,
      version: undefined,
      desktopName: undefined,
    };
  }
  const described = readPackage(packageFile);
  const name = text(described['productName']) ?? text(described['name']);
  return {
    mainFile: resolveMainFile(absolutePath),
    appPath: absolutePath,
    name,
    version: text(described['version']),
    desktopName: text(described['desktopName']) ?? (name === undefined ? undefined : `${name}.desktop`),
  };
}

/** @param {string} path */
function resolveMainFile(path) {
  try {
    // The same resolution as require(): `main` of the package.json, index.js, or the file itself.
    return createRequire(import.meta.url).resolve(path);
  } catch {
    throw new Error(`There is no Electron app at ${path}`);
  }
}

/**
 * @param {string} file
 * @returns {Record<string, unknown>}
 */
function readPackage(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Unable to parse ${file}: ${reason}`, { cause: error });
  }
}

/** @param {unknown} value */
function text(value) {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
