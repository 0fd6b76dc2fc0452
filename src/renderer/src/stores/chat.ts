import { computed, shallowRef } from 'vue';
import { defineStore } from 'pinia';
import { IDLE_CHAT, type ChatForm, type ChatPatch, type ChatView } from '@shared/chat';
import { callMain } from '../bridge';
import { applyChatPatch } from './chatPatch';

/** The chat as main has it. Nothing is decided here. */
export const useChatStore = defineStore('chat', () => {
  const view = shallowRef<ChatView>(IDLE_CHAT);

  const phase = computed(() => view.value.phase);
  const form = computed(() => view.value.form);
  const items = computed(() => view.value.items);
  const outgoing = computed(() => view.value.outgoing);
  const agents = computed(() => view.value.agents);
  const agentTyping = computed(() => view.value.agentTyping);
  const abilities = computed(() => view.value.abilities);
  const link = computed(() => view.value.link);
  const isKept = computed(() => view.value.isKept);

  function applySnapshot(snapshot: ChatView): void {
    view.value = snapshot;
  }

  function applyEvent(patch: ChatPatch): void {
    view.value = applyChatPatch(view.value, patch);
  }

  const start = (answers: ChatForm) => callMain('chat:start', answers);
  const end = () => callMain('chat:end', {});
  const reset = () => callMain('chat:reset', {});
  const send = (text: string) => callMain('chat:send', { text });
  const resend = (localId: string) => callMain('chat:resend', { localId });
  const discard = (localId: string) => callMain('chat:discard', { localId });
  const setTyping = (typing: boolean) => callMain('chat:setTyping', { typing });
  const setDraft = (draft: string) => callMain('chat:setDraft', { text: draft });
  const readTranscript = () => callMain('transcript:read', {});
  const saveTranscript = () => callMain('transcript:save', {});
  const printTranscript = () => callMain('transcript:print', {});
  const openLink = (address: string) => callMain('link:open', { address });

  return {
    view,
    phase,
    form,
    items,
    outgoing,
    agents,
    agentTyping,
    abilities,
    link,
    isKept,
    applySnapshot,
    applyEvent,
    start,
    end,
    reset,
    send,
    resend,
    discard,
    setTyping,
    setDraft,
    readTranscript,
    saveTranscript,
    printTranscript,
    openLink,
  };
});
