/**
 * Puts a text where the caret is, in place of what is selected, and leaves the caret behind it. Through the browser's
 * own editing where that is possible, so that it can be undone.
 */
export function insertAtCaret(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  // Deprecated, and still the only way that keeps the history of the field.
  if (document.execCommand?.('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
