import { readdir, readFile } from 'node:fs/promises';

/** The parent of each process that runs now. */
async function readParents(): Promise<ReadonlyMap<number, number>> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    ids.map(async (id) => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
      // The name in parentheses may hold anything, also parentheses.
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return [Number(id), parent] as const;
    }),
  );
  return new Map(parents);
}

/**
 * Memory of a process and all below it in bytes: what is shared counts by its share (PSS).
 *
 * @throws where the system has no /proc, that is, anywhere but on Linux.
 */
export async function measureMemory(processId: number): Promise<number> {
  const parents = await readParents();
  const family = [...parents.keys()].filter((id) => {
    for (let at: number | undefined = id; at !== undefined && at > 1; at = parents.get(at)) {
      if (at === processId) return true;
    }
    return false;
  });
  const sizes = await Promise.all(
    family.map(async (id) => {
      const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
      return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
