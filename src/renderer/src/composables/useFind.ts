import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ConversationRow } from '../text/conversationRows';
import { createFinder, type Match } from '../text/findMatches';
import type { FoundPlace } from '../text/textParts';

export interface Find {
  readonly isOpen: Readonly<Ref<boolean>>;
  readonly wanted: Ref<string>;
  readonly count: ComputedRef<number>;
  /** Of the match that the person has gone to, from 1; 0 while there is none. */
  readonly number: ComputedRef<number>;
  readonly current: ComputedRef<Match | null>;
  readonly placesIn: (key: string) => readonly FoundPlace[];
  readonly open: () => void;
  readonly close: () => void;
  /** To the next match, or with -1 to the one before, and around the ends. */
  readonly step: (by: 1 | -1) => void;
}

const NONE: readonly FoundPlace[] = [];

/** Looks for a text in the whole conversation, also in what is not drawn. The latest match comes first. */
export function useFind(rows: () => readonly ConversationRow[]): Find {
  const { locale } = useI18n({ useScope: 'global' });
  const isOpen = ref(false);
  const wanted = ref('');
  const current = shallowRef<Match | null>(null);
  const find = computed(() => createFinder(locale.value));

  const matches = computed(() => (isOpen.value ? find.value(rows(), wanted.value) : []));
  const index = computed(() => matches.value.findIndex((match) => isSame(match, current.value)));

  const places = computed(() => {
    const byKey = new Map<string, FoundPlace[]>();
    for (const match of matches.value) {
      const place = { start: match.start, end: match.end, isCurrent: isSame(match, current.value) };
      const before = byKey.get(match.key);
      if (before) before.push(place);
      else byKey.set(match.key, [place]);
    }
    return byKey;
  });

  watch([wanted, isOpen], () => (current.value = matches.value.at(-1) ?? null));

  function step(by: 1 | -1): void {
    const { length } = matches.value;
    if (length === 0) return;
    const from = index.value === -1 && by === -1 ? 0 : index.value;
    current.value = matches.value[(from + by + length) % length] ?? null;
  }

  return {
    isOpen,
    wanted,
    count: computed(() => matches.value.length),
    number: computed(() => index.value + 1),
    current: computed(() => current.value),
    placesIn: (key) => places.value.get(key) ?? NONE,
    open: () => (isOpen.value = true),
    close: () => (isOpen.value = false),
    step,
  };
}

function isSame(a: Match, b: Match | null): boolean {
  return a.key === b?.key && a.start === b.start;
}
