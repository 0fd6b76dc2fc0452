import type { Prefill } from '@shared/ipc/contract';
import type { Log } from '../lib/log';
import { parseDeepLink } from './deepLink';

export interface PrefillOptions {
  readonly isChatRunning: () => boolean;
  readonly onChange: (prefill: Prefill | null) => void;
  readonly log: Log;
}

/** What the last link suggests for the first screen. It is shown there to be changed or sent, and never sent by itself. */
export interface LinkPrefill {
  /** A link as somebody, or some page, has opened it. */
  open(link: unknown): void;
  get(): Prefill | null;
  /** A chat begins: what was suggested has been used, or not wanted. */
  forget(): void;
}

export function createLinkPrefill({ isChatRunning, onChange, log }: PrefillOptions): LinkPrefill {
  let prefill: Prefill | null = null;
  let count = 0;

  return {
    open(link) {
      const parsed = parseDeepLink(link);
      if (!parsed.ok) {
        log.warn('link refused', { fault: parsed.error });
        return;
      }
      if (isChatRunning()) {
        log.info('link passed over during a chat');
        return;
      }
      count += 1;
      prefill = { number: count, ...parsed.value };
      onChange(prefill);
    },
    get: () => prefill,
    forget() {
      if (prefill === null) return;
      prefill = null;
      onChange(null);
    },
  };
}
