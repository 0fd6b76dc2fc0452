import { z } from 'zod';
import { CONTACT_CENTER_ID_FORM, CONTACT_CENTER_ID_RULE } from './contactCenterId';
import { once } from './once';

/**
 * The rules of all that leads to one contact center, each with a sentence that says what to do about it. Source of
 * the rules for `ContactCenterId`, extra headers and the server address: docs/protocol.md.
 */

const FORBIDDEN_HEADERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'host',
  'contactcenterid',
  'content-type',
  'content-length',
  'connection',
  'transfer-encoding',
]);

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;
const HEADER_VALUE = /^[\x20-\x7e]{0,1024}$/;

const text = () => z.string('must be a text');

export const contactCenterIdSchema = once(() => text().regex(CONTACT_CENTER_ID_FORM, CONTACT_CENTER_ID_RULE));

const headers = () => z.record(z.string(), text(), 'must be an object of names and texts');

export const extraHeadersSchema = once(() =>
  headers().superRefine((headers, context) => {
    for (const [name, value] of Object.entries(headers)) {
      const path = [name];
      if (!HEADER_NAME.test(name)) {
        context.addIssue({ code: 'custom', path, message: 'is not a valid header name' });
      } else if (FORBIDDEN_HEADERS.has(name.toLowerCase())) {
        context.addIssue({ code: 'custom', path, message: 'must not be set here: the app owns this header' });
      } else if (!HEADER_VALUE.test(value)) {
        context.addIssue({ code: 'custom', path, message: 'must have a value of plain ASCII characters' });
      }
    }
  }),
);

export const resourcePathSchema = once(() =>
  z.enum(['auto', 'chats', 'me/chat'], {
    error: 'must be auto, chats or me/chat',
  }),
);

/** Only its size and form of writing; `src/main/settings/serverUrl.ts` judges the address itself. */
export const serverUrlSchema = once(() =>
  text()
    .max(2048, 'must be at most 2048 characters long')
    .transform((text) => text.trim().replace(/\/+$/, '')),
);

export const endpointSchema = once(() => text().max(256, 'must be at most 256 characters long'));

export const accentColorSchema = once(() =>
  text().regex(/^(#[0-9a-fA-F]{6})?$/, 'must be a color such as #0d5c5f'),
);

export const logoSchema = once(() => text().max(4096, 'must be at most 4096 characters long'));

/** Where new versions come from; empty is nowhere. Never without TLS, since programs come that way. */
export const updateServerSchema = once(() =>
  text()
    .max(2048, 'must be at most 2048 characters long')
    .regex(
      /^(https:\/\/[^\s/?#@:]+(:\d{1,5})?(\/[^\s?#@]*)?)?$/,
      'must be empty, or an address that begins with https://, without a user name, "?" or "#"',
    ),
);

/** Of a certificate of this computer: the common name of its subject or its issuer, or its fingerprint. */
export const clientCertificateSchema = once(() => text().max(256, 'must be at most 256 characters long'));
