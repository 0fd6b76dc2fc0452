import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPolicy } from './policyFile';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterline-policy-'));
  path = join(folder, 'policy.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function load(content: string): Promise<unknown> {
  await writeFile(path, content);
  const policy = await loadPolicy(path);
  return policy.ok ? policy.value : policy.error.replace(path, 'FILE');
}

test('a policy is read as it is written, by whatever editor', async () => {
  const policy = { serverUrl: 'https://chat.example.com', contactCenterId: 'center-1' };
  expect(await load(JSON.stringify(policy))).toEqual(policy);
  expect(await load(`\uFEFF${JSON.stringify(policy)}`)).toEqual(policy);
  expect(await load('{}')).toEqual({});
});

test.each([
  [
    '{"contactCenterId":"a b"}',
    '"contactCenterId" must be 1 to 128 letters, digits or signs, without spaces',
  ],
  ['{"endpoint":"ok","serverUrI":"x"}', '"serverUrI" is not a setting'],
  ['{"x":1,"resourcePath":"y"}', '"x" is not a setting; "resourcePath" must be auto, chats or me/chat'],
  [
    '{"serverUrl":"http://chat.example.com"}',
    '"serverUrl" must begin with https:// (plain http is only for this computer)',
  ],
  ['{"serverUrl":"https://u:p@chat.example.com"}', '"serverUrl" must not hold a user name or password'],
  [
    '{"startFields":[{"key":"order","label":"Order","kind":"text","pattern":"[a"}]}',
    '"startFields.0.pattern" is not a valid regular expression',
  ],
  ['{"serverUrl":""}', '"serverUrl" must not be empty'],
  ['[]', 'must be a JSON object of settings'],
  ['null', 'must be a JSON object of settings'],
])('a policy with any fault is refused as a whole: %s', async (content, faults) => {
  expect(await load(content)).toBe(`The policy file FILE is not valid: ${faults}`);
});

test('plain http is what a policy may allow itself', async () => {
  const policy = { serverUrl: 'http://chat.example.com', allowInsecureHttp: true };
  expect(await load(JSON.stringify(policy))).toEqual(policy);
});

test.each(['', '{"serverUrl":', '{\n  "serverUrl": x\n}\n', 'not\r\nJSON'])(
  'a policy that is not JSON is refused in one line: %j',
  async (content) => {
    expect(await load(content)).toMatch(/^The policy file FILE cannot be read: [^\r\n]+$/);
  },
);

test('a policy that is not there is refused, not taken for an empty one', async () => {
  const missing = await loadPolicy(join(folder, 'missing.json'));
  expect(missing).toMatchObject({
    ok: false,
    error: expect.stringMatching(/cannot be read: ENOENT/) as string,
  });
});
