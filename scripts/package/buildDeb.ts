import { createHash } from 'node:crypto';
import {
  chmod,
  copyFile,
  cp,
  lstat,
  lutimes,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from '../process/projectRoot';
import { runCommand } from '../process/runCommand';
import { SetupError } from '../process/setupError';
import { DEBIAN_DEPENDENCIES, EXECUTABLE_NAME, PRODUCT_NAME } from './builderConfig';
import { formatControl, toDebianArchitecture } from './debControl';
import { toDebianVersion, type Variant } from './variant';

export interface BuildDebOptions {
  /** The unpacked app. */
  readonly appFolder: string;
  readonly outputFolder: string;
  readonly variant: Variant;
  readonly architecture: string;
  /** Seconds since 1970 that every file in the package is dated to, so that the same input makes the same package. */
  readonly epoch: number;
  /** `xz` for what ships; `none` is three times as big and takes no time. */
  readonly compression: 'xz' | 'none';
}

const PACKAGING = join(projectRoot, 'packaging', 'linux');
const ICONS = join(projectRoot, 'resources', 'icons');
const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** Belongs to root and runs as root: it builds the sandbox where the system gives no user namespaces. */
const SANDBOX = join('opt', PRODUCT_NAME, 'chrome-sandbox');

/**
 * Makes a Debian package with Debian's own tool, without root and without electron-builder's tools.
 *
 * @returns The path of the package.
 */
export async function buildDeb(options: BuildDebOptions): Promise<string> {
  const { outputFolder, variant, architecture, epoch, compression } = options;
  const debianArchitecture = toDebianArchitecture(architecture);
  const version = toDebianVersion(variant.version);
  const root = join(outputFolder, 'deb');
  await rm(root, { recursive: true, force: true });
  await layOut(root, options.appFolder);
  const files = await listFiles(root);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(root, file))).size));
  await writeControlFiles(root, files, {
    name: EXECUTABLE_NAME,
    version,
    architecture: debianArchitecture,
    installedBytes: sizes.reduce((sum, size) => sum + size, 0),
    depends: DEBIAN_DEPENDENCIES,
    maintainer: 'Counterline <counterline@localhost.invalid>',
    synopsis: `Chat with the support of your organization${variant.isForTests ? ' (TEST BUILD)' : ''}`,
    description: [
      'Asks for help and chats with an agent of the contact center.',
      ...(variant.isForTests
        ? [
            `A build for tests, with Electron ${variant.electronVersion}. It must not be given to customers: its ` +
              'runtime is not the official one, or it can be driven from outside.',
          ]
        : []),
    ],
  });
  await setModesAndDates(root, epoch);
  const deb = join(outputFolder, `${EXECUTABLE_NAME}_${version}_${debianArchitecture}.deb`);
  const { exitCode, stderr } = await runCommand(
    'dpkg-deb',
    ['--root-owner-group', `-Z${compression}`, '--build', root, deb],
    { env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) } },
  );
  await rm(root, { recursive: true });
  if (exitCode !== 0) throw new SetupError(`dpkg-deb could not build the package: ${stderr.trim()}`);
  return deb;
}

async function layOut(root: string, appFolder: string): Promise<void> {
  await cp(appFolder, join(root, 'opt', PRODUCT_NAME), { recursive: true, verbatimSymlinks: true });
  await mkdir(join(root, 'usr', 'bin'), { recursive: true });
  await symlink(`../../opt/${PRODUCT_NAME}/${EXECUTABLE_NAME}`, join(root, 'usr', 'bin', EXECUTABLE_NAME));
  const share = (...path: string[]) => join(root, 'usr', 'share', ...path);
  const desktopEntry = `${EXECUTABLE_NAME}.desktop`;
  await put(join(PACKAGING, desktopEntry), share('applications', desktopEntry));
  await put(join(PACKAGING, 'copyright'), share('doc', EXECUTABLE_NAME, 'copyright'));
  const icons = (size: string) => share('icons', 'hicolor', size, 'apps');
  for (const size of ICON_SIZES) {
    await put(join(ICONS, `icon-${size}.png`), join(icons(`${size}x${size}`), `${EXECUTABLE_NAME}.png`));
  }
  await put(join(ICONS, 'icon.svg'), join(icons('scalable'), `${EXECUTABLE_NAME}.svg`));
}

async function writeControlFiles(
  root: string,
  files: readonly string[],
  control: Parameters<typeof formatControl>[0],
): Promise<void> {
  const folder = join(root, 'DEBIAN');
  await mkdir(folder);
  await writeFile(join(folder, 'control'), formatControl(control));
  for (const script of ['postinst', 'prerm', 'postrm', 'config']) {
    await writeFile(join(folder, script), await readFile(join(PACKAGING, `${script}.sh`)), { mode: 0o755 });
  }
  await put(join(PACKAGING, 'templates'), join(folder, 'templates'));
  const sums = await Promise.all(
    files.map(async (file) => {
      const sum = createHash('md5')
        .update(await readFile(join(root, file)))
        .digest('hex');
      return `${sum}  ${file}\n`;
    }),
  );
  await writeFile(join(folder, 'md5sums'), sums.join(''));
}

async function put(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

/** Ordinary files, by their paths below the folder, in a fixed order. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Readable for all, writable for the owner, whatever the umask of whoever builds. */
async function setModesAndDates(root: string, epoch: number): Promise<void> {
  const paths = [...(await readdir(root, { recursive: true })), '.'];
  for (const path of paths) {
    const file = join(root, path);
    const found = await lstat(file);
    const isProgram = found.isDirectory() || (found.mode & 0o111) !== 0;
    if (!found.isSymbolicLink()) await chmod(file, path === SANDBOX ? 0o4755 : isProgram ? 0o755 : 0o644);
    await lutimes(file, epoch, epoch);
  }
}
