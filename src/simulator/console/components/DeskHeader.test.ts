// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import DeskHeader from './DeskHeader.vue';

test('says what goes wrong now, and opens the choice of faults', async () => {
  const header = mount(DeskHeader, {
    attachTo: document.body,
    props: {
      name: 'Sam',
      isConnected: true,
      autopilotEnabled: false,
      isInChat: false,
      faultPreset: 'flaky',
      showsFaults: false,
    },
  });
  const button = header.find('.faults-button');
  expect([button.text(), button.attributes('aria-expanded')]).toEqual(['Faults: flaky, 10 %', 'false']);
  await button.trigger('click');
  expect(header.emitted('toggleFaults')).toHaveLength(1);
  await header.setProps({ faultPreset: 'off', showsFaults: true });
  expect([button.text(), button.attributes('aria-expanded')]).toEqual(['Faults: none', 'true']);
  header.vm.focusFaults();
  expect(document.activeElement).toBe(button.element);
});
