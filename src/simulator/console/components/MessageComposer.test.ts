// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import MessageComposer from './MessageComposer.vue';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const heard: string[] = [];
  const composer = mount(MessageComposer, {
    props: {
      onStartTyping: () => heard.push('started'),
      onStopTyping: () => heard.push('stopped'),
      onSay: (text: string) => heard.push(`said ${text}`),
      modelValue: '',
      speaker: 'Kim',
      isMe: true,
      'onUpdate:modelValue': (modelValue: string) => composer.setProps({ modelValue }),
    },
  });
  const field = composer.find('textarea');
  return { composer, field, heard };
}

describe('the message field', () => {
  test('sends on Enter, and is empty for the next message', async () => {
    const { heard, field } = setUp();
    await field.setValue(' hello\nthere ');
    await field.trigger('keydown', { key: 'Enter' });
    expect(heard).toEqual(['started', 'stopped', 'said  hello\nthere ']);
    expect(field.element.value).toBe('');
  });

  test.each([
    ['Shift+Enter, which makes a new line', { key: 'Enter', shiftKey: true }, 'hello'],
    ['Enter within an input method, which picks a word', { key: 'Enter', isComposing: true }, 'こんにちは'],
    ['Enter with nothing but spaces', { key: 'Enter' }, '  '],
  ])('does not send on %s', async (_what, key, text) => {
    const { heard, field } = setUp();
    await field.setValue(text);
    await field.trigger('keydown', key);
    expect(heard.filter((what) => what.startsWith('said'))).toEqual([]);
    expect(field.element.value).toBe(text);
  });

  test('tells once that typing began, at the first key, and once that it stopped, after a pause', async () => {
    const { heard, field } = setUp();
    await field.setValue('h');
    expect(heard).toEqual(['started']);
    vi.advanceTimersByTime(3000);
    await field.setValue('he');
    vi.advanceTimersByTime(3999);
    expect(heard).toEqual(['started']);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(['started', 'stopped']);
  });

  test('stops typing when it is emptied, and when it goes away', async () => {
    const { composer, heard, field } = setUp();
    await field.setValue('x');
    await field.setValue('');
    expect(heard).toEqual(['started', 'stopped']);
    await field.setValue('y');
    composer.unmount();
    expect(heard).toEqual(['started', 'stopped', 'started', 'stopped']);
  });
});
