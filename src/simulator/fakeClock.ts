import type { Clock } from './clock';

export interface FakeClock extends Clock {
  /** Moves the time on, and runs what falls due on the way, in order. */
  advance(ms: number): void;
  /** The same, and lets promises settle after everything that falls due: for code that awaits on the way. */
  play(ms: number): Promise<void>;
  /** How many timers are waiting; 0 after everything was stopped. */
  readonly pending: number;
}

interface Timer {
  readonly atMs: number;
  readonly order: number;
  /** Null once it was called off. */
  work: (() => void) | null;
}

/** A clock for tests and for simulated time: nothing happens until `advance` or `play`. */
export function createFakeClock(startMs = 1_700_000_000_000): FakeClock {
  let nowMs = startMs;
  let lastOrder = 0;
  let pending = 0;
  const queue = createQueue();

  function takeDue(untilMs: number): (() => void) | null {
    for (let next = queue.peek(); next && next.atMs <= untilMs; next = queue.peek()) {
      queue.pop();
      if (!next.work) continue;
      const { work } = next;
      next.work = null;
      pending -= 1;
      nowMs = next.atMs;
      return work;
    }
    return null;
  }

  return {
    now: () => nowMs,
    after(ms, work) {
      const timer: Timer = { atMs: nowMs + Math.max(0, ms), order: ++lastOrder, work };
      queue.push(timer);
      pending += 1;
      return () => {
        if (timer.work) pending -= 1;
        timer.work = null;
      };
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let work = takeDue(untilMs); work; work = takeDue(untilMs)) work();
      nowMs = untilMs;
    },
    async play(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (let work = takeDue(untilMs); work; work = takeDue(untilMs)) {
        work();
        await settle();
      }
      nowMs = untilMs;
    },
    get pending() {
      return pending;
    },
  };
}

/** Taken before any test replaces it. One turn of the event loop runs every promise that can go on by then. */
const nextTurn = setImmediate;

function settle(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}

/** A binary heap: runs with thousands of clients keep as many timers waiting. */
function createQueue() {
  const heap: Timer[] = [];

  function isBefore(a: Timer | undefined, b: Timer | undefined): boolean {
    if (!a || !b) return a !== undefined;
    return a.atMs === b.atMs ? a.order < b.order : a.atMs < b.atMs;
  }

  function swap(a: number, b: number): void {
    [heap[a], heap[b]] = [heap[b] as Timer, heap[a] as Timer];
  }

  return {
    peek: () => heap[0],
    push(timer: Timer): void {
      let at = heap.push(timer) - 1;
      for (let parent = (at - 1) >> 1; at > 0 && isBefore(heap[at], heap[parent]); parent = (at - 1) >> 1) {
        swap(at, parent);
        at = parent;
      }
    },
    pop(): void {
      const last = heap.pop();
      if (!last || heap.length === 0) return;
      heap[0] = last;
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const child = isBefore(heap[right], heap[left]) ? right : left;
        if (!isBefore(heap[child], heap[at])) return;
        swap(at, child);
        at = child;
      }
    },
  };
}
