import { computed, ref, toRef, type ComputedRef, type Ref } from 'vue';
import { useChatStore } from '../stores/chat';
import { useDraftsStore } from '../stores/drafts';

export interface DraftSending {
  readonly isSending: Readonly<Ref<boolean>>;
  /** The last attempt was refused, and the text is still as it was then. */
  readonly wasRefused: ComputedRef<boolean>;
  readonly sendDraft: () => Promise<void>;
}

/** Hands the draft over to main, once at a time. It leaves the field only when main has taken it. */
export function useDraftSending(): DraftSending {
  const chat = useChatStore();
  const drafts = useDraftsStore();
  // Of the draft and not of a screen: the screen may change while main takes it.
  const isSending = toRef(drafts, 'isHandedOver');
  const refusedText = ref<string | null>(null);

  const wasRefused = computed(() => refusedText.value === drafts.message);

  async function sendDraft(): Promise<void> {
    if (isSending.value) return;
    isSending.value = true;
    const text = drafts.message;
    const answer = await chat.send(text);
    isSending.value = false;
    refusedText.value = answer.ok ? null : text;
    if (answer.ok) drafts.takeSent(text);
  }

  return { isSending, wasRefused, sendDraft };
}
