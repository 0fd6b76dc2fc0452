import type { Pinia } from 'pinia';
import { assertNever } from '@shared/result';
import type { AppSnapshot, NumberedEvent } from '@shared/ipc/contract';
import { loadFromMain, onMainEvent } from '../bridge';
import { useAppStore } from '../stores/app';
import { useChatStore } from '../stores/chat';
import { useDraftsStore } from '../stores/drafts';
import { useStaffStore } from '../stores/staff';
import { keepDraft } from './keepDraft';
import { createNumberedMirror } from './numberedMirror';

const RETRY_DELAY_MS = 2_000;

export interface MirrorOfMain {
  readonly reload: () => Promise<void>;
  readonly stop: () => void;
}

/** Connects the stores to main. It listens before it asks, so that nothing falls between snapshot and events. */
export function mirrorMain(pinia: Pinia): MirrorOfMain {
  const app = useAppStore(pinia);
  const chat = useChatStore(pinia);
  const drafts = useDraftsStore(pinia);
  const staff = useStaffStore(pinia);

  const mirror = createNumberedMirror<AppSnapshot, NumberedEvent>({
    loadSnapshot: () => loadFromMain('app:getSnapshot', {}),
    applySnapshot(snapshot) {
      app.applySnapshot(snapshot);
      chat.applySnapshot(snapshot.chat);
      drafts.restoreMessage(snapshot.draft);
      staff.apply(snapshot.staff);
    },
    applyEvent(event) {
      switch (event.name) {
        case 'chat:changed':
          return chat.applyEvent(event.payload);
        case 'connection:changed':
          return app.applyConnection(event.payload);
        case 'preferences:changed':
          return app.applyPreferences(event.payload);
        case 'demo:changed':
          return app.applyDemo(event.payload);
        case 'question:changed':
          return app.applyQuestion(event.payload);
        case 'prefill:changed':
          return app.applyPrefill(event.payload);
        case 'proxySignIn:changed':
          return app.applyProxySignIn(event.payload);
        case 'staff:changed':
          return staff.apply(event.payload);
        case 'counter:changed':
          return app.applyCounter(event.payload);
        default:
          return assertNever(event);
      }
    },
    onLoadFailed(cause) {
      console.error('No snapshot from main:', cause);
      app.applyTrouble();
    },
    retryLater(retry) {
      window.setTimeout(retry, RETRY_DELAY_MS);
    },
  });

  const stopEvents = onMainEvent(mirror.receive);
  const stopKeeping = keepDraft(drafts, (draft) => void chat.setDraft(draft));
  void mirror.reload();
  return {
    reload: mirror.reload,
    stop() {
      stopEvents();
      stopKeeping();
    },
  };
}
