import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { app, protocol, type Session } from 'electron';

/** The page has an origin of its own, which serves the bundled files and nothing else: no `file:` anywhere. */
const SCHEME = 'counterline-ui';
const ORIGIN = `${SCHEME}://app`;
const PAGE_URL = `${ORIGIN}/index.html`;

/** In development the page comes from the development server of this machine; a packaged app knows only its own. */
export function getPageUrl(): string {
  const developmentUrl = process.env['ELECTRON_RENDERER_URL'];
  return app.isPackaged || developmentUrl === undefined ? PAGE_URL : `${new URL(developmentUrl).origin}/`;
}

export function isOwnPage(url: string): boolean {
  return url === getPageUrl();
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const SECURITY_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // No string becomes markup or code, save through Vue's own policy, which sees only compiled templates.
    "require-trusted-types-for 'script'",
    'trusted-types vue',
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Must run before the app is ready. */
export function registerUiScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** The file under `folder` that a URL names, or null for anything outside of it. */
export function findUiFile(folder: string, requested: string): string | null {
  const url = new URL(requested);
  if (url.origin !== 'null' && url.origin !== ORIGIN) return null;
  if (url.host !== 'app') return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    // A malformed escape names no file.
    return null;
  }
  if (path.includes('\0')) return null;
  const file = normalize(join(folder, path));
  return file.startsWith(normalize(folder) + sep) && extname(file) in CONTENT_TYPES ? file : null;
}

export function serveUi(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? findUiFile(folder, request.url) : null;
    if (file === null) return new Response('Not found', { status: 404 });
    try {
      const content = await readFile(file);
      return new Response(content, {
        headers: { ...SECURITY_HEADERS, 'Content-Type': CONTENT_TYPES[extname(file)] ?? 'text/plain' },
      });
    } catch {
      // Missing, or not a file: the page is told what any visitor of a missing address is told.
      return new Response('Not found', { status: 404 });
    }
  });
}
