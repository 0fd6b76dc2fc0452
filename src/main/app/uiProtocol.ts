import { readFile } from 'node:fs/promises';
import { app, protocol, type Session } from 'electron';
import { LOGO_PATH } from '@shared/preferences';
import { CALM_PATH, CALM_POLICY } from '../recovery/calmPage';
import type { Logo } from './logo';
import { findUiFile, getContentType, UI_ORIGIN, UI_SCHEME } from './uiFiles';

/** The page has an origin of its own, which serves the bundled files and nothing else: no `file:` anywhere. */
const PAGE_URL = `${UI_ORIGIN}/index.html`;

/** In development the page comes from the development server of this machine; a packaged app knows only its own. */
export function getPageUrl(): string {
  const developmentUrl = process.env['ELECTRON_RENDERER_URL'];
  return app.isPackaged || developmentUrl === undefined ? PAGE_URL : `${new URL(developmentUrl).origin}/`;
}

export function isOwnPage(url: string): boolean {
  return url === getPageUrl();
}

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
  protocol.registerSchemesAsPrivileged([{ scheme: UI_SCHEME, privileges: { standard: true, secure: true } }]);
}

/** A picture is only ever shown, never opened; should it be all the same, nothing in it runs. */
const LOGO_POLICY = {
  ...SECURITY_HEADERS,
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

/** What the main window shows while its page does not come up. */
export const CALM_URL = `${UI_ORIGIN}${CALM_PATH}`;

export interface UiSources {
  readonly folder: string;
  readonly logo: Logo | null;
  readonly renderCalmPage: () => string;
}

export function serveUi(session: Session, { folder, logo, renderCalmPage }: UiSources): void {
  session.protocol.handle(UI_SCHEME, async (request) => {
    if (logo !== null && request.url === `${UI_ORIGIN}${LOGO_PATH}`)
      return new Response(logo.content, { headers: { ...LOGO_POLICY, 'Content-Type': logo.contentType } });
    if (request.url === CALM_URL)
      return new Response(renderCalmPage(), {
        headers: {
          ...SECURITY_HEADERS,
          'Content-Security-Policy': CALM_POLICY,
          'Content-Type': 'text/html; charset=utf-8',
        },
      });
    const file = request.method === 'GET' ? findUiFile(folder, request.url) : null;
    if (file === null) return new Response('Not found', { status: 404 });
    try {
      const content = await readFile(file);
      return new Response(content, {
        headers: { ...SECURITY_HEADERS, 'Content-Type': getContentType(file) },
      });
    } catch {
      // Missing, or not a file: the page is told what any visitor of a missing address is told.
      return new Response('Not found', { status: 404 });
    }
  });
}
