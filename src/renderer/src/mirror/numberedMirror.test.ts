import { describe, expect, it } from 'vitest';
import { createNumberedMirror } from './numberedMirror';

interface Snapshot {
  readonly seq: number;
}

/** A main process whose snapshots are answered when the test says so; `seen` is all that was applied, in order. */
function setUp() {
  const seen: string[] = [];
  const retries: (() => void)[] = [];
  const asked: { resolve: (snapshot: Snapshot) => void; reject: (cause: Error) => void }[] = [];
  const mirror = createNumberedMirror<Snapshot, { seq: number }>({
    loadSnapshot: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
    applySnapshot: ({ seq }) => seen.push(`snapshot ${seq}`),
    applyEvent: ({ seq }) => seen.push(`event ${seq}`),
    onLoadFailed: () => seen.push('failed'),
    retryLater: (retry) => retries.push(retry),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {
    seen,
    asked,
    mirror,
    async answer(seq: number) {
      asked.at(-1)?.resolve({ seq });
      await settle();
    },
    async fail() {
      asked.at(-1)?.reject(new Error('no answer'));
      await settle();
    },
    retry: () => retries.pop()?.(),
  };
}

describe('a numbered mirror', () => {
  it('applies the snapshot first and the events after it in order', async () => {
    const { mirror, seen, answer } = setUp();
    void mirror.reload();
    await answer(4);
    mirror.receive({ seq: 5 });
    mirror.receive({ seq: 6 });
    expect(seen).toEqual(['snapshot 4', 'event 5', 'event 6']);
  });

  it('applies nothing before a snapshot', () => {
    const { mirror, seen } = setUp();
    mirror.receive({ seq: 1 });
    expect(seen).toEqual([]);
  });

  it('holds what arrives while the snapshot is on its way, and ignores what the snapshot includes', async () => {
    const { mirror, seen, answer } = setUp();
    void mirror.reload();
    mirror.receive({ seq: 3 });
    mirror.receive({ seq: 4 });
    mirror.receive({ seq: 5 });
    await answer(4);
    expect(seen).toEqual(['snapshot 4', 'event 5']);
  });

  it('ignores an event that it has seen', async () => {
    const { mirror, seen, answer } = setUp();
    void mirror.reload();
    await answer(1);
    mirror.receive({ seq: 2 });
    mirror.receive({ seq: 2 });
    expect(seen).toEqual(['snapshot 1', 'event 2']);
  });

  it('asks for one new snapshot on a gap, and shows nothing from beyond the gap before it', async () => {
    const { mirror, seen, asked, answer } = setUp();
    void mirror.reload();
    await answer(1);
    mirror.receive({ seq: 4 });
    mirror.receive({ seq: 5 });
    mirror.receive({ seq: 6 });
    expect(asked).toHaveLength(2);
    await answer(5);
    expect(seen).toEqual(['snapshot 1', 'snapshot 5', 'event 6']);
  });

  it('asks again when the events that it held have a gap', async () => {
    const { mirror, seen, asked, answer } = setUp();
    void mirror.reload();
    mirror.receive({ seq: 9 });
    await answer(4);
    expect(asked).toHaveLength(2);
    await answer(9);
    expect(seen).toEqual(['snapshot 4', 'snapshot 9']);
  });

  it('asks once, however often it is told to', () => {
    const { mirror, asked } = setUp();
    void mirror.reload();
    void mirror.reload();
    expect(asked).toHaveLength(1);
  });

  it('asks again later after a failure', async () => {
    const { mirror, seen, fail, answer, retry } = setUp();
    void mirror.reload();
    await fail();
    retry();
    await answer(2);
    expect(seen).toEqual(['failed', 'snapshot 2']);
  });

  it('leaves a retry out when somebody has asked in between', async () => {
    const { mirror, asked, fail, answer, retry } = setUp();
    void mirror.reload();
    await fail();
    void mirror.reload();
    await answer(2);
    retry();
    expect(asked).toHaveLength(2);
  });
});
