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

export function textOf(number: number): string {
  return `Message ${number}. ${'A few more words of it. '.repeat(number % 7)}`;
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

const GIVE_UP_MS = 60_000;

async function until(what: string, isTrue: () => boolean): Promise<void> {
  const startMs = performance.now();
  while (!isTrue()) {
    if (performance.now() - startMs > GIVE_UP_MS) throw new Error(`Waited in vain: ${what}`);
    await nextFrame();
  }
}

/** Longer than a frame at 60 Hz, with room for the rounding of the clock. */
const LONG_FRAME_MS = 16.7 + 1;

export interface Measurements {
  readonly openMs: number;
  /** Script, style and layout of each single message. */
  readonly appendMs: readonly number[];
  readonly scrollFrames: number;
  readonly longScrollFrames: number;
  readonly elements: number;
}

/** Runs in the page; answers when everything has been measured. */
export async function measure(subject: Subject, count: number, appends: number): Promise<Measurements> {
  const startMs = performance.now();
  subject.open(count);
  await until('opened', () => subject.findScroller() !== null && subject.shows(count));
  await nextFrame();
  const openMs = performance.now() - startMs;
  // What an opening leaves to be done shall not count to what follows.
  for (let frame = 0; frame < 60; frame += 1) await nextFrame();

  const appendMs: number[] = [];
  for (let added = 1; added <= appends; added += 1) {
    await nextFrame();
    appendMs.push(await timeAppend(subject, count + added));
    await until(`message ${count + added} is shown`, () => subject.shows(count + added));
  }
  return { openMs, appendMs, ...(await scroll(subject)), elements: countElements(document) };
}

async function timeAppend(subject: Subject, number: number): Promise<number> {
  const startMs = performance.now();
  subject.append(number);
  // Vue renders in a microtask that stands behind those that are due already.
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  subject.findScroller()?.getBoundingClientRect();
  void subject.findScroller()?.scrollHeight;
  return performance.now() - startMs;
}

async function scroll(subject: Subject): Promise<Pick<Measurements, 'scrollFrames' | 'longScrollFrames'>> {
  const scroller = subject.findScroller();
  let longScrollFrames = 0;
  const scrollFrames = 180;
  let before = await nextFrame();
  for (let frame = 0; frame < scrollFrames; frame += 1) {
    if (scroller) scroller.scrollTop -= 150;
    const now = await nextFrame();
    if (now - before > LONG_FRAME_MS) longScrollFrames += 1;
    before = now;
  }
  return { scrollFrames, longScrollFrames };
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
    measure?: (count: number, appends: number) => Promise<Measurements>;
  }
}

export function offer(subject: Subject): void {
  window.measure = (count, appends) => measure(subject, count, appends);
}
