import { computed, ref, shallowRef, type Ref } from 'vue';
import type { FoundLink } from '@shared/links';
import { useAppStore } from '../stores/app';
import { useChatStore } from '../stores/chat';

export interface LinkOpening {
  readonly canOpen: Readonly<Ref<boolean>>;
  /** The link that the person is asked about. */
  readonly asked: Readonly<Ref<FoundLink | null>>;
  readonly hasFailed: Readonly<Ref<boolean>>;
  readonly ask: (link: FoundLink) => void;
  readonly cancel: () => void;
  readonly open: () => Promise<void>;
}

/** Nothing is opened before the person has seen where it leads. */
export function useLinkOpening(): LinkOpening {
  const app = useAppStore();
  const chat = useChatStore();
  const asked = shallowRef<FoundLink | null>(null);
  const hasFailed = ref(false);

  const canOpen = computed(() => app.preferences.openLinks && !app.kiosk);

  function ask(link: FoundLink | null): void {
    asked.value = link;
    hasFailed.value = false;
  }

  async function open(): Promise<void> {
    if (!asked.value) return;
    const answer = await chat.openLink(asked.value.address);
    hasFailed.value = !answer.ok || !answer.value.opened;
    if (!hasFailed.value) asked.value = null;
  }

  return { canOpen, asked, hasFailed, ask, cancel: () => ask(null), open };
}
