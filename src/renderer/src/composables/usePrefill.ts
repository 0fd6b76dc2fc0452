import { watch } from 'vue';
import { useAppStore } from '../stores/app';
import { useChatStore } from '../stores/chat';
import { useDraftsStore } from '../stores/drafts';

/** Takes over what a link suggests, once, when there is no chat. Only ever into the fields: a link sends nothing. */
export function usePrefill(): void {
  const app = useAppStore();
  const chat = useChatStore();
  const drafts = useDraftsStore();
  let takenNumber = 0;

  watch(
    [() => app.prefill, () => chat.phase.name],
    ([prefill, phase]) => {
      const isOnStart = phase === 'idle' || phase === 'failed';
      if (prefill === null || prefill.number === takenNumber || !isOnStart) return;
      takenNumber = prefill.number;
      drafts.suggest(prefill);
    },
    // After the rule that a new chat begins with empty fields.
    { immediate: true, flush: 'post' },
  );
}
