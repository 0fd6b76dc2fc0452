import { createApp } from 'vue';
import { createPinia } from 'pinia';
import './styles/tokens.css';
import './styles/brand.css';
import './styles/access.css';
import './styles/base.css';
import './styles/print.css';
import App from './App.vue';
import { FALLBACK_LANGUAGE } from '@shared/language';
import { callMain } from './bridge';
import { applyLanguage, createTexts } from './locales';
import { keepBeating } from './mirror/keepBeating';
import { mirrorMain, type MirrorOfMain } from './mirror/mirrorMain';
import { useAppStore } from './stores/app';

applyLanguage(document.documentElement, FALLBACK_LANGUAGE);

const pinia = createPinia();
const mirror = startMirror();
if (mirror !== null) keepBeating((beat) => void callMain('page:beat', beat));

createApp(App, { onReloadWanted: () => void (mirror ? mirror.reload() : window.location.reload()) })
  .use(pinia)
  .use(createTexts())
  .mount('#app');

/** Without its preload the page can only say so; it then says it in words and not with an empty window. */
function startMirror(): MirrorOfMain | null {
  try {
    return mirrorMain(pinia);
  } catch (cause) {
    console.error(cause);
    useAppStore(pinia).applyTrouble();
    return null;
  }
}
