import { randomUUID } from 'node:crypto';
import type { ChatForm } from '@shared/chat';
import type { Settings } from '@shared/settings';
import { createRequestExtras } from '../app/requestExtras';
import { isOnline } from '../desktop/power';
import { createChatPublisher, type ChatPublisher } from '../ipc/chatPublisher';
import { createNotice, type Notice } from '../lib/notice';
import { createOutbox } from '../outbox/outbox';
import { createPoller } from '../polling/poller';
import { getPollIntervalMs } from '../polling/schedule';
import { createChatFile, createMemoryChatStore, type ChatStore } from '../session/chatStore';
import { createSession, type Session } from '../session/session';
import { createUnfinishedEnds } from '../session/unfinishedEnds';
import { createWaitHistory, getQueueName, type WaitHistory } from '../session/waitHistory';
import { createHandedChatStore } from '../supervisor/handedChatStore';
import type { SupervisorLine } from '../supervisor/line';
import type { Ground } from './ground';
import type { NetworkParts } from './network';
import type { SettingsParts } from './settings';

/** The chat, what is remembered of earlier ones, and what the page hears of it. */
export interface ChatParts {
  readonly session: Session;
  /** After anything that the page shows of the chat has changed. */
  readonly changes: Notice;
  readonly publisher: ChatPublisher;
  readonly waits: WaitHistory;
  /** Goes on with what an earlier run of the app left: its chat, and the ends that it owes. */
  resume(): Promise<void>;
}

export interface ChatSurroundings {
  readonly settings: SettingsParts['settings'];
  readonly connector: NetworkParts['connector'];
  readonly supervisorLine: SupervisorLine | null;
  readonly isDemo: () => boolean;
}

/** A counter keeps nothing of its customers on the disk. */
function openChatStore({ kiosk, dataFile, clock, log }: Ground, line: SupervisorLine | null): ChatStore {
  if (!kiosk) return createChatFile(dataFile('chat.json'), clock, log);
  return line === null ? createMemoryChatStore() : createHandedChatStore(line, log);
}

export function assembleChat(ground: Ground, surroundings: ChatSurroundings): ChatParts {
  const { kiosk, broadcast, openDataFile, clock, random, log } = ground;
  const { settings, connector, isDemo } = surroundings;
  const changes = createNotice();

  /** A department may have settings of its own. */
  const getSettingsFor = (form: ChatForm | null): Settings =>
    settings.chooseDestination(form?.department)?.settings ?? settings.get();

  const ends = createUnfinishedEnds({
    journal: openDataFile('unfinished-ends.json'),
    complete: (end) => connector.complete(settings.findDestination(end.contactCenter), end),
    clock,
    random,
    log,
  });
  const waits = createWaitHistory({
    file: openDataFile('waits.json'),
    getQueue: () => (isDemo() ? null : getQueueName(getSettingsFor(session.getForm()))),
    clock,
    log,
  });
  const session = createSession({
    store: openChatStore(ground, surroundings.supervisorLine),
    ends,
    waits,
    endsOnLeave: kiosk,
    isOnline,
    connect(target) {
      const destination =
        target.name === 'new'
          ? settings.chooseDestination(target.form.department)
          : settings.findDestination(target.server.contactCenter);
      return destination === null ? null : connector.connect(destination);
    },
    getRequestExtras: (form) => createRequestExtras(getSettingsFor(form), form, new Date(clock.now())),
    createPoller: (options) => createPoller({ ...options, clock, random, log }),
    createOutbox: (options) => createOutbox({ ...options, newId: randomUUID, clock, log }),
    getIntervalMs: (phase) => getPollIntervalMs(phase, settings.get().pollingProfile, random),
    clock,
    random,
    log,
    onChange: changes.tell,
  });
  const publisher = createChatPublisher({ getView: session.getView, broadcast, later: setImmediate });
  changes.listen(publisher.noteChange);
  return {
    session,
    changes,
    publisher,
    waits,
    async resume() {
      await waits.load();
      await session.resume();
      await ends.start();
    },
  };
}
