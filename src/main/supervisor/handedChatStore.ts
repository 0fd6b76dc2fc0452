import type { Log } from '../lib/log';
import { EMPTY_STORED_OUTBOX, formatRecord, parseRecord, type ChatRecord } from '../session/chatRecord';
import type { ChatStore } from '../session/chatStore';
import type { SupervisorLine } from './line';

/** So often a chat is gone on with that was there when the app came down. It may be what brings it down. */
const GOES_ON_TIMES = 4;

/** Over, and with nothing that could be shown: all that is left of it is to tell the contact center. */
function giveUp(record: ChatRecord): ChatRecord {
  return { ...record, ended: 'customerUnconfirmed', outbox: EMPTY_STORED_OUTBOX, draft: '' };
}

/**
 * Keeps the running chat of a counter in the memory of the supervisor: it outlives a crash of the app and nothing of
 * it is on the disk.
 */
export function createHandedChatStore(line: SupervisorLine, log: Log): ChatStore {
  let wasHanded = true;
  return {
    async load() {
      const { record, endsWithRecord } = await line.welcome;
      try {
        const parsed = record === null ? null : parseRecord(record);
        if (parsed === null || parsed === 'newer') return null;
        if (endsWithRecord <= GOES_ON_TIMES) return parsed;
        log.error('chat given up: the app came down with it again and again', { endsWithRecord });
        return giveUp(parsed);
      } catch {
        // Its message may quote what a person wrote.
        log.error('chat record of the supervisor damaged');
        return null;
      }
    },
    async save(record) {
      try {
        await line.keep(record === null ? null : formatRecord(record));
        wasHanded = true;
      } catch (error) {
        if (wasHanded) log.error('chat record not handed to the supervisor', { error });
        wasHanded = false;
      }
    },
    // Without a supervisor a counter keeps the chat in its own memory, as it always could: nothing to warn of.
    isSaved: () => true,
  };
}
