/** A list of messages that is measured. */
export interface Subject {
  /** Shows this many messages at once. */
  open(count: number): void;
  /** Adds one more at the end. */
  append(number: number): void;
  /** What scrolls; null while it is not there yet. */
  findScroller(): HTMLElement | null;
  /** Whether the message of this number is on the page. */
  shows(number: number): boolean;
}

export interface Scrolled {
  readonly frames: number;
  readonly longFrames: number;
}

/** What the program that measures calls in the page, step by step, so that it can stop at its limit of time. */
export interface Stopwatch {
  /** Milliseconds until the last of this many messages is painted. */
  open(count: number): Promise<number>;
  /** Milliseconds from handing over one more message to the end of the frame that paints it. */
  append(number: number): Promise<number>;
  /** Upwards, for at most this long. */
  scroll(limitMs: number): Promise<Scrolled>;
  countElements(): number;
}

export function textOf(number: number): string {
  return `Message ${number}. ${'A few more words of it. '.repeat(number % 7)}`;
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Called in a frame, ends when that frame has been laid out and painted: the message stands behind it in the queue. */
const framePainted = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      port2.close();
      resolve();
    };
    port1.postMessage(null);
  });

/** Longer than a frame at 60 Hz, with room for the rounding of the clock. */
const LONG_FRAME_MS = 16.7 + 1;

const SCROLLED_FRAMES = 180;
const SCROLLED_PX = 150;

/** What a change leaves to be done later shall not count to the next one. */
const SETTLING_FRAMES = { open: 60, append: 3 } as const;

function createStopwatch(subject: Subject): Stopwatch {
  async function settle(frames: number): Promise<void> {
    for (let frame = 0; frame < frames; frame += 1) await nextFrame();
  }

  async function timeUntilShown(number: number, change: () => void): Promise<number> {
    await nextFrame();
    const startMs = performance.now();
    change();
    await framePainted();
    while (!subject.shows(number)) {
      await nextFrame();
      await framePainted();
    }
    // Nothing is left to be laid out, or it counts.
    void subject.findScroller()?.scrollHeight;
    return performance.now() - startMs;
  }

  return {
    async open(count) {
      const openMs = await timeUntilShown(count, () => subject.open(count));
      await settle(SETTLING_FRAMES.open);
      return openMs;
    },
    async append(number) {
      const appendMs = await timeUntilShown(number, () => subject.append(number));
      await settle(SETTLING_FRAMES.append);
      return appendMs;
    },
    async scroll(limitMs) {
      const scroller = subject.findScroller();
      const startMs = performance.now();
      let [frames, longFrames] = [0, 0];
      let before = await nextFrame();
      while (frames < SCROLLED_FRAMES && performance.now() - startMs < limitMs) {
        if (scroller) scroller.scrollTop -= SCROLLED_PX;
        const now = await nextFrame();
        frames += 1;
        if (now - before > LONG_FRAME_MS) longFrames += 1;
        before = now;
      }
      return { frames, longFrames };
    },
    countElements: () => countElements(document),
  };
}

function countElements(root: Document | ShadowRoot): number {
  return [...root.querySelectorAll('*')].reduce(
    (sum, { shadowRoot }) => sum + 1 + (shadowRoot ? countElements(shadowRoot) : 0),
    0,
  );
}

declare global {
  interface Window {
    /** For the program that measures. */
    stopwatch?: Stopwatch;
  }
}

export function offer(subject: Subject): void {
  window.stopwatch = createStopwatch(subject);
}
