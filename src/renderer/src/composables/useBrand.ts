import { watchEffect } from 'vue';
import { useAppStore } from '../stores/app';

/** Dresses the page in the accent color of the settings. See `styles/brand.css`. */
export function useBrand(root: HTMLElement = document.documentElement): void {
  const app = useAppStore();
  watchEffect(() => {
    const { accentColor } = app.preferences;
    root.classList.toggle('branded', accentColor !== '');
    if (accentColor === '') root.style.removeProperty('--brand');
    else root.style.setProperty('--brand', accentColor);
  });
}
