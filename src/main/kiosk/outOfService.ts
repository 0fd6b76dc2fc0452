import { z } from 'zod';
import { OUT_OF_SERVICE_REASONS, type OutOfServiceReason } from '@shared/staff';
import { once } from '@shared/once';
import type { TextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';

const stateSchema = once(() => z.strictObject({ reason: z.enum(OUT_OF_SERVICE_REASONS).nullable() }));

/** Whether this counter takes customers. It is remembered, so that a restart opens no counter that was closed. */
export interface OutOfService {
  load(): Promise<void>;
  get(): OutOfServiceReason | null;
  /** Null puts the counter back into service. A chat that runs goes on to its end. */
  set(reason: OutOfServiceReason | null): void;
}

export interface OutOfServiceOptions {
  readonly file: TextFile;
  readonly onChange: () => void;
  readonly log: Log;
}

export function createOutOfService({ file, onChange, log }: OutOfServiceOptions): OutOfService {
  let reason: OutOfServiceReason | null = null;

  return {
    async load() {
      try {
        const text = await file.load();
        if (text !== null) ({ reason } = stateSchema().parse(JSON.parse(text)));
      } catch (error) {
        log.error('state of service damaged, the counter is in service', { error });
        await file.setAside().catch((stuck: unknown) => {
          log.error('damaged state of service not set aside', { error: stuck });
        });
      }
    },
    get: () => reason,
    set(next) {
      if (next === reason) return;
      reason = next;
      log.warn(next === null ? 'back in service' : 'out of service', { reason: next });
      file.save(JSON.stringify({ reason })).catch((error: unknown) => {
        log.error('state of service not saved', { error });
      });
      onChange();
    },
  };
}
