import type { CounterView } from '@shared/counter';
import type { OutOfServiceReason } from '@shared/staff';

/**
 * Staff close a counter, and a wipe that failed closes it too: the one must know of the other. A chat that runs goes on
 * to its end; the counter closes behind its customer.
 */
export interface ServiceLink {
  /** To be called when staff have closed or opened the counter. */
  noteService(reason: OutOfServiceReason | null): void;
  /** To be called when the counter has changed. */
  noteCounter(): void;
}

export interface ServiceLinkOptions {
  readonly getCounterView: () => CounterView | null;
  readonly takeOutOfService: () => void;
  readonly putInService: () => void;
  readonly isChatRunning: () => boolean;
  readonly getReason: () => OutOfServiceReason | null;
  readonly close: (reason: OutOfServiceReason) => void;
}

export function createServiceLink(options: ServiceLinkOptions): ServiceLink {
  let lastReason: OutOfServiceReason | null = null;

  function closeBehindCustomer(): void {
    const name = options.getCounterView()?.name;
    if (options.getReason() === null || options.isChatRunning()) return;
    if (name !== undefined && name !== 'outOfService' && name !== 'wiping') options.takeOutOfService();
  }

  return {
    noteService(reason) {
      const wasClosed = lastReason !== null;
      lastReason = reason;
      if (reason === null && wasClosed) options.putInService();
      closeBehindCustomer();
    },
    noteCounter() {
      const isStuck = options.getCounterView()?.name === 'outOfService';
      if (isStuck && options.getReason() === null) options.close('wipeFailed');
      closeBehindCustomer();
    },
  };
}
