import { onMounted, onUnmounted, shallowRef, type ShallowRef } from 'vue';
import { asTextEntry, type TextEntry } from '../keyboard/typing';
import { useAccessStore } from '../stores/access';

/** A tap on a button takes the focus first and presses afterwards: until then the button must not move away. */
const CLOSES_AFTER_MS = 300;

export interface KeyboardOpening {
  /** What the keys write into; null while no text field has the focus. */
  readonly field: Readonly<ShallowRef<TextEntry | null>>;
  readonly toggle: () => void;
}

/**
 * When the keyboard on the screen opens: when a finger touches a text field. It goes when something else gets the focus,
 * and when a real key is pressed; from then on it comes only by its own button, until the next customer.
 */
export function useKeyboardOpening(isOffered: () => boolean): KeyboardOpening {
  const access = useAccessStore();
  const field = shallowRef<TextEntry | null>(null);
  let hasRealKeyboard = false;
  let closing: number | undefined;

  function noticePointer({ pointerType, target }: PointerEvent): void {
    const touched = asTextEntry(target);
    if (touched === null || pointerType !== 'touch' || hasRealKeyboard || !isOffered()) return;
    field.value = touched;
    access.isKeyboardOpen = true;
  }

  function noticeFocus({ target }: FocusEvent): void {
    const focused = asTextEntry(target);
    window.clearTimeout(closing);
    if (focused === null) closing = window.setTimeout(leave, CLOSES_AFTER_MS);
    else field.value = focused;
  }

  function leave(): void {
    field.value = null;
    access.isKeyboardOpen = false;
  }

  function noticeKey({ isTrusted, key }: KeyboardEvent): void {
    // What the keyboard on the screen itself presses is not trusted.
    if (!isTrusted || key === 'Unidentified') return;
    hasRealKeyboard = true;
    access.isKeyboardOpen = false;
  }

  const listeners = [
    ['pointerup', noticePointer],
    ['focusin', noticeFocus],
    ['keydown', noticeKey],
  ] as const;

  onMounted(() => {
    for (const [name, listener] of listeners) window.addEventListener(name, listener as EventListener, true);
  });
  onUnmounted(() => {
    window.clearTimeout(closing);
    for (const [name, listener] of listeners)
      window.removeEventListener(name, listener as EventListener, true);
  });

  return {
    field,
    toggle() {
      hasRealKeyboard = false;
      access.isKeyboardOpen = !access.isKeyboardOpen;
    },
  };
}
