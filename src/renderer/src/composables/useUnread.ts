import { onMounted, onUnmounted, ref, watch, type Ref } from 'vue';
import type { RowChanges } from '../text/rowChanges';

export interface Unread {
  /** Messages of others that the person has not seen yet. */
  readonly count: Readonly<Ref<number>>;
  /** The first of them; it stays marked when they have been seen, until something else begins. */
  readonly firstKey: Readonly<Ref<string | null>>;
  readonly notice: (changes: RowChanges) => void;
}

/** Counts what comes while the person reads further up, or does not look at the window at all. */
export function useUnread(isAtEnd: Readonly<Ref<boolean>>): Unread {
  const count = ref(0);
  const firstKey = ref<string | null>(null);

  const isSeen = () => isAtEnd.value && document.visibilityState === 'visible' && document.hasFocus();

  function notice({ added }: RowChanges): void {
    const messages = added.filter((row) => row.kind === 'message');
    if (messages.some(({ author }) => author === 'customer')) {
      count.value = 0;
      firstKey.value = null;
      return;
    }
    const [first] = messages;
    if (!first || isSeen()) return;
    if (count.value === 0) firstKey.value = first.key;
    count.value += messages.length;
  }

  function noticeSeen(): void {
    if (isSeen()) count.value = 0;
  }

  watch(isAtEnd, noticeSeen);
  onMounted(() => {
    window.addEventListener('focus', noticeSeen);
    document.addEventListener('visibilitychange', noticeSeen);
  });
  onUnmounted(() => {
    window.removeEventListener('focus', noticeSeen);
    document.removeEventListener('visibilitychange', noticeSeen);
  });

  return { count, firstKey, notice };
}
