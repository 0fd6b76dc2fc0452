import { open } from 'node:fs/promises';
import type { Log } from '../lib/log';

/** A picture of an organisation, as it goes to the page. */
export interface Picture {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** A logo has a few kilobytes; whatever is larger is the wrong file. */
const MAX_LOGO_BYTES = 1024 * 1024;
/** Of a picture for a whole screen. */
const MAX_PICTURE_BYTES = 8 * MAX_LOGO_BYTES;

const SIGNATURES: readonly (readonly [pattern: RegExp, contentType: string])[] = [
  [/^\x89PNG\r\n/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE\s+svg|svg)[\s/>]/i, 'image/svg+xml'],
];

/** The kind of picture, told by its first bytes and not by its name; null for anything else. */
export function findPictureType(content: Uint8Array): string | null {
  const start = Buffer.from(content.subarray(0, 256)).toString('latin1');
  return SIGNATURES.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

/** Null where no logo is set, or where it cannot be used; the log says why. Never rejects. */
export function readLogo(path: string, log: Log): Promise<Picture | null> {
  return readPicture('logo', path, MAX_LOGO_BYTES, log);
}

/** The same for the picture of the attract screen. */
export function readAttractPicture(path: string, log: Log): Promise<Picture | null> {
  return readPicture('attract picture', path, MAX_PICTURE_BYTES, log);
}

async function readPicture(name: string, path: string, maxBytes: number, log: Log): Promise<Picture | null> {
  if (path === '') return null;
  try {
    const content = await readAtMost(path, maxBytes);
    if (content === null) {
      log.error(`${name} not used`, { path, reason: `larger than ${maxBytes} bytes` });
      return null;
    }
    const contentType = findPictureType(content);
    if (contentType !== null) return { content, contentType };
    log.error(`${name} not used`, { path, reason: 'no PNG, JPEG, WebP or SVG' });
  } catch (error) {
    log.error(`${name} not used`, { path, error });
  }
  return null;
}

async function readAtMost(path: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return size > maxBytes ? null : new Uint8Array(await file.readFile());
  } finally {
    await file.close();
  }
}
