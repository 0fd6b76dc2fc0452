import type { Events, NumberedEvent } from '@shared/ipc/contract';
import type { EventName } from '@shared/ipc/names';

/** Numbers each event, so that the page notices when it has missed one. */
export interface Broadcast {
  publish<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /** Number of the last event; a snapshot that carries it includes everything up to it. */
  getSeq(): number;
}

/** `send` drops the event where there is no page to take it: the page will ask for a snapshot. */
export function createBroadcast(send: (event: NumberedEvent) => void): Broadcast {
  let seq = 0;
  return {
    publish(name, payload) {
      seq += 1;
      send({ seq, name, payload } as NumberedEvent);
    },
    getSeq: () => seq,
  };
}
