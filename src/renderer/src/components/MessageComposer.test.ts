// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_MESSAGE_LENGTH } from '@shared/limits';
import { createTexts } from '../locales';
import MessageComposer from './MessageComposer.vue';

function setUp(props: Partial<InstanceType<typeof MessageComposer>['$props']> = {}) {
  const composer = mount(MessageComposer, {
    props: {
      modelValue: '',
      'onUpdate:modelValue': (modelValue: string) => composer.setProps({ modelValue }),
      ...props,
    },
    global: { plugins: [createTexts()] },
  });
  const field = composer.get('textarea');
  return {
    composer,
    field,
    type: (text: string) => field.setValue(text),
    press: (init: KeyboardEventInit = {}) => field.trigger('keydown', { key: 'Enter', ...init }),
    sends: () => composer.emitted('send')?.length ?? 0,
    typing: () => (composer.emitted('typing') ?? []).flat(),
  };
}

describe('the composer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('sends on Enter', async () => {
    const { type, press, sends } = setUp();
    await type('hello');
    await press();
    expect(sends()).toBe(1);
  });

  it('breaks the line on Shift and Enter', async () => {
    const { type, field, sends } = setUp();
    await type('hello');
    const event = new KeyboardEvent('keydown', { key: 'Enter', shiftKey: true, cancelable: true });
    field.element.dispatchEvent(event);
    expect([sends(), event.defaultPrevented]).toEqual([0, false]);
  });

  it('leaves the Enter that accepts a suggestion to the input method', async () => {
    const { type, press, sends } = setUp();
    await type('こんにち');
    await press({ isComposing: true });
    expect(sends()).toBe(0);
  });

  it('sends once while Enter is held', async () => {
    const { type, press, sends } = setUp();
    await type('hello');
    await press();
    await press({ repeat: true });
    await press({ repeat: true });
    expect(sends()).toBe(1);
  });

  it('sends nothing while a message is being handed over', async () => {
    const { type, press, sends } = setUp({ sending: true });
    await type('hello');
    await press();
    expect(sends()).toBe(0);
  });

  it('sends no empty message', async () => {
    const { type, press, sends } = setUp();
    await type(' \n ');
    await press();
    expect(sends()).toBe(0);
  });

  it('takes nothing away from a text that is too long, and says by how much', async () => {
    const { composer, field, type, press, sends } = setUp();
    await type('x'.repeat(MAX_MESSAGE_LENGTH + 3));
    await press();
    expect(sends()).toBe(0);
    expect(field.element.value).toHaveLength(MAX_MESSAGE_LENGTH + 3);
    expect(composer.text()).toContain('at least 3 characters');
  });

  it('says why nothing can be written, and keeps what was', async () => {
    const { composer, field, press, sends } = setUp({
      modelValue: 'hello',
      blockedReason: 'Nobody is here.',
    });
    await press();
    expect(sends()).toBe(0);
    expect(field.attributes()).toMatchObject({ readonly: '', 'aria-disabled': 'true' });
    expect(field.element.value).toBe('hello');
    expect(composer.get(`#${field.attributes('aria-describedby')}`).text()).toBe('Nobody is here.');
  });

  it('says at most once a second that somebody is typing', async () => {
    const { type, typing } = setUp();
    await type('h');
    await type('he');
    vi.advanceTimersByTime(1_000);
    await type('hel');
    expect(typing()).toEqual([true, true]);
  });

  it('says that nobody is typing any more when the field is empty, left, or sent', async () => {
    const { type, field, press, typing } = setUp();
    await type('h');
    await type('');
    vi.advanceTimersByTime(1_000);
    await type('he');
    await field.trigger('blur');
    vi.advanceTimersByTime(1_000);
    await type('hel');
    await press();
    expect(typing()).toEqual([true, false, true, false, true, false]);
  });

  it('says nothing about typing that it has not said', async () => {
    const { field, typing } = setUp({ modelValue: 'a draft from before' });
    await field.trigger('blur');
    expect(typing()).toEqual([]);
  });

  describe('with Enter set to break the line', () => {
    it('breaks the line on Enter, and sends on Ctrl or Cmd and Enter', async () => {
      const { type, press, sends, field } = setUp({ enterSends: false });
      await type('hello');
      const event = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true });
      field.element.dispatchEvent(event);
      expect([sends(), event.defaultPrevented]).toEqual([0, false]);
      await press({ ctrlKey: true });
      await press({ metaKey: true });
      expect(sends()).toBe(2);
    });
  });

  it('holds back what cannot be sent yet, says why, and lets write on', async () => {
    const { composer, type, press, field, sends } = setUp({ heldReason: 'Soon.' });
    await type('hello');
    await press();
    expect([sends(), field.attributes('readonly'), composer.get('.note').text()]).toEqual([
      0,
      undefined,
      'Soon.',
    ]);
  });

  it('says how much is left only near the limit, and announces it once', async () => {
    const { composer, type } = setUp();
    await type('x'.repeat(MAX_MESSAGE_LENGTH - 501));
    expect(composer.find('.left').exists()).toBe(false);
    await type('x'.repeat(MAX_MESSAGE_LENGTH - 500));
    await type('x'.repeat(MAX_MESSAGE_LENGTH - 1));
    expect(composer.get('.left').text()).toBe('1 character left');
    expect(composer.get('[aria-live]').text()).toBe('500 characters left');
    await type('x'.repeat(MAX_MESSAGE_LENGTH + 1));
    expect(composer.find('.left').exists()).toBe(false);
    expect(composer.get('[aria-live]').text()).toContain('too long');
  });

  describe('given something from elsewhere', () => {
    function paste(field: ReturnType<typeof setUp>['field'], given: string, types = ['text/plain']): Event {
      const data = { types, getData: (type: string) => (type === 'text/plain' ? given : '') };
      const event = new Event('paste', { cancelable: true, bubbles: true });
      Object.defineProperty(event, 'clipboardData', { value: data });
      field.element.dispatchEvent(event);
      return event;
    }

    it('leaves plain text to the browser', () => {
      const { field } = setUp();
      expect(paste(field, 'hello\nyou').defaultPrevented).toBe(false);
    });

    it('takes a text without what only machines read, where the caret is', async () => {
      const { composer, field, type } = setUp();
      await type('ab');
      field.element.setSelectionRange(1, 1);
      expect(paste(field, '1\r\n\u00002').defaultPrevented).toBe(true);
      expect(composer.emitted('update:modelValue')?.at(-1)).toEqual(['a1\n2b']);
    });

    it('refuses what has no text, until something is typed', async () => {
      const { composer, field, type } = setUp();
      paste(field, '', ['Files']);
      await composer.vm.$nextTick();
      expect(composer.get('[role=alert]').text()).toBe('Only text can be sent here, no pictures or files.');
      await type('ok');
      expect(composer.find('[role=alert]').exists()).toBe(false);
    });

    it('refuses more than a draft can hold', async () => {
      const { composer, field } = setUp();
      expect(paste(field, 'x'.repeat(200_001)).defaultPrevented).toBe(true);
      await composer.vm.$nextTick();
      expect(composer.get('[role=alert]').text()).toContain('too much text');
    });
  });

  describe('with what looks like a card number', () => {
    it('asks first, and sends only what is sent anyway', async () => {
      const { composer, type, press, sends } = setUp();
      await type('It is 4111 1111 1111 1111');
      await press();
      expect([sends(), composer.get('dialog h2').text()]).toEqual([0, 'This looks like a card number']);
      await composer.findAll('dialog button')[0]?.trigger('click');
      expect([sends(), composer.find('dialog').exists()]).toEqual([0, false]);
      await press();
      await composer.findAll('dialog button')[1]?.trigger('click');
      expect([sends(), composer.find('dialog').exists()]).toEqual([1, false]);
    });
  });
});
