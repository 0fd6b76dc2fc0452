import type { Log } from '../lib/log';
import { formatRecord, parseRecord } from '../session/chatRecord';
import type { ChatStore } from '../session/chatStore';
import type { SupervisorLine } from './line';

/**
 * Keeps the running chat of a counter in the memory of the supervisor: it outlives a crash of the app and nothing of
 * it is on the disk.
 */
export function createHandedChatStore(line: SupervisorLine, log: Log): ChatStore {
  let wasHanded = true;
  return {
    async load() {
      const { record } = await line.welcome;
      try {
        const parsed = record === null ? null : parseRecord(record);
        return parsed === 'newer' ? null : parsed;
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
