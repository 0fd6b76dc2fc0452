import { ATTRACT_PICTURE_PATH, LOGO_PATH } from '@shared/preferences';
import { readAttractPicture, readLogo, type Picture } from '../app/logo';
import type { Beginning } from '../app/beginning';
import type { Ground } from './ground';
import type { SettingsParts } from './settings';

/** The pictures of the organisation; null for each that it has not set, or that cannot be used. */
export interface BrandPictures {
  readonly logo: Picture | null;
  readonly attractPicture: Picture | null;
}

/** From then on the page gets them. */
export async function showBrand(
  { kiosk, log }: Ground,
  settings: SettingsParts['settings'],
  servePictures: Beginning['servePictures'],
): Promise<BrandPictures> {
  const logo = await readLogo(settings.get().logo, log);
  const attractPicture = kiosk ? await readAttractPicture(settings.get().attractPicture, log) : null;
  servePictures({ [LOGO_PATH]: logo, [ATTRACT_PICTURE_PATH]: attractPicture });
  return { logo, attractPicture };
}
