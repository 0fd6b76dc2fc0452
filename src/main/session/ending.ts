import type { ChatAddress } from '../gws/client';
import { getBackoffMs } from '../lib/backoff';
import type { Log } from '../lib/log';
import { SECOND, type CancelTimer, type Clock } from '../lib/time';
import { closeConnection, type ChatConnection, type ChatServer } from './chatConnection';
import { completeChat } from './completing';
import type { LiveChat } from './liveChat';
import type { UnfinishedEnds } from './unfinishedEnds';

/**
 * Ends a chat at the server. The wish goes into the journal of ends before the first attempt and out of it when the
 * server has confirmed, so that no crash leaves an agent waiting for somebody who has gone.
 */
export interface Ending {
  /** One attempt, at once for the first, after a pause for each further one. */
  attempt(connection: ChatConnection, live: LiveChat, failures: number): void;
  /** Somebody waits for the app to quit: pause and last read are cut short. Resolves when the attempt is over. */
  hurry(): Promise<void>;
  /** Ends a chat that nobody looks at, and closes its line. What fails goes on in the background. */
  endUnseen(connection: ChatConnection, chat: ChatAddress): Promise<void>;
  /** Ends in the background a chat that has no line to its server any more. Resolves when that is noted. */
  endLater(server: ChatServer, chat: ChatAddress): Promise<void>;
  /** No further attempt. */
  cancel(): void;
}

export interface EndingOptions {
  readonly ends: Pick<UnfinishedEnds, 'note' | 'confirm' | 'handOver'>;
  /** Resolves when the record of the chat says that it is to end. */
  readonly whenWishKept: () => Promise<void>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onCompleted: () => void;
  /** Answers whether it was the last attempt that somebody waits for. */
  readonly onFailed: () => boolean;
}

/** Complete is harmless to repeat, so that somebody who waits is not kept as long as for any other write. */
const ANSWER_WITHIN_MS = 5 * SECOND;
/** How long the last read before the end may take, so that leaving stays quick. */
const LAST_READ_MS = 3 * SECOND;

export function createEnding(options: EndingOptions): Ending {
  const { ends, whenWishKept, clock, random, log, onCompleted, onFailed } = options;
  let cancelPause: CancelTimer = () => undefined;
  let startNow: () => void = () => undefined;
  let cutLastRead: () => void = () => undefined;
  let cutPause: () => void = () => undefined;
  let isHurried = false;
  let attempting: Promise<void> = Promise.resolve();

  function cancel(): void {
    cancelPause();
    startNow = () => undefined;
  }

  /** What the agent wrote since the last poll can be read now, or never. */
  async function readOnceMore(live: LiveChat): Promise<void> {
    if (isHurried || live.getLink().name !== 'live') return;
    const controller = new AbortController();
    cutLastRead = () => controller.abort();
    const cancelDeadline = clock.after(LAST_READ_MS, cutLastRead);
    await live.poll(controller.signal);
    cancelDeadline();
  }

  /** Answers whether somebody wants to leave. */
  async function pause(ms: number): Promise<boolean> {
    if (!isHurried) {
      await new Promise<void>((resolve) => {
        const cancelTimer = clock.after(ms, resolve);
        cutPause = () => {
          cancelTimer();
          resolve();
        };
      });
    }
    return isHurried;
  }

  function tryToComplete({ client }: ChatConnection, chat: ChatAddress): Promise<boolean> {
    return completeChat(client, chat, { clock, log, answerWithinMs: ANSWER_WITHIN_MS, pause });
  }

  async function complete(connection: ChatConnection, live: LiveChat, isFirst: boolean): Promise<void> {
    if (isFirst) {
      // The journal comes second: a chat that is in it, but whose record says that it runs, would come back after a
      // crash and then end before the customer's eyes.
      await whenWishKept();
      const noted = live.getAddress();
      await ends.note(connection, noted);
      await readOnceMore(live);
      // That read may have found out under which address the chat lives.
      if (live.getAddress() !== noted) await ends.note(connection, live.getAddress());
    }
    const chat = live.getAddress();
    if (await tryToComplete(connection, chat)) {
      void ends.confirm(chat.id);
      onCompleted();
      return;
    }
    // The customer is not kept waiting any longer; the end itself is.
    if (onFailed()) ends.handOver(chat.id);
  }

  return {
    attempt(connection, live, failures) {
      cancel();
      const begin = () => {
        cancel();
        attempting = complete(connection, live, failures === 0);
      };
      if (failures === 0) {
        isHurried = false;
        begin();
        return;
      }
      startNow = begin;
      cancelPause = clock.after(getBackoffMs(failures, random), begin);
    },
    hurry() {
      isHurried = true;
      cutLastRead();
      cutPause();
      startNow();
      return attempting;
    },
    async endUnseen(connection, chat) {
      await ends.note(connection, chat);
      if (await tryToComplete(connection, chat)) await ends.confirm(chat.id);
      else ends.handOver(chat.id);
      await closeConnection(connection, log);
    },
    async endLater(server, chat) {
      await ends.note(server, chat);
      ends.handOver(chat.id);
    },
    cancel,
  };
}
