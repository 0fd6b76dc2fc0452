// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { FAULT_PRESETS } from '../../consoleContract';
import FaultsPanel from './FaultsPanel.vue';

function setUp() {
  const panel = mount(FaultsPanel, { props: { active: 'off' } });
  return { panel, choices: panel.findAll('input') };
}

test('offers each preset as a radio button of one group, which arrow keys walk through by nature', () => {
  const { panel, choices } = setUp();
  expect(choices.map(({ element }) => element.value)).toEqual(FAULT_PRESETS);
  expect(new Set(choices.map(({ element }) => `${element.type} ${element.name}`)).size).toBe(1);
  expect(panel.find('legend').text()).toBe('Faults');
  expect(panel.findAll('label').map((label) => label.text())).toEqual([
    'None',
    'Flaky, 10 %',
    'Outage, 60 s',
    'Slow, 3 s',
    'Answers lost',
    'Stale node',
  ]);
});

test('asks for what is chosen, and shows what the server says is on', async () => {
  const { panel, choices } = setUp();
  await choices[3]?.setValue();
  expect(panel.emitted('switch')).toEqual([['slow']]);
  await panel.setProps({ active: 'slow' });
  expect(choices.map(({ element }) => element.checked)).toEqual([false, false, false, true, false, false]);
  expect(panel.find('[role=status]').text()).toBe('Every answer takes three seconds.');
  await panel.setProps({ active: 'off' });
  expect(choices[0]?.element.checked).toBe(true);
});

test('closes on Escape', async () => {
  const { panel, choices } = setUp();
  await choices[0]?.trigger('keydown', { key: 'Escape' });
  expect(panel.emitted('close')).toHaveLength(1);
});
