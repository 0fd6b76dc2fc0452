import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { MAX_MESSAGE_LENGTH } from '@shared/limits';
import { excessLength, keptDraft } from '../text/messageLength';
import { useText } from './useText';

/** From here on it is said how much can still be written. */
const NEAR_LIMIT = 500;

export interface LengthNotice {
  /** By how many characters the text is too long. */
  readonly excess: ComputedRef<number>;
  /** How much can still be written, as a sentence; null while there is ample room, or too much already. */
  readonly leftSentence: ComputedRef<string | null>;
  /** For those who cannot see it: said once when the limit comes near, and once when it is passed. */
  readonly announcement: Readonly<Ref<string>>;
}

export function useLengthNotice(draft: Readonly<Ref<string>>): LengthNotice {
  const text = useText();
  const excess = computed(() => excessLength(draft.value, MAX_MESSAGE_LENGTH));
  const left = computed(() => {
    const room = MAX_MESSAGE_LENGTH - draft.value.length;
    return room < 0 || room > NEAR_LIMIT ? null : room;
  });
  const isBeyondKept = () => keptDraft(draft.value) !== draft.value;
  const announcement = ref('');
  const charactersLeft = (count: number) => text('composer.charactersLeft', { count }, count);

  // The number is that of the moment: read out at every key, it would drown what is typed.
  watch(
    () => (isBeyondKept() ? 'notKept' : excess.value > 0 ? 'over' : left.value === null ? 'far' : 'near'),
    (distance) => {
      if (distance === 'far') announcement.value = '';
      else if (distance === 'notKept') announcement.value = text('composer.notKept');
      else if (distance === 'over') announcement.value = text('composer.tooLong', { count: excess.value });
      else announcement.value = charactersLeft(left.value ?? 0);
    },
    { immediate: true },
  );

  const leftSentence = computed(() => (left.value === null ? null : charactersLeft(left.value)));
  return { excess, leftSentence, announcement };
}
