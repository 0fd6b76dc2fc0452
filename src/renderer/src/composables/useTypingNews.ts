const TYPING_NEWS_EVERY_MS = 1_000;

export interface TypingNews {
  /** To be called with what the field holds after each change. */
  readonly noticeInput: (value: string) => void;
  /** The field was left, or what it held was sent. */
  readonly sayStopped: () => void;
}

/** Tells that the person is typing: again while they keep on, but not at every key, and once when they have stopped. */
export function useTypingNews(say: (isTyping: boolean) => void): TypingNews {
  let isSaidTyping = false;
  let saidTypingAtMs = -Infinity;

  function sayTyping(): void {
    const nowMs = Date.now();
    if (nowMs - saidTypingAtMs < TYPING_NEWS_EVERY_MS) return;
    saidTypingAtMs = nowMs;
    isSaidTyping = true;
    say(true);
  }

  function sayStopped(): void {
    if (!isSaidTyping) return;
    isSaidTyping = false;
    say(false);
  }

  return {
    noticeInput: (value) => (value.trim() === '' ? sayStopped() : sayTyping()),
    sayStopped,
  };
}
