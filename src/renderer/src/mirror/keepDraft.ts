import { watch } from 'vue';
import type { useDraftsStore } from '../stores/drafts';

/** A page that dies takes at most this much typing with it. */
const KEEP_AFTER_MS = 500;

/** Hands the draft to main shortly after each change, where it outlives the page. Answers the function that ends it. */
export function keepDraft(
  drafts: ReturnType<typeof useDraftsStore>,
  keep: (draft: string) => void,
): () => void {
  let timer: number | undefined;
  const stop = watch(
    () => drafts.message,
    () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        keep(drafts.message);
      }, KEEP_AFTER_MS);
    },
  );
  return () => {
    stop();
    window.clearTimeout(timer);
  };
}
