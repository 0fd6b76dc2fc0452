import { mount } from '@vue/test-utils';
import { onTestFinished } from 'vitest';
import { createPinia, setActivePinia } from 'pinia';
import App from '../App.vue';
import { createTexts } from '../locales';
import { mirrorMain } from '../mirror/mirrorMain';
import type { AppSnapshot } from '@shared/ipc/contract';
import { installFakeMain } from './fakeMain';

/** The DOM of the tests knows no popover: it is always there, and there is nothing to close. */
if (typeof HTMLElement !== 'undefined') HTMLElement.prototype.hidePopover ??= () => undefined;

/** Lets the promises and the renderings that are due happen. */
export const settle = () => new Promise((resolve) => setTimeout(resolve));

/** The whole page against a main process that the test plays. */
export async function mountApp(snapshot: AppSnapshot, { refuseSnapshot = false } = {}) {
  document.body.replaceChildren();
  const pinia = createPinia();
  setActivePinia(pinia);
  const main = installFakeMain(snapshot);
  if (refuseSnapshot) main.refuse('app:getSnapshot', 'internal');
  const mirror = mirrorMain(pinia);
  const page = mount(App, { attachTo: document.body, global: { plugins: [pinia, createTexts()] } });
  // What one test began must not reach the next: the draft is handed over a moment after it changed.
  onTestFinished(() => {
    mirror.stop();
    page.unmount();
  });
  await settle();
  const button = (name: string) => page.findAll('button').find((found) => found.text() === name);
  return {
    main,
    page,
    button,
    async press(name: string) {
      const found = button(name);
      if (!found) throw new Error(`There is no button “${name}”.`);
      await found.trigger('click');
      await settle();
    },
  };
}
