import type { CancelTimer, Clock } from '../lib/time';

/** The parts of Electron's `screen` and window that are needed. */
export interface Displays {
  on(event: 'display-added' | 'display-removed' | 'display-metrics-changed', listener: () => void): unknown;
  getPrimaryDisplay(): { readonly bounds: Readonly<Rectangle> };
}

export interface CoveringWindow {
  getBounds(): Rectangle;
  setBounds(bounds: Rectangle): void;
  setKiosk(on: boolean): void;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A screen that is turned or plugged in tells of it several times. */
const SETTLES_IN_MS = 300;
/** Then a window manager may have had a word of its own. */
const LOOK_AGAIN_AFTER_MS = 1000;

function isSame(one: Rectangle, other: Rectangle): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

/** Keeps the window of a counter over the whole of its screen when screens come, go, turn or change their size. */
export function coverDisplay(displays: Displays, getWindow: () => CoveringWindow | null, clock: Clock): void {
  let cancel: CancelTimer = () => undefined;

  function cover(): void {
    const window = getWindow();
    if (window === null) return;
    const { bounds } = displays.getPrimaryDisplay();
    if (!isSame(window.getBounds(), bounds)) {
      // A full-screen window keeps the size of the screen it was made for, unless it is let go first.
      window.setKiosk(false);
      window.setBounds(bounds);
    }
    window.setKiosk(true);
  }

  function noteChange(): void {
    cancel();
    cancel = clock.after(SETTLES_IN_MS, () => {
      cover();
      cancel = clock.after(LOOK_AGAIN_AFTER_MS, cover);
    });
  }

  for (const event of ['display-added', 'display-removed', 'display-metrics-changed'] as const)
    displays.on(event, noteChange);
}
