/**
 * Keeps one value on the disk up to date. While a write runs, further values replace each other, so that a burst of
 * changes costs two writes and not one each; whoever waits is answered when their value, or a later one, is safe.
 */
export interface LatestWriter<Value> {
  /** Resolves when `value` or something newer is on the disk; rejects when that write failed. */
  save(value: Value): Promise<void>;
}

interface Waiting<Value> {
  readonly value: Value;
  readonly saved: Promise<void>;
}

export function createLatestWriter<Value>(write: (value: Value) => Promise<void>): LatestWriter<Value> {
  let running: Promise<void> | null = null;
  let waiting: { value: Value; saved: Promise<void> } | null = null;

  function start(value: Value): Promise<void> {
    const saved = write(value).finally(() => {
      if (running === saved) running = null;
    });
    running = saved;
    return saved;
  }

  function queueBehind(before: Promise<void>, value: Value): Promise<void> {
    const entry: Waiting<Value> & { value: Value; saved: Promise<void> } = {
      value,
      saved: Promise.resolve(),
    };
    const begin = () => {
      waiting = null;
      return start(entry.value);
    };
    // The next write begins whether or not the one before it succeeded: one failed write does not poison the next.
    entry.saved = before.then(begin, begin);
    waiting = entry;
    return entry.saved;
  }

  return {
    save(value) {
      if (waiting !== null) {
        waiting.value = value;
        return waiting.saved;
      }
      return running === null ? start(value) : queueBehind(running, value);
    },
  };
}
