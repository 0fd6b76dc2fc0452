/**
 * Puts a text on the clipboard, and says whether it is there. Where the page may not use the clipboard
 * interface, the older way does it: a selection in a field of its own.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused by the permission rules of the window, and nothing to report: the other way is tried at once.
    return copySelection(text);
  }
}

function copySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.className = 'visually-hidden';
  field.value = text;
  const hadFocus = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (hadFocus instanceof HTMLElement) hadFocus.focus();
  return copied;
}
