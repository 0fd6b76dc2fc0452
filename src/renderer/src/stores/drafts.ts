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
  /** Main is taking the message; it is not handed over a second time meanwhile. */
  const isHandedOver = ref(false);
  /** To the configured fields of the Start screen, by their keys. */
  const answers = ref<Record<string, string>>({});
  /** The id of the department that was chosen, where there is something to choose; empty for none yet. */
  const department = ref('');
  /** What a link has put into the fields, to be told from what a person has typed. */
  let suggested = { nickname: '', subject: '' };

  /** A new chat begins with an empty question, the same person, and what that person had not sent. */
  function forgetChat(): void {
    subject.value = '';
    answers.value = {};
  }

  /** On a shared machine the next customer is somebody else. */
  function forgetPerson(): void {
    forgetChat();
    nickname.value = '';
    department.value = '';
    message.value = '';
  }

  /** Fills in what a link suggests. What a person has typed stays; what an earlier link suggested does not. */
  function suggest({ nickname: name, subject: question }: { nickname: string; subject: string }): void {
    if (name !== '' && (nickname.value === '' || nickname.value === suggested.nickname))
      nickname.value = name;
    if (question !== '' && (subject.value === '' || subject.value === suggested.subject))
      subject.value = question;
    suggested = { nickname: name, subject: question };
  }

  /** Takes what was sent out of the field, and leaves what was typed while it was being handed over. */
  function takeSent(sent: string): void {
    if (message.value.startsWith(sent)) message.value = message.value.slice(sent.length);
  }

  /** What main kept, after the page or the app was away. What has been typed since then is newer. */
  function restoreMessage(kept: string): void {
    if (message.value === '') message.value = kept;
  }

  return {
    nickname,
    subject,
    message,
    isHandedOver,
    answers,
    department,
    forgetChat,
    forgetPerson,
    suggest,
    takeSent,
    restoreMessage,
  };
});
