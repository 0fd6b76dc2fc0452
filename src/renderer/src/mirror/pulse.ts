/**
 * A pulse in the first pixels of the window, too small and too faint to be noticed: main looks whether what the page
 * draws is what the screen shows (`main/recovery/pictureWatch.ts`).
 */
export interface Pulse {
  /** Draws the next beat. Resolves, when it is drawn, to what has been drawn. */
  beat(): Promise<0 | 1>;
  stop(): void;
}

/** A screen that is switched off draws nothing, and the page lives all the same. */
const DRAWN_WITHIN_MS = 1_000;

/** Drawn is what the second frame after the change shows. */
function whenDrawn(): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, DRAWN_WITHIN_MS);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        window.clearTimeout(timer);
        resolve();
      }),
    );
  });
}

export function startPulse(): Pulse {
  const element = document.createElement('div');
  element.className = 'pulse';
  element.setAttribute('aria-hidden', 'true');
  document.body.append(element);
  let drawn: 0 | 1 = 0;
  return {
    async beat() {
      drawn = drawn === 0 ? 1 : 0;
      element.classList.toggle('pulse-on', drawn === 1);
      await whenDrawn();
      return drawn;
    },
    stop: () => element.remove(),
  };
}
