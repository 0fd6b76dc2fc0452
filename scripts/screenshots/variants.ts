import type { ElectronApplication, Page } from '@playwright/test';

/** What the window is like while a picture is taken. What is left out is as usual. */
interface Variant {
  readonly width?: number;
  readonly height?: number;
  readonly isDark?: boolean;
  readonly isRightToLeft?: boolean;
  readonly hasForcedColors?: boolean;
  readonly zoom?: number;
}

const VARIANTS = {
  light: {},
  dark: { isDark: true },
  narrow: { width: 360, height: 740 },
  'large-text': { zoom: 2 },
  rtl: { isRightToLeft: true },
  'forced-colors': { hasForcedColors: true },
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
} as const satisfies Record<string, Variant>;

export type VariantName = keyof typeof VARIANTS;

/** On a desk. The first is how the window usually is. */
export const DESKTOP: readonly VariantName[] = [
  'light',
  'dark',
  'narrow',
  'large-text',
  'rtl',
  'forced-colors',
];

/** At a counter. */
export const KIOSK: readonly VariantName[] = ['portrait', 'landscape'];

/** Makes the window look as it would for this variant, whatever it looked like before. */
export async function applyVariant(app: ElectronApplication, page: Page, name: VariantName): Promise<void> {
  const variant: Variant = VARIANTS[name];
  const { width = 960, height = 760, zoom = 1 } = variant;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    colorScheme: variant.isDark === true ? 'dark' : 'light',
    forcedColors: variant.hasForcedColors === true ? 'active' : 'none',
  });
  await app.evaluate(({ webContents }, factor) => {
    for (const contents of webContents.getAllWebContents()) contents.setZoomFactor(factor);
  }, zoom);
  const direction = variant.isRightToLeft === true ? 'rtl' : 'ltr';
  await page.evaluate(`document.documentElement.dir = '${direction}'`);
}
