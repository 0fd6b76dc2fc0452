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
  /** As the switches at the lower edge of a counter do it. */
  readonly hasHighContrast?: boolean;
  readonly textSize?: 200;
}

const NARROW = { width: 360, height: 740 };

/** Each language in each size in each kind of colours. */
const DESKTOP_VARIANTS = {
  light: {},
  dark: { isDark: true },
  'forced-colors': { hasForcedColors: true },
  narrow: { ...NARROW },
  'narrow-dark': { ...NARROW, isDark: true },
  'narrow-forced-colors': { ...NARROW, hasForcedColors: true },
  'large-text': { zoom: 2 },
  'large-text-dark': { zoom: 2, isDark: true },
  'large-text-forced-colors': { zoom: 2, hasForcedColors: true },
  german: { language: 'de' },
  'german-dark': { language: 'de', isDark: true },
  'german-forced-colors': { language: 'de', hasForcedColors: true },
  'german-narrow': { language: 'de', ...NARROW },
  'german-narrow-dark': { language: 'de', ...NARROW, isDark: true },
  'german-narrow-forced-colors': { language: 'de', ...NARROW, hasForcedColors: true },
  'german-large-text': { language: 'de', zoom: 2 },
  'german-large-text-dark': { language: 'de', zoom: 2, isDark: true },
  'german-large-text-forced-colors': { language: 'de', zoom: 2, hasForcedColors: true },
  arabic: { language: 'ar' },
  'arabic-dark': { language: 'ar', isDark: true },
  'arabic-forced-colors': { language: 'ar', hasForcedColors: true },
  'arabic-narrow': { language: 'ar', ...NARROW },
  'arabic-narrow-dark': { language: 'ar', ...NARROW, isDark: true },
  'arabic-narrow-forced-colors': { language: 'ar', ...NARROW, hasForcedColors: true },
  'arabic-large-text': { language: 'ar', zoom: 2 },
  'arabic-large-text-dark': { language: 'ar', zoom: 2, isDark: true },
  'arabic-large-text-forced-colors': { language: 'ar', zoom: 2, hasForcedColors: true },
} as const satisfies Record<string, Variant>;

const COUNTER_SIZES = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1024, height: 768 },
} as const satisfies Record<string, Variant>;

const COUNTER_LANGUAGES = { '': {}, '-arabic': { language: 'ar' } } as const satisfies Record<
  string,
  Variant
>;

const COUNTER_COLORS = {
  '': {},
  '-dark': { isDark: true },
  '-contrast': { hasHighContrast: true },
} as const satisfies Record<string, Variant>;

type CounterSize = keyof typeof COUNTER_SIZES;
type CounterVariant = `${CounterSize}${keyof typeof COUNTER_LANGUAGES}${keyof typeof COUNTER_COLORS}`;

/** Each size in each language and each kind of colours. */
const COUNTER_VARIANTS = Object.fromEntries(
  Object.entries(COUNTER_SIZES).flatMap(([size, sized]) =>
    Object.entries(COUNTER_LANGUAGES).flatMap(([language, spoken]) =>
      Object.entries(COUNTER_COLORS).map(([colors, dressed]) => [
        `${size}${language}${colors}`,
        { ...sized, ...spoken, ...dressed },
      ]),
    ),
  ),
) as Record<CounterVariant, Variant>;

const MORE_COUNTER_VARIANTS = {
  'portrait-forced-colors': { ...COUNTER_SIZES.portrait, hasForcedColors: true },
  'portrait-200': { ...COUNTER_SIZES.portrait, textSize: 200 },
  'landscape-200': { ...COUNTER_SIZES.landscape, textSize: 200 },
  'small-200': { ...COUNTER_SIZES.small, textSize: 200 },
} as const satisfies Record<string, Variant>;

const COUNTER = { ...COUNTER_VARIANTS, ...MORE_COUNTER_VARIANTS };

const VARIANTS: Record<keyof typeof DESKTOP_VARIANTS | keyof typeof COUNTER, Variant> = {
  ...DESKTOP_VARIANTS,
  ...COUNTER,
};

export type VariantName = keyof typeof VARIANTS;

/** On a desk. The first is how the window usually is. */
export const DESKTOP = Object.keys(DESKTOP_VARIANTS) as readonly VariantName[];

/** Each size, each language and each kind of colours once: for what differs from another screen in a few words. */
export const SOME: readonly VariantName[] = [
  ...['light', 'dark', 'forced-colors', 'narrow', 'large-text'],
  ...['german', 'german-narrow', 'german-large-text', 'arabic', 'arabic-dark', 'arabic-narrow'],
  ...['portrait', 'landscape-arabic', 'small-200'],
] as readonly VariantName[];

/** At a counter. The first is how the window usually is. */
export const KIOSK = Object.keys(COUNTER) as readonly VariantName[];

/** Those in which this language is spoken. */
export function speaking(variants: readonly VariantName[], language: Language): readonly VariantName[] {
  return variants.filter((name) => (VARIANTS[name].language ?? 'en') === language);
}

/** Makes the window look as it would for this variant, whatever it looked like before. */
export async function applyVariant(app: ElectronApplication, page: Page, name: VariantName): Promise<void> {
  const variant = VARIANTS[name];
  const { width = 960, height = 760, zoom = 1 } = variant;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    colorScheme: variant.isDark === true ? 'dark' : 'light',
    forcedColors: variant.hasForcedColors === true ? 'active' : 'none',
  });
  await app.evaluate(({ webContents }, factor) => {
    for (const contents of webContents.getAllWebContents()) contents.setZoomFactor(factor);
  }, zoom);
  const classes = { 'high-contrast': variant.hasHighContrast === true, 'text-200': variant.textSize === 200 };
  for (const [name, isOn] of Object.entries(classes))
    await page.evaluate(`document.documentElement.classList.toggle('${name}', ${isOn})`);
  await speak(page, variant.language ?? 'en');
}

/** As if it had been chosen in the menu, which not every screen has. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(
    `window[${JSON.stringify(EXPOSED_NAME)}]['settings:choose']({ language: '${language}' })`,
  );
  await page.locator(`html[lang="${language}"]`).waitFor();
}
