import { readFileSync } from 'node:fs';
import { nativeImage, type NativeImage } from 'electron';
import dot16 from '../../../resources/icons/dot-16.png?asset';
import dot32 from '../../../resources/icons/dot-32.png?asset';
import icon16 from '../../../resources/icons/icon-16.png?asset';
import icon24 from '../../../resources/icons/icon-24.png?asset';
import icon256 from '../../../resources/icons/icon-256.png?asset';
import icon32 from '../../../resources/icons/icon-32.png?asset';
import icon48 from '../../../resources/icons/icon-48.png?asset';
import unread16 from '../../../resources/icons/unread-16.png?asset';
import unread24 from '../../../resources/icons/unread-24.png?asset';
import unread32 from '../../../resources/icons/unread-32.png?asset';
import unread48 from '../../../resources/icons/unread-48.png?asset';

/** The app's own pictures. `npm run icons` draws them from resources/icons/*.svg. */

function loadImage(usual: string, double: string): NativeImage {
  const image = nativeImage.createEmpty();
  image.addRepresentation({ scaleFactor: 1, buffer: readFileSync(usual) });
  image.addRepresentation({ scaleFactor: 2, buffer: readFileSync(double) });
  return image;
}

/** Linux panels are higher than the tray of Windows and the menu bar of macOS. */
const isLinux = process.platform === 'linux';

export const loadTrayIcon = (): NativeImage =>
  isLinux ? loadImage(icon24, icon48) : loadImage(icon16, icon32);
export const loadUnreadTrayIcon = (): NativeImage =>
  isLinux ? loadImage(unread24, unread48) : loadImage(unread16, unread32);
/** Laid over the window's button in the taskbar of Windows. */
export const loadUnreadDot = (): NativeImage => loadImage(dot16, dot32);
/** Of the window, where the system takes it from the window and not from the installed app. */
export const WINDOW_ICON: string = icon256;
