import { onMounted, onUnmounted } from 'vue';

const KINDS = ['pointerdown', 'keydown', 'wheel'] as const;

/** Calls `notice` whenever somebody touches, clicks, scrolls or presses a key, while the component is on the screen. */
export function useInput(notice: () => void): void {
  onMounted(() => {
    for (const kind of KINDS) window.addEventListener(kind, notice, { capture: true, passive: true });
  });
  onUnmounted(() => {
    for (const kind of KINDS) window.removeEventListener(kind, notice, { capture: true });
  });
}
