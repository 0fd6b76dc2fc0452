import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from '../process/temporaryFolder';
import { computeIntegrity, verifyIntegrity } from './integrity';

test('the pinned file is accepted, another one is refused in one line that names it', () =>
  withTemporaryFolder(async (folder) => {
    const file = join(folder, 'package.tgz');
    await writeFile(file, 'genuine');
    const integrity = await computeIntegrity(file);
    expect(integrity).toMatch(/^sha512-[\w+/]{86}==$/);
    await verifyIntegrity(file, integrity, 'thing@1.0.0');

    await writeFile(file, 'genuine?');
    const refusal = verifyIntegrity(file, integrity, 'thing@1.0.0');
    await expect(refusal).rejects.toThrow(/^thing@1\.0\.0 is not the pinned one and was not used: .+$/);
  }));
