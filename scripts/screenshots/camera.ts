import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { applyVariant, type VariantName } from './variants';

/**
 * Takes the pictures of one screen, `<screen>-<variant>.png`, and leaves the window as it usually is. What has to be done
 * for each picture, once its window stands, is done in `settle`; a function that it answers undoes that again.
 */
export type Shoot = (
  screen: string,
  wanted?: readonly VariantName[],
  settle?: () => Promise<unknown>,
) => Promise<void>;

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
  return async (screen, wanted = variants, settle) => {
    const taken = wanted.filter(
      (variant) => variants.includes(variant) && `${screen}-${variant}`.startsWith(only),
    );
    for (const variant of taken) {
      await applyVariant(app, page, variant);
      const undo = await settle?.();
      // Where the pointer stands, it would colour a button; a screen that has moved is under it anew.
      await page.mouse.move(2, 2);
      await page.mouse.move(1, 1);
      // A page without script has no frame that it could tell of.
      await Promise.race([page.evaluate(NEXT_FRAMES), page.waitForTimeout(1_000)]);
      if (await page.evaluate(IS_TOO_WIDE)) console.warn(`  ${screen}-${variant} is wider than the window`);
      await page.screenshot({ path: join(folder, `${screen}-${variant}.png`), animations: 'disabled' });
      if (typeof undo === 'function') await (undo as () => Promise<void>)();
    }
    const [usual] = variants;
    if (taken.length > 0 && usual !== undefined) await applyVariant(app, page, usual);
  };
}
