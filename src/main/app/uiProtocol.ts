import { readFile } from 'node:fs/promises';
import { app, protocol, type Session } from 'electron';
import type { Picture } from './logo';
import { ATTRACT_PICTURE_PATH, LOGO_PATH } from '@shared/preferences';
import type { CalmPage } from '../recovery/calmPage';
import { CALM_PATH, findUiFile, getContentType, UI_ORIGINS, UI_SCHEME } from './uiFiles';

/** The page has an origin of its own, which serves the bundled files and nothing else: no `file:` anywhere. */
const PAGE_URLS = UI_ORIGINS.map((origin) => `${origin}/index.html`);
let turns = 0;

/** From now on the page has its other address: see `UI_ORIGINS`. */
export function turnPageUrl(): void {
  turns += 1;
}

/** In development the page comes from the development server of this machine; a packaged app knows only its own. */
export function getPageUrl(): string {
  const developmentUrl = process.env['ELECTRON_RENDERER_URL'];
  return app.isPackaged || developmentUrl === undefined ? getOwnUrl() : `${new URL(developmentUrl).origin}/`;
}

function getOwnUrl(): string {
  return PAGE_URLS[turns % PAGE_URLS.length] ?? '';
}

/** Only that of the present: an order of a page that has been left is refused. */
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
    // Without `allow-modals`, `allow-popups` and `allow-downloads`: a page that has been taken over cannot bring up the
    // system's print dialog either, the way out of many a kiosk. The app prints from the main process.
    'sandbox allow-scripts allow-same-origin allow-forms',
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
const PICTURE_POLICY = {
  ...SECURITY_HEADERS,
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

/** The pictures of the organisation, by their paths; null where there is none. */
export type Pictures = Readonly<Record<string, Picture | null>>;

const PICTURE_PATHS = [LOGO_PATH, ATTRACT_PICTURE_PATH];

function findPicturePath(requested: string): string | undefined {
  return PICTURE_PATHS.find((path) => UI_ORIGINS.some((origin) => requested === `${origin}${path}`));
}

/** What the main window shows while its page does not come up. */
export const CALM_URL = `${UI_ORIGINS[0]}${CALM_PATH}`;

export interface UiSources {
  readonly folder: string;
  /** Which there are is in the settings, which the page may be quicker than. */
  readonly whenPictures: Promise<Pictures>;
  /** Null before there is one. */
  readonly renderCalmPage: () => CalmPage | null;
}

/**
 * The page's session has no network of its own. What a content policy says nothing about, such as a relay of WebRTC, ends
 * at a proxy that is not there.
 */
const NO_NETWORK = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:9',
  // Not even this computer: loopback would be reached without the proxy.
  proxyBypassRules: '<-loopback>',
} as const;

/** In development the page comes from a server, and needs it. */
export async function cutOff(session: Session): Promise<void> {
  if (getPageUrl() === getOwnUrl()) await session.setProxy(NO_NETWORK);
}

/** Something that comes once. */
function createMoment(): { readonly whenCome: Promise<void>; note(): void } {
  let note = (): void => undefined;
  const whenCome = new Promise<void>((resolve) => (note = resolve));
  return { whenCome, note };
}

/** The first time that each was handed out. At once where the page comes from a development server. */
export interface ServedUi {
  readonly whenPageServed: Promise<void>;
  readonly whenScriptServed: Promise<void>;
}

export function serveUi(session: Session, { folder, whenPictures, renderCalmPage }: UiSources): ServedUi {
  const page = createMoment();
  const script = createMoment();
  if (getPageUrl() !== getOwnUrl()) for (const { note } of [page, script]) note();
  session.protocol.handle(UI_SCHEME, async (request) => {
    const picturePath = findPicturePath(request.url);
    const picture = picturePath === undefined ? null : ((await whenPictures)[picturePath] ?? null);
    if (picture !== null)
      return new Response(picture.content, {
        headers: { ...PICTURE_POLICY, 'Content-Type': picture.contentType },
      });
    const calmPage = request.url === CALM_URL ? renderCalmPage() : null;
    if (calmPage !== null)
      return new Response(calmPage.content, {
        headers: {
          ...SECURITY_HEADERS,
          'Content-Security-Policy': calmPage.contentPolicy,
          'Content-Type': 'text/html; charset=utf-8',
        },
      });
    const file = request.method === 'GET' ? findUiFile(folder, request.url) : null;
    if (file === null) return new Response('Not found', { status: 404 });
    try {
      const content = await readFile(file);
      if (file.endsWith('.html')) page.note();
      if (file.endsWith('.js')) script.note();
      return new Response(content, {
        headers: { ...SECURITY_HEADERS, 'Content-Type': getContentType(file) },
      });
    } catch {
      // Missing, or not a file: the page is told what any visitor of a missing address is told.
      return new Response('Not found', { status: 404 });
    }
  });
  return { whenPageServed: page.whenCome, whenScriptServed: script.whenCome };
}
