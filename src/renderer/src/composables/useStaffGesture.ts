import { onMounted, onUnmounted } from 'vue';

const HOLD_MS = 5_000;
/** From the corner, in CSS pixels: a thumb's width more than the mark that stands there. */
const CORNER_PX = 120;
/** A finger that rests trembles. */
const TREMBLE_PX = 24;

interface Held {
  readonly pointerId: number;
  readonly x: number;
  readonly y: number;
  readonly timer: number;
}

/**
 * What no customer does by accident: one finger that rests for five seconds in the upper corner where a line begins, or
 * Ctrl+Alt+Shift+P. It listens on the window, so that it works on every screen and over every dialog.
 */
export function useStaffGesture(canOpen: () => boolean, open: () => void): void {
  let held: Held | null = null;

  function letGo(): void {
    window.clearTimeout(held?.timer);
    held = null;
  }

  function isInCorner({ clientX, clientY }: PointerEvent): boolean {
    const fromStart = document.documentElement.dir === 'rtl' ? window.innerWidth - clientX : clientX;
    return fromStart <= CORNER_PX && clientY <= CORNER_PX;
  }

  function openIfAllowed(): void {
    letGo();
    if (canOpen()) open();
  }

  function noticeDown(event: PointerEvent): void {
    // A second finger, or a palm, is no resting finger.
    const isSecond = held !== null;
    letGo();
    if (isSecond || !isInCorner(event) || !canOpen()) return;
    const { pointerId, clientX: x, clientY: y } = event;
    held = { pointerId, x, y, timer: window.setTimeout(openIfAllowed, HOLD_MS) };
  }

  function noticeMove({ pointerId, clientX, clientY }: PointerEvent): void {
    if (held?.pointerId === pointerId && Math.hypot(clientX - held.x, clientY - held.y) > TREMBLE_PX) letGo();
  }

  function noticeKey(event: KeyboardEvent): void {
    const isChord = event.ctrlKey && event.altKey && event.shiftKey && event.code === 'KeyP';
    if (!isChord || event.repeat || !canOpen()) return;
    event.preventDefault();
    event.stopPropagation();
    openIfAllowed();
  }

  const listeners = [
    ['pointerdown', noticeDown],
    ['pointermove', noticeMove],
    ['pointerup', letGo],
    ['pointercancel', letGo],
    ['keydown', noticeKey],
  ] as const;

  onMounted(() => {
    for (const [name, listener] of listeners) window.addEventListener(name, listener as EventListener, true);
  });

  onUnmounted(() => {
    letGo();
    for (const [name, listener] of listeners)
      window.removeEventListener(name, listener as EventListener, true);
  });
}
