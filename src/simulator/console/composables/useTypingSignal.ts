import { onScopeDispose } from 'vue';

const PAUSE_MS = 4000;

export interface TypingSignal {
  /** Called at each key stroke; an empty field means that nobody is typing any more. */
  keyed(isEmpty: boolean): void;
  stop(): void;
}

/** Tells once that typing began and once that it stopped: after a pause, when the field is empty, or when all is over. */
export function useTypingSignal(signal: { start: () => void; stop: () => void }): TypingSignal {
  let isTyping = false;
  let pause: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(pause);
    if (!isTyping) return;
    isTyping = false;
    signal.stop();
  }

  onScopeDispose(stop);

  return {
    keyed(isEmpty) {
      if (isEmpty) return stop();
      clearTimeout(pause);
      pause = setTimeout(stop, PAUSE_MS);
      if (isTyping) return;
      isTyping = true;
      signal.start();
    },
    stop,
  };
}
