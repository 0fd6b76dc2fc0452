import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../process/projectRoot';
import type { Notice } from '../supplyChain/licences';
import { createSbom, readIntegrities } from '../supplyChain/sbom';
import type { Variant } from './variant';

/** Writes the bill of materials of the last build. */
export async function writeSbom(
  file: string,
  variant: Variant,
  isOfficialElectron: boolean,
  epoch: number,
): Promise<void> {
  const read = (...path: string[]) => readFile(join(projectRoot, ...path), 'utf8');
  const sbom = createSbom({
    app: { name: 'counterline', version: variant.version },
    electronVersion: variant.electronVersion,
    isOfficialElectron,
    parts: JSON.parse(await read('out', 'notices.json')) as Notice[],
    integrities: readIntegrities(await read('package-lock.json')),
    epoch,
  });
  await writeFile(file, `${JSON.stringify(sbom, null, 2)}\n`);
}
