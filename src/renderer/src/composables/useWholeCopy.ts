import { onMounted, onUnmounted, type Ref } from 'vue';

/**
 * A copy of everything that is selected gives all of the conversation. The browser would copy the rows that are drawn,
 * which of a long conversation are few.
 */
export function useWholeCopy(content: Readonly<Ref<HTMLElement | null>>, getText: () => string): void {
  function noticeCopy(event: ClipboardEvent): void {
    if (!event.clipboardData || event.defaultPrevented || !isAllSelected()) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', getText());
  }

  function isAllSelected(): boolean {
    const selection = document.getSelection();
    if (!content.value || !selection || selection.rangeCount === 0) return false;
    return selection.containsNode(content.value, false);
  }

  onMounted(() => document.addEventListener('copy', noticeCopy));
  onUnmounted(() => document.removeEventListener('copy', noticeCopy));
}
