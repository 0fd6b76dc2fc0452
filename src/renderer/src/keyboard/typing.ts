import { composeKana } from './layouts';

/** What the keyboard on the screen does to the field that has the focus. */
export type TextEntry = HTMLInputElement | HTMLTextAreaElement;

const TEXT_TYPES = new Set(['text', 'search', 'email', 'tel', 'url']);

/** The field that `target` is, if a text can be typed into it. One that brings its own keys is left alone. */
export function asTextEntry(target: EventTarget | null): TextEntry | null {
  if (!(target instanceof HTMLInputElement) && !(target instanceof HTMLTextAreaElement)) return null;
  if (target.readOnly || target.disabled || target.inputMode === 'none') return null;
  return target instanceof HTMLTextAreaElement || TEXT_TYPES.has(target.type) ? target : null;
}

/** Through the browser's own editing, so that limits of length hold and nothing but the field changes. */
function edit(command: 'insertText' | 'delete', text?: string): void {
  // Deprecated, and still the only way that keeps the selection, the limits and the events of a field.
  document.execCommand(command, false, text);
}

export function typeKey(field: TextEntry, key: string): void {
  field.focus();
  const caret = field.selectionStart;
  const isCaret = caret !== null && caret === field.selectionEnd;
  const composed = isCaret ? composeKana(field.value.slice(Math.max(0, caret - 1), caret), key) : null;
  if (composed !== null) edit('delete');
  edit('insertText', composed ?? key);
}

export function deleteBack(field: TextEntry): void {
  field.focus();
  edit('delete');
}

/** As the key of a keyboard would: the field decides what it means. What nobody takes breaks the line, or sends the form. */
export function pressEnter(field: TextEntry): void {
  field.focus();
  const event = new KeyboardEvent('keydown', {
    key: 'Enter',
    code: 'Enter',
    bubbles: true,
    cancelable: true,
  });
  if (!field.dispatchEvent(event)) return;
  if (field instanceof HTMLTextAreaElement) edit('insertText', '\n');
  else field.form?.requestSubmit();
}
