import { onMounted, onUnmounted, type Ref } from 'vue';

/** From one row to another, in either order. */
export interface KeptRange {
  readonly from: string;
  readonly to: string;
}

export interface KeptRows {
  readonly getRanges: () => readonly KeptRange[];
  /** Keeps one row until the answered function is called. */
  readonly keep: (key: string) => () => void;
}

/**
 * The rows that must stay on the page however far the reader scrolls: the one that has the focus, and those that
 * are selected. Otherwise the focus would be lost, and a copy would lack what was taken away.
 */
export function useKeptRows(content: Readonly<Ref<HTMLElement | null>>): KeptRows {
  let focused: string | null = null;
  let selected: KeptRange | null = null;
  let kept: string | null = null;

  function keyOf(node: Node | null): string | null {
    if (!node || !content.value?.contains(node)) return null;
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null;
  }

  /** A window that is left says "focusout" as well, but keeps its place for whoever comes back. */
  function noticeFocus(): void {
    focused = keyOf(document.activeElement);
  }

  function noticeSelection(): void {
    const selection = document.getSelection();
    const from = keyOf(selection?.anchorNode ?? null);
    const to = keyOf(selection?.focusNode ?? null);
    if (!selection || selection.isCollapsed || from === null) selected = null;
    else selected = { from, to: to ?? selected?.to ?? from };
  }

  onMounted(() => {
    document.addEventListener('focusin', noticeFocus);
    document.addEventListener('focusout', noticeFocus);
    document.addEventListener('selectionchange', noticeSelection);
  });

  onUnmounted(() => {
    document.removeEventListener('focusin', noticeFocus);
    document.removeEventListener('focusout', noticeFocus);
    document.removeEventListener('selectionchange', noticeSelection);
  });

  return {
    getRanges: () => [
      ...[focused, kept].flatMap((key) => (key === null ? [] : [{ from: key, to: key }])),
      ...(selected === null ? [] : [selected]),
    ],
    keep(key) {
      kept = key;
      return () => (kept = null);
    },
  };
}
