import { installFakeMain } from '../testing/fakeMain';
import { isSceneName, scenes } from './scenes';

/**
 * Shows any screen without a main process: `gallery.html#talk`, and `?dir=rtl` to mirror it. For development
 * only; the build does not know this page.
 */
const name = window.location.hash.slice(1);
installFakeMain(scenes[isSceneName(name) ? name : 'start']());
window.addEventListener('hashchange', () => window.location.reload());

await import('../main');
const direction = new URLSearchParams(window.location.search).get('dir');
if (direction) document.documentElement.dir = direction;
