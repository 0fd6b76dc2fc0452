import { nextTick, onMounted, onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { createRowLayout, type DrawnRow, type Measured, type RowRange } from '../text/rowLayout';
import { useKeptRows } from './useKeptRows';

/** This close to the end, the reader counts as being there: a last line may be cut off by rounding or zoom. */
const NEAR_END_PX = 48;

/** So much is drawn above and below what is seen, for a quick turn of the wheel and for screen readers. */
const OVERSCAN_PX = 600;

/** Until the height of the window is known. */
const USUAL_VIEW_PX = 600;

/** Smaller shifts are rounding. */
const SHIFT_PX = 0.5;

export interface VirtualRows<Row extends Measured> {
  /** What is on the page. Each row is an element with its key in `data-key`, below its gap. */
  readonly drawn: Readonly<ShallowRef<readonly DrawnRow<Row>[]>>;
  /** Room for the rows after the last one drawn. */
  readonly belowPx: Readonly<Ref<number>>;
  readonly scrollToEnd: () => void;
  /** Brings a row into the middle of the view, or the part of it that `part` selects. */
  readonly showRow: (key: string, part?: string) => Promise<void>;
}

export interface VirtualRowsParts<Row extends Measured> {
  readonly rows: () => readonly Row[];
  /** What usually scrolls. Where it does not, because all of the page scrolls, the next that does around it. */
  readonly scroller: Readonly<Ref<HTMLElement | null>>;
  readonly content: Readonly<Ref<HTMLElement | null>>;
  readonly guessHeightRem: (row: Row) => number;
  /** Nothing will be added any more. */
  readonly isFinished: boolean;
  /** Kept up to date here: the reader sees the end, and the list follows it. */
  readonly isAtEnd: Ref<boolean>;
}

interface Anchor {
  readonly element: HTMLElement;
  /** Below the upper edge of what scrolls; negative where a part of it is above. */
  readonly topPx: number;
  readonly heightPx: number;
}

/** What the reader had before them in the list. */
interface Place {
  readonly isAtEnd: boolean;
  readonly anchor: Anchor | null;
}

/**
 * Draws only the rows of a long list that are near to what the reader sees. The list stays at its end while the
 * reader is there; otherwise what they see stays where it is, whatever is added, measured, folded or resized.
 */
export function useVirtualRows<Row extends Measured>(parts: VirtualRowsParts<Row>): VirtualRows<Row> {
  const { rows, content, isAtEnd } = parts;
  const layout = createRowLayout<Row>((row) => parts.guessHeightRem(row) * remPx());
  const drawn = shallowRef<readonly DrawnRow<Row>[]>([]);
  const belowPx = ref(0);
  const kept = useKeptRows(content);
  const observed = new Set<HTMLElement>();
  let drawsAll = false;
  let lastTopPx = 0;
  let lastScroller: HTMLElement | null = null;
  let knownSize = '';
  let anchor: Anchor | null = null;
  /** Of a list that scrolled by itself before all of its page did; null once the reader has gone on from there. */
  let placeBefore: Place | null = null;
  let frame: number | undefined;

  const view = () => findScroller(parts.scroller.value);

  function draw(): void {
    layout.setRows(rows());
    const next = layout.draw(drawsAll ? [everything()] : [near(), ...keptRanges()]);
    if (!isSame(drawn.value, next.drawn)) drawn.value = next.drawn;
    belowPx.value = next.belowPx;
  }

  const everything = (): RowRange => ({ first: 0, last: rows().length - 1 });

  function near(): RowRange {
    const viewPx = view()?.clientHeight || USUAL_VIEW_PX;
    const fromPx = isAtEnd.value ? layout.getTotalPx() - viewPx : seenFromPx();
    return layout.findRange(fromPx - OVERSCAN_PX, fromPx + viewPx + OVERSCAN_PX);
  }

  /** How far the upper edge of the view is below the upper edge of the first row. */
  function seenFromPx(): number {
    if (!content.value) return 0;
    return viewTopPx() - content.value.getBoundingClientRect().top;
  }

  function keptRanges(): readonly RowRange[] {
    const before = placeBefore?.anchor?.element.dataset['key'];
    const held = before === undefined ? [] : [{ from: before, to: before }];
    return [...kept.getRanges(), ...held].flatMap(({ from, to }) => {
      const ends = [layout.indexOf(from), layout.indexOf(to)];
      const [first, last] = [Math.min(...ends), Math.max(...ends)];
      return first === -1 ? [] : [{ first, last }];
    });
  }

  const viewTopPx = () => view()?.getBoundingClientRect().top ?? 0;

  function pickAnchor(): void {
    const topPx = viewTopPx();
    const element = [...observed].find((row) => row.getBoundingClientRect().bottom > topPx + 1);
    const box = element?.getBoundingClientRect();
    anchor = element && box ? { element, topPx: box.top - topPx, heightPx: box.height } : null;
  }

  /**
   * How far the anchor has moved. When the size of the view has changed, its lines are broken anew: then the same share
   * of it is above the view as before, or else a long row that got low would take those below it along and out of sight.
   */
  function measureShiftPx({ element, topPx, heightPx }: Anchor, isResized: boolean): number {
    const { top, height } = element.getBoundingClientRect();
    const share = isResized && topPx < 0 && heightPx > 0 ? height / heightPx : 1;
    return top - viewTopPx() - topPx * share;
  }

  function scrollTo(topPx: number): void {
    const scroller = view();
    if (!scroller) return;
    scroller.scrollTop = topPx;
    lastTopPx = scroller.scrollTop;
  }

  /**
   * A finished conversation that scrolls with all of its page is under what the page says first: that is read first, and
   * stays in sight when the window gets small. When it gets large again, the list is where it was before.
   */
  function noticeScroller(scroller: HTMLElement): void {
    const isFirst = lastScroller === null;
    if (lastScroller !== null && lastScroller !== parts.scroller.value) sizes.unobserve(lastScroller);
    // Its size may change while nothing else does: that of a whole page in a window that is made lower.
    sizes.observe(scroller);
    lastScroller = scroller;
    if (!parts.isFinished) return;
    if (scroller === parts.scroller.value) goBack();
    else beginAtTop(isFirst ? null : { isAtEnd: isAtEnd.value, anchor });
  }

  function goBack(): void {
    if (placeBefore === null) return;
    isAtEnd.value = placeBefore.isAtEnd;
    anchor = placeBefore.anchor;
    placeBefore = null;
  }

  function beginAtTop(before: Place | null): void {
    placeBefore = before;
    isAtEnd.value = false;
    scrollTo(0);
    pickAnchor();
  }

  /** After rows have changed their height, and before it is painted. */
  function holdStill(): void {
    const scroller = view();
    if (!scroller) return;
    const isResized = sizeOf(scroller) !== knownSize;
    knownSize = sizeOf(scroller);
    if (scroller !== lastScroller) noticeScroller(scroller);
    if (isAtEnd.value) scrollTo(scroller.scrollHeight);
    else if (anchor?.element.isConnected) {
      const shiftPx = measureShiftPx(anchor, isResized);
      if (Math.abs(shiftPx) > SHIFT_PX) scrollTo(scroller.scrollTop + shiftPx);
      if (isResized) pickAnchor();
    } else pickAnchor();
  }

  // A change of size scrolls too, before anybody hears of the size; only a scroll at a known size is the reader's
  // own. At one size, a list that grows moves nothing, and one that shrinks moves to its end: only the reader moves up.
  function noticeScroll(event: Event): void {
    const scroller = view();
    if (!scroller || event.target !== scroller || sizeOf(scroller) !== knownSize) return;
    const isUpwards = scroller.scrollTop < lastTopPx;
    if (scroller.scrollTop !== lastTopPx) placeBefore = null;
    lastTopPx = scroller.scrollTop;
    if (isNearEnd(scroller)) isAtEnd.value = true;
    else if (isUpwards) isAtEnd.value = false;
    pickAnchor();
    draw();
  }

  const sizes = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const key = target instanceof HTMLElement ? target.dataset['key'] : undefined;
      if (key !== undefined) layout.setHeight(key, borderBoxSize[0]?.blockSize ?? 0);
    }
    holdStill();
    // In the next frame: what is drawn from here on would be measured too late for this one.
    frame ??= window.requestAnimationFrame(() => {
      frame = undefined;
      draw();
    });
  });

  function observeRows(): void {
    const present = new Set(content.value?.querySelectorAll<HTMLElement>(':scope > [data-key]') ?? []);
    for (const row of observed) {
      if (present.has(row)) continue;
      sizes.unobserve(row);
    }
    for (const row of present) if (!observed.has(row)) sizes.observe(row);
    observed.clear();
    present.forEach((row) => observed.add(row));
  }

  function scrollToEnd(): void {
    placeBefore = null;
    isAtEnd.value = true;
    draw();
    void nextTick(holdStill);
  }

  async function showRow(key: string, part = ''): Promise<void> {
    placeBefore = null;
    isAtEnd.value = false;
    const release = kept.keep(key);
    draw();
    await nextTick();
    const row = [...observed].find((element) => element.dataset['key'] === key);
    const target = (part === '' ? null : row?.querySelector(part)) ?? row;
    target?.scrollIntoView({ block: 'center', inline: 'nearest' });
    const scroller = view();
    lastTopPx = scroller?.scrollTop ?? 0;
    isAtEnd.value = scroller !== null && isNearEnd(scroller);
    pickAnchor();
    release();
    draw();
  }

  function drawForPaper(): void {
    drawsAll = true;
    draw();
  }

  function drawForScreen(): void {
    drawsAll = false;
    draw();
    void nextTick(holdStill);
  }

  watch(rows, draw, { immediate: true });
  watch(drawn, observeRows, { flush: 'post' });

  onMounted(() => {
    observeRows();
    if (parts.scroller.value) sizes.observe(parts.scroller.value);
    if (content.value) sizes.observe(content.value);
    window.addEventListener('scroll', noticeScroll, { capture: true, passive: true });
    window.addEventListener('beforeprint', drawForPaper);
    window.addEventListener('afterprint', drawForScreen);
    holdStill();
  });

  onUnmounted(() => {
    sizes.disconnect();
    if (frame !== undefined) window.cancelAnimationFrame(frame);
    window.removeEventListener('scroll', noticeScroll, { capture: true });
    window.removeEventListener('beforeprint', drawForPaper);
    window.removeEventListener('afterprint', drawForScreen);
  });

  return { drawn, belowPx, scrollToEnd, showRow };
}

function remPx(): number {
  return Number.parseFloat(window.getComputedStyle(document.documentElement).fontSize) || 16;
}

function isNearEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement): string {
  return `${clientWidth}/${clientHeight}/${window.devicePixelRatio}`;
}

function findScroller(start: HTMLElement | null): HTMLElement | null {
  for (let element = start; element; element = element.parentElement) {
    if (/auto|scroll/.test(window.getComputedStyle(element).overflowY)) return element;
  }
  return start;
}

function isSame<Row>(a: readonly DrawnRow<Row>[], b: readonly DrawnRow<Row>[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ row, index, gapPx }, at) => {
      const other = b[at];
      return other?.row === row && other.index === index && other.gapPx === gapPx;
    })
  );
}
