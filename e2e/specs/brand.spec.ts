import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Simulator } from '../../src/simulator';
import { expect, test } from '../fixtures/counterline';

/** An organisation dresses the app in its own color and logo, and it can still be read. */

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="red"/></svg>';

/** All hues, from nearly black over pure to nearly white, and no color at all. */
const BRANDS = [
  '#000000',
  '#808080',
  '#ffffff',
  ...Array.from({ length: 24 }, (_none, step) => step * 15).flatMap((hue) =>
    [0.08, 0.3, 0.5, 0.7, 0.95].map((lightness) => toHex(hue, lightness)),
  ),
];

/** Fully saturated HSL as `#rrggbb`. */
function toHex(hue: number, lightness: number): string {
  const reach = Math.min(lightness, 1 - lightness);
  const channel = (offset: number): string => {
    const turn = (offset + hue / 30) % 12;
    const value = lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

const PAIRS = [
  ['--color-page', '--color-accent'],
  ['--color-surface', '--color-accent'],
  ['--color-caution-soft', '--color-accent'],
  ['--color-accent', '--color-on-accent'],
  ['--color-accent-hover', '--color-on-accent'],
  ['--color-accent-soft', '--color-on-accent-soft'],
  ['--color-own', '--color-on-own'],
] as const;

/** In the folder of this test's results. */
async function writeTestFile(name: string, content: string): Promise<string> {
  const path = test.info().outputPath(name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

function writePolicy(
  { url, contactCenterId }: Simulator,
  more: { readonly accentColor?: string; readonly logo?: string },
): Promise<string> {
  return writeTestFile('policy.json', JSON.stringify({ serverUrl: url, contactCenterId, ...more }));
}

test.describe('with a policy of the organisation', () => {
  test('its logo and its color are shown, and every color can be read in light and dark', async ({
    launch,
    simulator,
  }) => {
    const logoFile = await writeTestFile('logo', LOGO);
    const policy = await writePolicy(simulator, { accentColor: '#c2185b', logo: logoFile });
    const { page } = await launch({ args: [`--policy=${policy}`] });
    const logo = page.locator('header img');
    await expect(logo).toBeVisible();
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(80);
    const start = page.getByRole('button', { name: 'Start chat' });
    await expect(start).toBeVisible();

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const lowest = await page.evaluate(measureContrasts, { brands: BRANDS, pairs: PAIRS });
      expect(lowest.measured).toBe(BRANDS.length * PAIRS.length);
      expect(lowest.contrast, `${colorScheme}: ${lowest.where}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('a logo that is no picture leaves the mark of the app', async ({ launch, simulator }) => {
    const policy = await writePolicy(simulator, { logo: await writeTestFile('logo.png', 'no picture') });
    const { page } = await launch({ args: [`--policy=${policy}`] });
    await expect(page.locator('header .brand-mark')).toBeVisible();
    await expect(page.locator('header img')).toHaveCount(0);
  });
});

/** Runs in the page: the lowest contrast (WCAG 2.2) of all pairs in all colors, as the engine paints them. */
function measureContrasts({ brands, pairs }: { brands: readonly string[]; pairs: typeof PAIRS }) {
  const root = document.documentElement;
  const probe = document.body.appendChild(document.createElement('div'));
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('No canvas');

  const luminanceOf = (token: string): number => {
    probe.style.color = `var(${token})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  let lowest = { contrast: Infinity, where: '', measured: 0 };
  for (const brand of brands) {
    root.style.setProperty('--brand', brand);
    for (const [ground, sign] of pairs) {
      const [darker = 0, lighter = 0] = [luminanceOf(ground), luminanceOf(sign)].sort((a, b) => a - b);
      const contrast = (lighter + 0.05) / (darker + 0.05);
      const measured = lowest.measured + 1;
      lowest =
        contrast < lowest.contrast
          ? { contrast, where: `${brand} ${sign} on ${ground}`, measured }
          : { ...lowest, measured };
    }
  }
  probe.remove();
  return lowest;
}
