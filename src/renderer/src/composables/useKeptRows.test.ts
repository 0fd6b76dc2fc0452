// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { useKeptRows, type KeptRows } from './useKeptRows';

it('the row with the focus stays drawn, also while another window has it', () => {
  let rows: KeptRows | null = null;
  const list = mount(
    defineComponent(() => {
      const content = ref<HTMLElement | null>(null);
      rows = useKeptRows(content);
      return () => h('ol', { ref: content }, [h('li', { 'data-key': 'a' }, [h('button')])]);
    }),
    { attachTo: document.body },
  );
  const button = list.get('button').element;
  const kept = () => rows?.getRanges();
  button.focus();
  expect(kept()).toEqual([{ from: 'a', to: 'a' }]);
  // What the browser says when the window is left: the button is still the active element.
  button.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  expect(kept()).toEqual([{ from: 'a', to: 'a' }]);
  button.blur();
  expect(kept()).toEqual([]);
  list.unmount();
});
