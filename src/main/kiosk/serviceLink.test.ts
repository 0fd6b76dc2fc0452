import { describe, expect, it } from 'vitest';
import type { CounterView } from '@shared/counter';
import type { OutOfServiceReason } from '@shared/staff';
import { createServiceLink } from './serviceLink';

function setUp(name: 'attract' | 'inUse' | 'wiping' | 'outOfService' = 'attract') {
  let view: CounterView = { name };
  let reason: OutOfServiceReason | null = null;
  let isChatRunning = false;
  const seen: string[] = [];
  const link = createServiceLink({
    getCounterView: () => view,
    takeOutOfService: () => seen.push('taken out'),
    putInService: () => seen.push('put in'),
    isChatRunning: () => isChatRunning,
    getReason: () => reason,
    close: (closing) => seen.push(`closed: ${closing}`),
  });
  return {
    link,
    seen,
    staff(next: OutOfServiceReason | null) {
      reason = next;
      link.noteService(next);
    },
    counter(next: 'attract' | 'inUse' | 'wiping' | 'outOfService') {
      view = { name: next };
      link.noteCounter();
    },
    chat: (runs: boolean) => (isChatRunning = runs),
  };
}

describe('a counter and those who close it', () => {
  it('closes at once where nobody chats', () => {
    const { seen, staff } = setUp();
    staff('staff');
    expect(seen).toEqual(['taken out']);
  });

  it('closes behind a customer who is in a chat, and not before', () => {
    const { seen, staff, counter, chat } = setUp('inUse');
    chat(true);
    staff('staff');
    expect(seen).toEqual([]);
    chat(false);
    counter('wiping');
    expect(seen).toEqual([]);
    counter('attract');
    expect(seen).toEqual(['taken out']);
  });

  it('tells staff of a wipe that failed, and wipes once more when they open the counter', () => {
    const { seen, staff, counter } = setUp();
    counter('outOfService');
    staff('wipeFailed');
    staff(null);
    expect(seen).toEqual(['closed: wipeFailed', 'put in']);
  });
});
