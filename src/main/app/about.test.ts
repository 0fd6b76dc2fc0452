import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from '../../../scripts/process/temporaryFolder';
import { silentLog } from '../lib/log';
import { createAbout } from './about';

const versions = { electron: '33.2.1', chrome: '130.0.1', node: '20.18.1' };
const runtime = ['Electron 33.2.1', 'Chromium 130.0.1', 'Node.js 20.18.1'];

function readWith(content: string | null) {
  return withTemporaryFolder(async (outFolder) => {
    if (content !== null) await writeFile(join(outFolder, 'notices.json'), content);
    return createAbout({ outFolder, versions, log: silentLog })();
  });
}

test('tells what the app runs on, and each part with its licence', async () => {
  const part = { name: 'vue', version: '3.5.45', licence: 'MIT', text: 'The MIT License' };
  expect(await readWith(JSON.stringify([part]))).toEqual({ runtime, parts: [part] });
});

test.each([null, '', '{}', '[{"name":"vue"}]'])(
  'a list that is not there or damaged is empty: %j',
  async (content) => {
    expect(await readWith(content)).toEqual({ runtime, parts: [] });
  },
);
