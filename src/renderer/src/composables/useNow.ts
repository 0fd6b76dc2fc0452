import { onMounted, onUnmounted, ref, type Ref } from 'vue';

const TICK_MS = 1_000;

/** The time now, renewed every second while the component is on the screen. */
export function useNow(): Readonly<Ref<number>> {
  const nowMs = ref(Date.now());
  let timer: number | undefined;
  onMounted(() => {
    timer = window.setInterval(() => (nowMs.value = Date.now()), TICK_MS);
  });
  onUnmounted(() => window.clearInterval(timer));
  return nowMs;
}
