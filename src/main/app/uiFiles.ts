import { extname, join, normalize, sep } from 'node:path';

/** Which files the page's own origin serves. Knows nothing of Electron, so that every way out can be tried in a test. */

export const UI_SCHEME = 'counterline-ui';
/** Two, which serve the same: going from one to the other puts the page into a new process (`desktop/pageRenewal.ts`). */
const UI_HOSTS = ['app', 'app-anew'] as const;
export const UI_ORIGINS = UI_HOSTS.map((host) => `${UI_SCHEME}://${host}`);

/** Of the calm page, which is no file. */
export const CALM_PATH = '/calm';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Of a file that `findUiFile` found. */
export function getContentType(file: string): string {
  return CONTENT_TYPES[extname(file)] ?? 'text/plain';
}

/** The file under `folder` that a URL names, or null for anything outside of it. */
export function findUiFile(folder: string, requested: string): string | null {
  if (!URL.canParse(requested)) return null;
  const url = new URL(requested);
  if (url.protocol !== `${UI_SCHEME}:` || !UI_HOSTS.some((host) => host === url.host)) return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    // A malformed escape names no file.
    return null;
  }
  if (path.includes('\0')) return null;
  const file = normalize(join(folder, path));
  return file.startsWith(normalize(folder) + sep) && Object.hasOwn(CONTENT_TYPES, extname(file))
    ? file
    : null;
}
