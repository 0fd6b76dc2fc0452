/** News without content: one part says that something has changed, others that came later look for themselves. */
export interface Notice {
  /** Calls all listeners, in the order in which they came. */
  tell(): void;
  listen(listener: () => void): void;
}

export function createNotice(): Notice {
  const listeners: (() => void)[] = [];
  return {
    tell() {
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.push(listener);
    },
  };
}
