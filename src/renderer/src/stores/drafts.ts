import { ref } from 'vue';
import { defineStore } from 'pinia';

/**
 * What the person has typed and not handed over. It lives here and not in the fields, so that a screen that
 * changes under their hands takes nothing away.
 */
export const useDraftsStore = defineStore('drafts', () => {
  const nickname = ref('');
  const subject = ref('');
  const message = ref('');

  /** A new chat begins with an empty question, the same person, and what they had not sent yet. */
  function forgetChat(): void {
    subject.value = '';
  }

  /** On a shared machine the next customer is somebody else. */
  function forgetPerson(): void {
    forgetChat();
    message.value = '';
    nickname.value = '';
  }

  /** Takes what was sent out of the field, and leaves what was typed while it was being handed over. */
  function takeSent(sent: string): void {
    if (message.value.startsWith(sent)) message.value = message.value.slice(sent.length);
  }

  /** What main kept, after the page or the app was away. What has been typed since then is newer. */
  function restoreMessage(kept: string): void {
    if (message.value === '') message.value = kept;
  }

  return { nickname, subject, message, forgetChat, forgetPerson, takeSent, restoreMessage };
});
