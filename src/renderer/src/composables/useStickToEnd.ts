import { onMounted, onUnmounted, ref, type Ref } from 'vue';

/** This close to the end, the reader counts as being there: a last line may be cut off by rounding or zoom. */
const NEAR_END_PX = 48;

export interface StickToEnd {
  /** There is something new below what the reader sees. */
  readonly hasNewsBelow: Readonly<Ref<boolean>>;
  /** Call after rows have been added. */
  readonly followNews: () => void;
  readonly scrollToEnd: () => void;
}

/**
 * Keeps a list at its end while the reader is there, and where it is while the reader has scrolled back.
 * `content` is what grows inside `scroller`.
 */
export function useStickToEnd(
  scroller: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
): StickToEnd {
  const hasNewsBelow = ref(false);
  let isFollowing = true;
  let knownSize = '';

  function scrollToEnd(): void {
    isFollowing = true;
    hasNewsBelow.value = false;
    if (scroller.value) scroller.value.scrollTop = scroller.value.scrollHeight;
  }

  function followNews(): void {
    if (isFollowing) scrollToEnd();
    else hasNewsBelow.value = true;
  }

  // A change of size scrolls too, and before anybody hears of the size. Only a scroll at a known size is the
  // reader's own.
  function noticeScroll(): void {
    if (!scroller.value || sizeOf(scroller.value) !== knownSize) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller.value;
    isFollowing = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (isFollowing) hasNewsBelow.value = false;
  }

  // The window, the composer and a bubble that unfolds change the sizes without a new row.
  const sizes = new ResizeObserver(() => {
    if (!scroller.value) return;
    knownSize = sizeOf(scroller.value);
    if (isFollowing) scrollToEnd();
  });

  onMounted(() => {
    if (!scroller.value || !content.value) return;
    scroller.value.addEventListener('scroll', noticeScroll, { passive: true });
    sizes.observe(scroller.value);
    sizes.observe(content.value);
    scrollToEnd();
  });

  onUnmounted(() => {
    sizes.disconnect();
    scroller.value?.removeEventListener('scroll', noticeScroll);
  });

  return { hasNewsBelow, followNews, scrollToEnd };
}

function sizeOf({ scrollHeight, clientHeight, clientWidth }: HTMLElement): string {
  return `${scrollHeight}/${clientHeight}/${clientWidth}`;
}
