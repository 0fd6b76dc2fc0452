import { onMounted, onUnmounted, ref, type Ref } from 'vue';
import { MAX_DRAFT_LENGTH } from '@shared/limits';
import { toPlainText } from '../text/plainText';
import { insertAtCaret } from './insertAtCaret';

/** Why something that was pasted or dropped was not taken. */
export type TakingRefusal = 'onlyText' | 'tooMuch';

export interface PlainTextOnly {
  /** The last refusal; null again as soon as something is typed or taken. */
  readonly refusal: Readonly<Ref<TakingRefusal | null>>;
  readonly takePasted: (event: ClipboardEvent) => void;
  readonly forgetRefusal: () => void;
}

/**
 * Whatever is pasted or dropped becomes plain text, or is refused with a reason. Files are refused anywhere in the
 * window, where the browser would otherwise do with them what it likes.
 */
export function usePlainTextOnly(field: Readonly<Ref<HTMLTextAreaElement | null>>): PlainTextOnly {
  const refusal = ref<TakingRefusal | null>(null);

  /** What is plain already is left to the browser, which can undo it and knows where it was dropped. */
  function take(event: Event, data: DataTransfer): void {
    if (!field.value || field.value.readOnly) return;
    const given = data.getData('text/plain');
    refusal.value = refusalOf(given, field.value);
    const plain = toPlainText(given);
    if (refusal.value !== null || plain !== given) event.preventDefault();
    if (refusal.value === null && plain !== given) insertAtCaret(field.value, plain);
  }

  function takePasted(event: ClipboardEvent): void {
    if (event.clipboardData) take(event, event.clipboardData);
  }

  function noticeDragOver(event: DragEvent): void {
    // Allowed up to the drop: where it is forbidden, nobody hears of the drop and nothing could be said about it.
    if (event.dataTransfer && bringsFiles(event.dataTransfer)) event.preventDefault();
  }

  function noticeDrop(event: DragEvent): void {
    if (!event.dataTransfer) return;
    if (bringsFiles(event.dataTransfer)) {
      event.preventDefault();
      refusal.value = 'onlyText';
    } else if (event.target === field.value) {
      take(event, event.dataTransfer);
    }
  }

  onMounted(() => {
    window.addEventListener('dragover', noticeDragOver);
    window.addEventListener('drop', noticeDrop);
  });
  onUnmounted(() => {
    window.removeEventListener('dragover', noticeDragOver);
    window.removeEventListener('drop', noticeDrop);
  });

  return { refusal, takePasted, forgetRefusal: () => (refusal.value = null) };
}

function bringsFiles(data: DataTransfer): boolean {
  return data.types.includes('Files');
}

function refusalOf(given: string, field: HTMLTextAreaElement): TakingRefusal | null {
  if (given === '') return 'onlyText';
  return field.value.length + given.length > MAX_DRAFT_LENGTH ? 'tooMuch' : null;
}
