import { readdir, readFile } from 'node:fs/promises';
import { findFamily, type RunningProcess } from '../scripts/electron/processFamily';
import type { Sample } from './statistics';

/** What the processes of the app are for. */
export const ROLES = ['supervisor', 'main', 'renderer', 'graphics', 'helpers'] as const;
export type Role = (typeof ROLES)[number];

export interface RoleSamples {
  /** In MiB; only what it has written: what is shared with other programs depends on who else runs. */
  readonly memory: Sample[];
  /** Open files, sockets and pipes. */
  readonly handles: Sample[];
}

export type Samples = Readonly<Record<Role, RoleSamples>>;

export function findRole({ id, parentId, args }: RunningProcess, supervisorId: number): Role {
  if (id === supervisorId) return 'supervisor';
  if (args.includes('--type=renderer')) return 'renderer';
  if (args.includes('--type=gpu-process')) return 'graphics';
  return parentId === supervisorId && !args.includes('--type=') ? 'main' : 'helpers';
}

const KIBIBYTES_IN_MEBIBYTE = 1024;

async function measure(id: number): Promise<{ mebibytes: number; handles: number }> {
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
  const open = await readdir(`/proc/${id}/fd`).catch(() => []);
  const own = [...rollup.matchAll(/^(?:Private_Dirty|Swap):\s+(\d+) kB/gm)];
  const kibibytes = own.reduce((sum, [, size]) => sum + Number(size), 0);
  return { mebibytes: kibibytes / KIBIBYTES_IN_MEBIBYTE, handles: open.length };
}

/** Measures all processes of the app once in a while. */
export function createMeter(supervisorId: number): { samples: Samples; measureNow(): Promise<void> } {
  const none = (): RoleSamples => ({ memory: [], handles: [] });
  const samples: Samples = {
    supervisor: none(),
    main: none(),
    renderer: none(),
    graphics: none(),
    helpers: none(),
  };
  return {
    samples,
    async measureNow() {
      const atMs = performance.now();
      const family = await findFamily(supervisorId);
      const sums = new Map<Role, { mebibytes: number; handles: number }>();
      for (const member of family) {
        const role = findRole(member, supervisorId);
        const { mebibytes, handles } = await measure(member.id);
        const before = sums.get(role) ?? { mebibytes: 0, handles: 0 };
        sums.set(role, { mebibytes: before.mebibytes + mebibytes, handles: before.handles + handles });
      }
      for (const [role, { mebibytes, handles }] of sums) {
        samples[role].memory.push({ atMs, value: mebibytes });
        samples[role].handles.push({ atMs, value: handles });
      }
    },
  };
}
