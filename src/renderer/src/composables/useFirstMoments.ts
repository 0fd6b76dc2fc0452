import { onMounted, onUnmounted, ref, type Ref } from 'vue';

/** True from the moment at which the component is there until so many milliseconds later. */
export function useFirstMoments(lengthMs: number): Readonly<Ref<boolean>> {
  const isNew = ref(true);
  let timer: number | undefined;
  onMounted(() => {
    timer = window.setTimeout(() => (isNew.value = false), lengthMs);
  });
  onUnmounted(() => window.clearTimeout(timer));
  return isNew;
}
