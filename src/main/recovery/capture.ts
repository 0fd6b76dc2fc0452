import type { BrowserWindow, NativeImage } from 'electron';
import type { Picture } from './pictureWatch';

/** The page draws its pulse into the first pixels of its first rows (`renderer/src/mirror/pulse.ts`). */
const STRIP_HEIGHT = 2;
const SMALL_WIDTH = 32;

function isOneColor(image: NativeImage): boolean {
  const pixels = image.resize({ width: SMALL_WIDTH, quality: 'good' }).toBitmap();
  const first = pixels.subarray(0, 4);
  for (let at = 4; at < pixels.length; at += 4) {
    if (!pixels.subarray(at, at + 4).equals(first)) return false;
  }
  return true;
}

/** Null where there is nothing to see. */
export async function capturePicture(window: BrowserWindow): Promise<Picture | null> {
  if (window.isDestroyed() || !window.isVisible() || window.isMinimized()) return null;
  const { webContents } = window;
  if (webContents.isCrashed() || webContents.isLoadingMainFrame()) return null;
  const image = await webContents.capturePage();
  if (image.isEmpty()) return null;
  const { width } = image.getSize();
  const strip = image.crop({ x: 0, y: 0, width, height: STRIP_HEIGHT }).toBitmap();
  return { isBlank: isOneColor(image), pulseStrip: strip.toString('base64') };
}
