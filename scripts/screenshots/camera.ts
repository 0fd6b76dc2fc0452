import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { applyVariant, type VariantName } from './variants';

/** Takes the pictures of one screen, `<screen>-<variant>.png`, and leaves the window as it usually is. */
export type Shoot = (screen: string, wanted?: readonly VariantName[]) => Promise<void>;

export interface CameraParts {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  /** All that make sense for this app; the first is how the window usually is. */
  readonly variants: readonly VariantName[];
  /** Only pictures whose names begin with this are taken. */
  readonly only: string;
}

/** Two frames, so that what follows a change of size has been drawn. */
const NEXT_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** On a page that never scrolls sideways. */
const IS_TOO_WIDE = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

export function createCamera({ app, page, folder, variants, only }: CameraParts): Shoot {
  return async (screen, wanted = variants) => {
    const taken = wanted.filter(
      (variant) => variants.includes(variant) && `${screen}-${variant}`.startsWith(only),
    );
    for (const variant of taken) {
      await applyVariant(app, page, variant);
      // Where the pointer stands, it would colour a button; a screen that has moved is under it anew.
      await page.mouse.move(2, 2);
      await page.mouse.move(1, 1);
      await page.evaluate(NEXT_FRAMES);
      if (await page.evaluate(IS_TOO_WIDE)) console.warn(`  ${screen}-${variant} is wider than the window`);
      await page.screenshot({ path: join(folder, `${screen}-${variant}.png`), animations: 'disabled' });
    }
    const [usual] = variants;
    if (taken.length > 0 && usual !== undefined) await applyVariant(app, page, usual);
  };
}
