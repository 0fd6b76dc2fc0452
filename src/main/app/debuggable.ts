import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/**
 * Whether the app may be driven from outside: in development, and in a package that was made for tests. It says so in
 * its package.json (`npm run package -- --debuggable`), and differs from the one that ships in this and in one fuse.
 */
export function isDebuggable(): boolean {
  if (!app.isPackaged) return true;
  const described: unknown = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8'));
  return (described as { isDebuggable?: unknown }).isDebuggable === true;
}
