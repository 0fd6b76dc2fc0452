import { watch } from 'vue';
import type { useDraftsStore } from '../stores/drafts';
import { keptDraft } from '../text/messageLength';

/** A page that dies takes at most this much typing with it. */
const KEEP_AFTER_MS = 500;

/**
 * Hands the draft to main shortly after each change, and at once when the page is left in good order: there it outlives
 * the page. Answers the function that ends it.
 */
export function keepDraft(
  drafts: ReturnType<typeof useDraftsStore>,
  keep: (draft: string) => void,
): () => void {
  let timer: number | undefined;

  function keepNow(): void {
    if (timer === undefined) return;
    window.clearTimeout(timer);
    timer = undefined;
    keep(keptDraft(drafts.message));
  }

  const stop = watch(
    () => drafts.message,
    () => {
      timer ??= window.setTimeout(keepNow, KEEP_AFTER_MS);
    },
  );
  window.addEventListener('pagehide', keepNow);
  return () => {
    stop();
    window.removeEventListener('pagehide', keepNow);
    window.clearTimeout(timer);
  };
}
