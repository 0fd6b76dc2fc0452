import { createApp } from 'vue';
import { config } from 'zod';
import App from './App.vue';
import { createDesk, deskKey } from './desk/desk';
import './styles/tokens.css';
import './styles/base.css';

// The page's policy forbids code made from text, which the schema library would otherwise try.
config({ jitless: true });

const desk = createDesk();
const watchPage = () => desk.watch(document.visibilityState === 'visible' && document.hasFocus());

document.addEventListener('visibilitychange', watchPage);
window.addEventListener('focus', watchPage);
window.addEventListener('blur', watchPage);

createApp(App).provide(deskKey, desk).mount('#app');
