import { watch } from 'vue';
import { playJoinSound } from '../sound/joinSound';
import { useAppStore } from '../stores/app';
import { useChatStore } from '../stores/chat';

/**
 * A sound when an agent joins somebody who waits. Where nobody looks at the window, the notification has one of its
 * own, and two would be a noise.
 */
export function useJoinSound(play: () => Promise<void> = playJoinSound): void {
  const app = useAppStore();
  const chat = useChatStore();

  watch(
    () => chat.phase.name,
    (phase, before) => {
      if (phase !== 'chatting' || before !== 'waiting' || app.kiosk) return;
      const isNotified = app.preferences.notifications && !document.hasFocus();
      if (app.preferences.notificationSound && !isNotified) void play();
    },
  );
}
