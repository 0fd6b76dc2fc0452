import type { ElectronApplication, Page } from '@playwright/test';
import { EXPOSED_NAME } from '../../src/shared/ipc/names';
import type { Language } from '../../src/shared/preferences';

/** What the window is like while a picture is taken. What is left out is as usual. */
interface Variant {
  readonly width?: number;
  readonly height?: number;
  readonly isDark?: boolean;
  readonly language?: Language;
  readonly hasForcedColors?: boolean;
  readonly zoom?: number;
}

const VARIANTS = {
  light: {},
  dark: { isDark: true },
  narrow: { width: 360, height: 740 },
  'large-text': { zoom: 2 },
  german: { language: 'de' },
  'german-narrow': { language: 'de', width: 360, height: 740 },
  'german-large-text': { language: 'de', zoom: 2 },
  arabic: { language: 'ar' },
  'arabic-narrow': { language: 'ar', width: 360, height: 740 },
  'arabic-dark': { language: 'ar', isDark: true },
  'forced-colors': { hasForcedColors: true },
  portrait: { width: 1080, height: 1920 },
  'portrait-arabic': { width: 1080, height: 1920, language: 'ar' },
  'portrait-dark': { width: 1080, height: 1920, isDark: true },
  'portrait-forced-colors': { width: 1080, height: 1920, hasForcedColors: true },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1024, height: 768 },
  'small-arabic-dark': { width: 1024, height: 768, language: 'ar', isDark: true },
  'small-large-text': { width: 1024, height: 768, zoom: 2 },
} as const satisfies Record<string, Variant>;

export type VariantName = keyof typeof VARIANTS;

/** On a desk. The first is how the window usually is. */
export const DESKTOP: readonly VariantName[] = [
  'light',
  'dark',
  'narrow',
  'large-text',
  'german',
  'german-narrow',
  'german-large-text',
  'arabic',
  'arabic-narrow',
  'arabic-dark',
  'forced-colors',
];

/** At a counter. */
export const KIOSK: readonly VariantName[] = [
  'portrait',
  'portrait-dark',
  'portrait-arabic',
  'portrait-forced-colors',
  'landscape',
  'small',
  'small-arabic-dark',
  'small-large-text',
];

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
  await speak(page, variant.language ?? 'en');
}

/** As if it had been chosen in the menu, which not every screen has. */
async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(
    `window[${JSON.stringify(EXPOSED_NAME)}]['settings:choose']({ language: '${language}' })`,
  );
  await page.locator(`html[lang="${language}"]`).waitFor();
}
