/**
 * What the command line asks of the default app, read the way Electron's own default app reads it: the first
 * argument that is not a switch names the app, and everything after it belongs to that app.
 *
 * @param {readonly string[]} argv The arguments after the executable.
 * @returns {{ app: string | undefined, modules: string[], version: boolean }}
 */
export function parseCommandLine(argv) {
  /** @type {string[]} */
  const modules = [];
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--version' || argument === '-v') return { app: undefined, modules, version: true };
    if (argument.startsWith('--app='))
      return { app: argument.slice('--app='.length), modules, version: false };
    if (argument === '--require' || argument === '-r') {
      const module = argv[index + 1];
      if (module !== undefined) modules.push(module);
      index += 1;
    } else if (!argument.startsWith('-')) {
      return { app: argument, modules, version: false };
    }
  }
  return { app: undefined, modules, version: false };
}
