// Draws the icons of resources/icons/ as PNG, at the sizes that the systems ask for. To be run after a change of an SVG;
// the pictures are committed, so that a build needs no browser.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { prepareElectron, type PreparedElectron } from './electron/launch';
import { projectRoot } from './process/projectRoot';
import { runMain } from './process/runMain';

const FOLDER = join(projectRoot, 'resources', 'icons');

/** In the tray: 16 and 32 on Windows and macOS, 24 and 48 on Linux. */
const TRAY_SIZES = [16, 24, 32, 48] as const;

const DRAWINGS = [
  { name: 'icon', sizes: [...TRAY_SIZES, 64, 128, 256, 512] },
  { name: 'unread', sizes: TRAY_SIZES },
  { name: 'dot', sizes: [16, 32] },
] as const;

/** Runs in the page: the text of a picture as the bytes of a PNG. */
const DRAW = `async ({ svg, size }) => {
  const image = new Image(size, size);
  image.src = 'data:image/svg+xml,' + encodeURIComponent(svg);
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  canvas.getContext('2d').drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}`;

async function drawAll(page: Page): Promise<void> {
  for (const { name, sizes } of DRAWINGS) {
    const svg = await readFile(join(FOLDER, `${name}.svg`), 'utf8');
    for (const size of sizes) {
      const png = await page.evaluate<string>(`(${DRAW})(${JSON.stringify({ svg, size })})`);
      await writeFile(join(FOLDER, `${name}-${size}.png`), Buffer.from(png, 'base64'));
    }
    console.log(`${name}: ${sizes.join(', ')}`);
  }
}

async function draw(electron: PreparedElectron): Promise<void> {
  Object.assign(process.env, electron.env, { ELECTRON_OVERRIDE_DIST_PATH: dirname(electron.executablePath) });
  const app = await _electron.launch({
    args: [...electron.args, join(projectRoot, 'scripts', 'icons', 'blankWindow.js')],
  });
  try {
    await drawAll(await app.firstWindow());
  } finally {
    await app.close();
  }
}

await runMain(async () => {
  const electron = await prepareElectron();
  try {
    await draw(electron);
    return 0;
  } finally {
    await electron.stop();
  }
});
