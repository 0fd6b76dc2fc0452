import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * The absolute path of a program that one of the installed packages brings, to be run with Node: no shell,
 * the same on every system.
 */
export function packageProgram(...path: readonly string[]): string {
  return join(projectRoot, 'node_modules', ...path);
}
