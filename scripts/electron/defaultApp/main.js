// Stands in for the default app that Electron's own builds carry, and that the runtime inside the npm package
// lacks: it takes on the name, version and path of the app named on the command line, and then runs that
// app's main file.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { resolveApp } from './appIdentity.js';
import { parseCommandLine } from './commandLine.js';

const request = parseCommandLine(process.argv.slice(1));

if (request.version) {
  console.log(`v${process.versions['electron']}`);
  process.exit(0);
}
if (request.app === undefined) {
  console.error('Usage: electron [switches] <folder or script of the app> [arguments of the app]');
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

/** @type {import('./appIdentity.js').AppIdentity} */
let identity;
try {
  identity = resolveApp(request.app);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
/**
 * What Electron's own default app calls as well, and the public types leave out.
 *
 * @typedef {object} Naming
 * @property {(version: string) => void} setVersion
 * @property {(path: string) => void} setAppPath
 * @property {(name: string) => void} [setDesktopName]
 */
const naming = /** @type {Naming} */ (/** @type {unknown} */ (app));
if (identity.version !== undefined) naming.setVersion(identity.version);
if (identity.name !== undefined) app.setName(identity.name);
if (identity.desktopName !== undefined) naming.setDesktopName?.(identity.desktopName);
naming.setAppPath(identity.appPath);

const require = createRequire(import.meta.url);
for (const module of request.modules) require(require.resolve(module, { paths: [process.cwd()] }));

try {
  // Awaited at top level: Electron holds `ready` back until this module has finished, and privileged schemes
  // can be registered only before it.
  await import(pathToFileURL(identity.mainFile).href);
} catch (error) {
  console.error('App threw an error during load');
  console.error(error);
  // Not left hanging with no window: whoever started the app is told that it did not start.
  app.exit(1);
}
