import { onMounted, toValue, watchEffect, type MaybeRefOrGetter } from 'vue';
import { useText } from './useText';

interface Focusable {
  readonly focus: () => void;
}

/**
 * What every screen does when it opens: it names the window, and moves the focus to where the work goes on, so
 * that keyboard and screen reader are not left on something that is gone.
 */
export function useScreen(
  title: MaybeRefOrGetter<string>,
  focusFirst: MaybeRefOrGetter<Focusable | null>,
): void {
  const text = useText();
  watchEffect(() => {
    document.title = text('app.title', { screen: toValue(title) });
  });
  onMounted(() => toValue(focusFirst)?.focus());
}
