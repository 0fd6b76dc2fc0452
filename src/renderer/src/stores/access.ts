import { ref } from 'vue';
import { defineStore } from 'pinia';

/** Of the text and all around it, in percent. */
export const TEXT_SIZES = [100, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** How one customer at a counter wants to see and hear it. It is nowhere but in this page, and goes with it. */
export const useAccessStore = defineStore('access', () => {
  const textSize = ref<TextSize>(100);
  const isHighContrast = ref(false);
  const isReadAloud = ref(false);
  /** The keyboard on the screen is open. */
  const isKeyboardOpen = ref(false);

  /** For the next customer. */
  function reset(): void {
    textSize.value = 100;
    isHighContrast.value = false;
    isReadAloud.value = false;
    isKeyboardOpen.value = false;
  }

  return { textSize, isHighContrast, isReadAloud, isKeyboardOpen, reset };
});
