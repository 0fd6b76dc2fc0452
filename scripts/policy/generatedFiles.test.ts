import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { SETTING_NAMES } from '../../src/shared/settings';
import { projectRoot } from '../process/projectRoot';
import { createAdml, createAdmx } from './admx';
import { generateFiles } from './generatedFiles';
import { createPolicySchema } from './policySchema';

test('what is generated from the settings is up to date; if not: npm run policy:generate', async () => {
  const files = await generateFiles();
  for (const { path, content } of files) {
    expect({ path, content: await readFile(join(projectRoot, path), 'utf8') }).toEqual({ path, content });
  }
  expect(files).toHaveLength(4);
});

const schema = z.fromJSONSchema(createPolicySchema() as Parameters<typeof z.fromJSONSchema>[0]);

test.each([
  {},
  { serverUrl: 'https://chat.example.com', contactCenterId: 'c1' },
  {
    $schema: './policy.schema.json',
    kiosk: true,
    enforced: { openLinks: false },
    defaults: { language: 'de' },
  },
  { enforced: { kiosk: true } },
  {
    enforced: {
      accentColor: '#C2185B',
      startFields: [{ key: 'order', label: { en: 'Order' }, kind: 'text' }],
    },
  },
])('the schema accepts what the app accepts: %j', (policy) => {
  expect(schema.safeParse(policy).success).toBe(true);
});

test.each([
  { kiosk: 'yes' },
  { future: 1 },
  { defaults: { kiosk: true } },
  { enforced: { openLink: true } },
  { enforced: { pollingProfile: 'fast' } },
  { defaults: { openLinks: 'no' } },
  { contactCenterId: 'a b' },
])('the schema refuses what the app reports: %j', (policy) => {
  expect(schema.safeParse(policy).success).toBe(false);
});

const idsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, id]) => id ?? '');

test('the template of Windows has every setting, enforced and proposed, and its words are all there', () => {
  const [admx, adml] = [createAdmx(), createAdml()];
  expect(idsIn(admx, /<policy name="([^"]+)"/g)).toEqual([
    'kiosk',
    ...SETTING_NAMES.flatMap((name) => [name, `${name}_recommended`]),
  ]);
  const strings = idsIn(adml, /<string id="([^"]+)"/g);
  expect(new Set(strings).size).toBe(strings.length);
  expect(idsIn(admx, /\$\(string\.([^)]+)\)/g).filter((id) => !strings.includes(id))).toEqual([]);
  const presentations = idsIn(adml, /<presentation id="([^"]+)"/g);
  expect(idsIn(admx, /\$\(presentation\.([^)]+)\)/g)).toEqual(presentations);
  const categories = idsIn(admx, /<category name="([^"]+)"/g);
  expect(idsIn(admx, /<parentCategory ref="([^"]+)"/g).filter((id) => !categories.includes(id))).toEqual([]);
});
