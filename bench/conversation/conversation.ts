import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { _electron } from '@playwright/test';
import vue from '@vitejs/plugin-vue';
import { build } from 'vite';
import { prepareElectron, type PreparedElectron } from '../../scripts/electron/launch';
import { withTemporaryFolder } from '../../scripts/process/temporaryFolder';
import type { Measurements } from '../conversationPage/subject';
import { percentile } from '../report/statistics';
import { formatTable, formatTarget } from '../report/table';

const MESSAGES = 10_000;
const APPENDS = 50;
const GIVE_UP_MS = 10 * 60 * 1_000;

const SUBJECTS = ['counterline', 'advancedChat'] as const;
const NAMES = { counterline: 'Counterline', advancedChat: 'vue-advanced-chat' } as const;

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Ten thousand messages in real Electron, beside the list that others use. */
export async function reportConversation(): Promise<string> {
  return withTemporaryFolder(async (folder) => {
    await buildPages(folder);
    const electron = await prepareElectron();
    try {
      const measured = {
        counterline: await measure(electron, folder, 'counterline'),
        advancedChat: await measure(electron, folder, 'advancedChat'),
      };
      return formatReport(electron.version, measured, await findFirstPaintBytes());
    } finally {
      await electron.stop();
    }
  });
}

async function buildPages(outDir: string): Promise<void> {
  const common = { configFile: false, logLevel: 'warn' } as const;
  await build({
    ...common,
    root: at('../conversationPage'),
    base: './',
    plugins: [
      vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'vue-advanced-chat' } } }),
    ],
    resolve: { alias: { '@shared': at('../../src/shared') } },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      rollupOptions: { input: SUBJECTS.map((name) => at(`../conversationPage/${name}.html`)) },
    },
  });
  await build({
    ...common,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: at('./program.ts'),
      outDir: join(outDir, 'program'),
      rollupOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  });
}

async function measure(
  electron: PreparedElectron,
  folder: string,
  subject: (typeof SUBJECTS)[number],
): Promise<Measurements> {
  Object.assign(process.env, electron.env, { ELECTRON_OVERRIDE_DIST_PATH: dirname(electron.executablePath) });
  const app = await _electron.launch({
    args: [
      ...electron.args,
      // A page from a file may load its own scripts.
      '--allow-file-access-from-files',
      `--user-data-dir=${join(folder, `data-${subject}`)}`,
      join(folder, 'program', 'program.mjs'),
      join(folder, `${subject}.html`),
    ],
  });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(GIVE_UP_MS);
    await page.waitForFunction('window.measure !== undefined');
    return (await page.evaluate(`window.measure(${MESSAGES}, ${APPENDS})`)) as Measurements;
  } finally {
    await app.close();
  }
}

/** The script that the page of the last build loads before it draws anything, gzipped. */
async function findFirstPaintBytes(): Promise<number | null> {
  const folder = at('../../out/renderer');
  try {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    const files = (await readdir(join(folder, 'assets'))).filter(
      (name) => name.endsWith('.js') && html.includes(name),
    );
    const sizes = await Promise.all(
      files.map(async (name) => gzipSync(await readFile(join(folder, 'assets', name))).length),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    // Nothing has been built yet.
    return null;
  }
}

function formatReport(
  version: string,
  measured: Record<(typeof SUBJECTS)[number], Measurements>,
  firstPaintBytes: number | null,
): string {
  const rows = SUBJECTS.map((name) => {
    const { openMs, appendMs, scrollFrames, longScrollFrames, elements } = measured[name];
    return [
      NAMES[name],
      (openMs / 1_000).toFixed(2),
      `${percentile(appendMs, 0.5).toFixed(1)} / ${percentile(appendMs, 0.95).toFixed(1)}`,
      String(appendMs.filter((ms) => ms > 16.7).length),
      `${longScrollFrames} of ${scrollFrames}`,
      String(elements),
    ];
  });
  const own = percentile(measured.counterline.appendMs, 0.95);
  const times =
    percentile(measured.advancedChat.appendMs, 0.5) / percentile(measured.counterline.appendMs, 0.5);
  const kilobytes = (firstPaintBytes ?? NaN) / 1_000;
  return [
    `(e) Conversation: ${MESSAGES} messages on Electron ${version}, ${APPENDS} appended one by one, then scrolled`,
    'An append is script, style and layout; a long frame is one of more than 16.7 ms.',
    '',
    formatTable(
      ['', 'open s', 'append p50 / p95 ms', 'appends > 16.7 ms', 'long frames, scrolling', 'elements'],
      rows,
    ),
    '',
    formatTarget('append at most 16 ms, p95', `${own.toFixed(1)} ms`, own <= 16),
    formatTarget('append 5 times as fast, p50', `x${times.toFixed(1)}`, times >= 5),
    formatTarget(
      'script before first paint at most 150 kB gzipped',
      firstPaintBytes === null ? 'no build to look at' : `${kilobytes.toFixed(1)} kB`,
      kilobytes <= 150,
    ),
  ].join('\n');
}
