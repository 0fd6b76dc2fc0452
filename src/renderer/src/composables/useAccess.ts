import { watchEffect } from 'vue';
import { TEXT_SIZES, useAccessStore } from '../stores/access';

/** Dresses the page as the customer at the counter wants it. See `styles/access.css`. */
export function useAccess(root: HTMLElement = document.documentElement): void {
  const access = useAccessStore();
  watchEffect(() => {
    for (const size of TEXT_SIZES) root.classList.toggle(`text-${size}`, size === access.textSize);
    root.classList.toggle('high-contrast', access.isHighContrast);
  });
}
