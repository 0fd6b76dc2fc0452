import { z } from 'zod';
import {
  accentColorSchema,
  contactCenterIdSchema,
  endpointSchema,
  extraHeadersSchema,
  logoSchema,
  resourcePathSchema,
  serverUrlSchema,
} from './connectionSchemas';
import { MAX_CONTACT_CENTERS, type ContactCenter } from './contactCenters';
import { once } from './once';
import { localText, startFieldsSchema } from './startFieldsSchema';

/** The rules of the settings `contactCenters` and `contactCenter`. Each sentence goes on from the name of what it speaks of. */

const MAX_NAME_LENGTH = 100;

const id = () =>
  z.string('must be a text').regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "_" or "-"');

/** Host, port and path, and nothing else. Whether `http://` may be used is judged where the address is used. */
const address = () =>
  serverUrlSchema().refine(
    (text) => /^https?:\/\/[^\s/?#@:]+(:\d{1,5})?(\/[^\s?#@]*)?$/i.test(text),
    'must be a full address such as https://chat.example.com, without a user name, "?" or "#"',
  );

const contactCenterSchema = () =>
  z.strictObject(
    {
      id: id(),
      name: localText(1, MAX_NAME_LENGTH),
      serverUrl: address(),
      contactCenterId: contactCenterIdSchema(),
      extraHeaders: extraHeadersSchema().default({}),
      endpoint: endpointSchema().default(''),
      resourcePath: resourcePathSchema().exactOptional(),
      startFields: startFieldsSchema().exactOptional(),
      accentColor: accentColorSchema().exactOptional(),
      logo: logoSchema().exactOptional(),
    },
    {
      error: ({ code, keys }) =>
        code === 'unrecognized_keys' && Array.isArray(keys)
          ? `has no part ${keys.map((key) => `"${key}"`).join(', ')}`
          : undefined,
    },
  );

export const contactCentersSchema = once(() =>
  z
    .array(contactCenterSchema(), 'must be a list of contact centers')
    .max(MAX_CONTACT_CENTERS, `must have at most ${MAX_CONTACT_CENTERS} entries`)
    .superRefine((centers, context) => {
      const seen = new Set<string>();
      centers.forEach(({ id: name }, number) => {
        if (seen.has(name))
          context.addIssue({ code: 'custom', path: [number, 'id'], message: 'is there twice' });
        seen.add(name);
      });
    })
    .transform((centers): readonly ContactCenter[] => centers),
);

export const contactCenterNameSchema = once(() =>
  z
    .string('must be a text')
    .regex(/^[A-Za-z0-9_-]{0,64}$/, 'must be the id of one of the contact centers, or empty'),
);
