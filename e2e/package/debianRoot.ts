import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findMissingPackages, findSurplus } from './cleanSystem';

/**
 * A Debian system to install packages in: processes, files and packages of its own, on the kernel, the network and the
 * display of this computer. It has the packages that every Debian has, those that ours asks for and those that these ask
 * for, and nothing more: no program, library, font or service that happens to be on this computer. Nothing done in it
 * reaches the computer, and it is gone when the test is.
 */
export interface DebianRoot {
  /** Runs a command as root and answers what it prints. Throws when it fails. */
  run(...command: readonly [string, ...string[]]): string;
  /** Starts a command as an ordinary user; see `addUser`. */
  startAs(user: string, command: readonly string[], options?: SpawnOptions): ChildProcess;
  addUser(name: string): void;
  /** The programs that run in it, by their paths, without those that have ended and wait to be noticed. */
  listPrograms(): { pid: number; path: string; command: string }[];
  remove(): Promise<void>;
}

/**
 * The first process in it. Its files are a layer in memory over those of a system that stays as it is: what is too much is
 * taken away in that layer. `pivot_root`, and not `chroot`, since Linux refuses user namespaces, and with them Chromium's
 * sandbox, to whoever is in a chroot.
 */
const FIRST_PROCESS = `
set -e
base=$1 shared=$2 surplus=$3
layers=$(mktemp -d)
mount -t tmpfs -o mode=755 tmpfs "$layers"
mkdir "$layers/upper" "$layers/work" "$layers/root"
mount -t overlay overlay -o "lowerdir=$base,upperdir=$layers/upper,workdir=$layers/work" "$layers/root"
cd "$layers/root"
cp "$surplus/status" var/lib/dpkg/status
xargs -0 rm -f <"$surplus/files"
# What no package has brought: local programs, homes, sockets of services, folders of this computer alone.
for folder in *; do
  case "$folder" in
    bin | boot | dev | etc | lib | lib32 | lib64 | libx32 | proc | sbin | sys | usr | var) ;;
    *) [ -L "$folder" ] || [ ! -d "$folder" ] || mount -t tmpfs -o mode=755 tmpfs "$folder" ;;
  esac
done
mkdir -p tmp opt home root run old
for folder in usr/local var/tmp var/cache/fontconfig; do
  mkdir -p "$folder"
  mount -t tmpfs -o mode=755 tmpfs "$folder"
done
chmod 1777 tmp var/tmp
mkdir tmp/.X11-unix
mount --rbind /dev dev
mount --rbind /sys sys
mount --bind /tmp/.X11-unix tmp/.X11-unix
mount -t proc proc proc
for folder in $shared; do mkdir -p ".$folder"; mount --bind "$folder" ".$folder"; done
ldconfig -r .
pivot_root . old
umount -l old
echo ready
exec sleep infinity
`;

export interface DebianRootOptions {
  /** The folder of the system: this computer's own, or one made by debootstrap. */
  readonly baseFolder: string;
  /** Seen in it under the same paths. */
  readonly sharedFolders: readonly string[];
}

/** Why there can be none here, or null. */
export function whyNoDebianRoot(baseFolder: string): string | null {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'only root may install packages and make a root of its own';
  for (const program of ['dpkg', 'unshare', 'nsenter', 'setpriv']) {
    try {
      execFileSync('sh', ['-c', `command -v ${program}`]);
    } catch {
      return `${program} is not here: this is no Debian`;
    }
  }
  try {
    execFileSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' });
  } catch {
    return 'this container may not mount anything';
  }
  const missing = findMissingPackages(baseFolder);
  if (missing.length > 0) return `these packages are not here, which it asks for: ${missing.join(', ')}`;
  return null;
}

export async function createDebianRoot({
  baseFolder,
  sharedFolders,
}: DebianRootOptions): Promise<DebianRoot> {
  const folder = await mkdtemp(join(tmpdir(), 'counterline-surplus-'));
  const { files, status } = findSurplus(baseFolder);
  await writeFile(join(folder, 'status'), status);
  await writeFile(join(folder, 'files'), files.map((file) => `.${file}\0`).join(''));
  const isolation = ['--mount', '--pid', '--uts', '--fork', '--kill-child', '--propagation', 'private'];
  const first = spawn(
    'unshare',
    [...isolation, 'sh', '-c', FIRST_PROCESS, 'sh', baseFolder, sharedFolders.join(' '), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: first.stdout });
  const answer = await Promise.race([once(lines, 'line'), once(first, 'exit')]);
  await rm(folder, { recursive: true });
  if (answer[0] !== 'ready') throw new Error('The Debian root could not be made; see above');
  const [inside = ''] = execFileSync('pgrep', ['-P', String(first.pid)], { encoding: 'utf8' }).split('\n');
  const enter = ['--target', inside, '--mount', '--pid', '--uts', '--root', '--wdns=/'];

  const run = (...command: readonly string[]) =>
    execFileSync('nsenter', [...enter, ...command], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    });

  return {
    run,
    addUser: (name) => void run('useradd', '--create-home', name),
    startAs(user, command, options = {}) {
      const home = `/home/${user}`;
      const env = { PATH: '/usr/bin:/bin', HOME: home, DISPLAY: process.env['DISPLAY'], LANGUAGE: 'en' };
      const drop = ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
      return spawn('nsenter', [...enter, ...drop, ...command], { env, ...options });
    },
    listPrograms() {
      const script = `for process in /proc/[0-9]*; do
        path=$(readlink $process/exe) && echo "\${process#/proc/} $path $(tr '\\0' ' ' <$process/cmdline)"
      done; true`;
      return run('sh', '-c', script)
        .split('\n')
        .flatMap((line) => {
          const [, pid, path = '', command = ''] = /^(\d+) (\S+) (.*)$/.exec(line) ?? [];
          return pid === undefined ? [] : [{ pid: Number(pid), path, command }];
        });
    },
    async remove() {
      if (first.exitCode !== null) return;
      const ended = once(first, 'exit');
      first.kill('SIGKILL');
      await ended;
    },
  };
}
