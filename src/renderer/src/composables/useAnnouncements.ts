import { onUnmounted, ref, type Ref } from 'vue';
import { announcements } from '../text/announcement';
import { addedRows, isNoNews, joinChanges, type RowChanges } from '../text/rowChanges';
import { useText } from './useText';

/** What comes within this time is one piece of news. */
const GATHER_MS = 300;
/** Between two of them, so that a flood of messages does not talk over itself. */
const PAUSE_MS = 2_000;
/** By then it has been handed to the screen reader; it must not be found a second time by somebody who looks around. */
const FORGET_AFTER_MS = 1_500;

export interface Announcements {
  readonly spoken: Readonly<Ref<readonly string[]>>;
  readonly notice: (changes: RowChanges) => void;
}

/** Says what is new, once. What is drawn anew because somebody scrolls is no news. */
export function useAnnouncements(): Announcements {
  const text = useText();
  const spoken = ref<readonly string[]>([]);
  let gathered = addedRows([]);
  let spokeAtMs = -Infinity;
  let speaking: number | undefined;
  let forgetting: number | undefined;

  function notice(changes: RowChanges): void {
    if (isNoNews(changes)) return;
    gathered = joinChanges(gathered, changes);
    speaking ??= window.setTimeout(speak, Math.max(GATHER_MS, spokeAtMs + PAUSE_MS - Date.now()));
  }

  function speak(): void {
    speaking = undefined;
    spokeAtMs = Date.now();
    spoken.value = announcements(gathered, text);
    gathered = addedRows([]);
    window.clearTimeout(forgetting);
    forgetting = window.setTimeout(() => (spoken.value = []), FORGET_AFTER_MS);
  }

  onUnmounted(() => {
    window.clearTimeout(speaking);
    window.clearTimeout(forgetting);
  });

  return { spoken, notice };
}
