import type { Random } from '../../src/simulator/random';
import type { FileStage } from './fileStages';

/**
 * Takes the place of the file system where the power fails. What was not synced may be gone after that, or there, or
 * there in part; names are only as safe as the last sync of their folder, and what came after it goes from the end.
 */

interface Inode {
  content: string;
  /** Null: nothing of it is safe. */
  safe: string | null;
}

type Names = ReadonlyMap<string, Inode>;

export interface Disk {
  /** How many operations there have been. */
  readonly operations: number;
  /** From this operation on nothing happens any more, and nobody hears of it. */
  dieAt(operation: number): void;
  readonly isDead: boolean;
  /** Every step, in its order. */
  readonly steps: readonly string[];
  /** What is found there when the power is back. */
  recover(random: Random, loss: Loss): Disk;
  names(): readonly string[];
}

/** What becomes of that which was not safe. */
export type Loss = 'all is lost' | 'all is kept' | 'any of it';

export const LOSSES: readonly [Loss, ...Loss[]] = ['all is lost', 'any of it', 'all is kept'];

interface OpenDisk extends Disk {
  /** Null: the disk is dead by now. */
  act<Value>(stage: FileStage | 'other', work: () => Value): Promise<Value>;
  names(): readonly string[];
  inodes: Map<string, Inode>;
  note(change: (names: Map<string, Inode>) => void): void;
  flush(): void;
}

function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: no such file, ${path}`), { code: 'ENOENT' });
}

export function createDisk(initial: Names = new Map()): Disk {
  return createOpenDisk(initial);
}

function createOpenDisk(initial: Names): OpenDisk {
  const inodes = new Map(initial);
  let safeNames: Names = new Map(initial);
  let unsafe: ((names: Map<string, Inode>) => void)[] = [];
  let operations = 0;
  let deathAt = Infinity;
  const steps: string[] = [];
  const disk: OpenDisk = {
    get operations() {
      return operations;
    },
    dieAt(operation) {
      deathAt = operation;
    },
    get isDead() {
      return operations >= deathAt;
    },
    steps,
    names: () => [...inodes.keys()],
    inodes,
    act(stage, work) {
      if (disk.isDead) return new Promise(() => undefined);
      operations += 1;
      steps.push(stage);
      if (disk.isDead) return new Promise(() => undefined);
      try {
        return Promise.resolve(work());
      } catch (error) {
        return Promise.reject(error as Error);
      }
    },
    note(change) {
      change(inodes);
      unsafe.push(change);
    },
    flush() {
      safeNames = new Map(inodes);
      unsafe = [];
    },
    recover(random, loss) {
      const names = new Map(safeNames);
      const kept =
        loss === 'all is lost' ? 0 : loss === 'all is kept' ? unsafe.length : random() * (unsafe.length + 1);
      for (const change of unsafe.slice(0, Math.floor(kept))) change(names);
      const found = new Map([...names].map(([path, inode]) => [path, recoverInode(inode, random, loss)]));
      return createOpenDisk(found);
    },
  };
  return disk;
}

function recoverInode({ content, safe }: Inode, random: Random, loss: Loss): Inode {
  const torn = content.slice(0, Math.floor(random() * (content.length + 1)));
  const unsafe = loss === 'all is kept' ? content : loss === 'all is lost' ? '' : torn;
  const found = safe === content ? content : unsafe;
  return { content: found, safe: found };
}

let mounted: OpenDisk = createOpenDisk(new Map());

/** From now on the files of the app are on this disk. */
export function mount(disk: Disk): void {
  mounted = disk as OpenDisk;
}

export function mkdir(_path: string, _options: object): Promise<void> {
  return mounted.act('other', () => undefined);
}

export function readFile(path: string, _encoding: 'utf8'): Promise<string> {
  const disk = mounted;
  return disk.act('other', () => {
    const inode = disk.inodes.get(path);
    if (inode === undefined) throw missing(path);
    return inode.content;
  });
}

export function readdir(path: string): Promise<string[]> {
  const disk = mounted;
  return disk.act('other', () =>
    disk.names().flatMap((name) => (name.startsWith(`${path}/`) ? [name.slice(path.length + 1)] : [])),
  );
}

export async function open(path: string, flags: string, _mode?: number) {
  const disk = mounted;
  const isFolder = flags === 'r';
  const inode: Inode = { content: '', safe: null };
  await disk.act('other', () => {
    if (!isFolder) disk.note((names) => names.set(path, inode));
  });
  return {
    // In two halves: a write is no single event.
    async writeFile(content: string, _encoding: 'utf8') {
      await disk.act('begun', () => (inode.content = content.slice(0, content.length / 2)));
      await disk.act('written', () => (inode.content = content));
    },
    sync: () =>
      disk.act(isFolder ? 'flushed' : 'synced', () => {
        if (isFolder) disk.flush();
        else inode.safe = inode.content;
      }),
    close: () => disk.act('other', () => undefined),
  };
}

export function rename(from: string, to: string): Promise<void> {
  const disk = mounted;
  return disk.act('renamed', () => {
    const inode = disk.inodes.get(from);
    if (inode === undefined) throw missing(from);
    disk.note((names) => {
      names.delete(from);
      names.set(to, inode);
    });
  });
}

export function rm(path: string, options?: { readonly force?: boolean }): Promise<void> {
  const disk = mounted;
  return disk.act('removed', () => {
    if (!disk.inodes.has(path)) {
      if (options?.force === true) return;
      throw missing(path);
    }
    disk.note((names) => names.delete(path));
  });
}
