import { readdir, readFile } from 'node:fs/promises';

export interface RunningProcess {
  readonly id: number;
  readonly parentId: number;
  /** What it was started with, with blanks between. */
  readonly args: string;
}

async function readProcesses(): Promise<RunningProcess[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    ids.map(async (id) => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
      // The name in parentheses may hold anything, also parentheses.
      const parentId = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      const args = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      return { id: Number(id), parentId, args: args.replaceAll('\0', ' ') };
    }),
  );
}

/**
 * A process and all below it.
 *
 * @throws where the system has no /proc, that is, anywhere but on Linux.
 */
export async function findFamily(rootId: number): Promise<RunningProcess[]> {
  const all = await readProcesses();
  const family = new Set([rootId]);
  for (let size = -1; size !== family.size;) {
    size = family.size;
    for (const { id, parentId } of all) if (family.has(parentId)) family.add(id);
  }
  return all.filter(({ id }) => family.has(id));
}
