/** When the start of the app was how far, in milliseconds since its process began. */
export interface StartTimes {
  /** Main had built its parts; null before. */
  readonly assembledMs: number | null;
  /** The page first asked for what to show. */
  readonly pageAskedMs: number | null;
}

export interface StartWatch {
  noteAssembled(): void;
  notePageAsked(): void;
  get(): StartTimes;
}

/** `sinceStart`: milliseconds since the process began. */
export function createStartWatch(sinceStart: () => number): StartWatch {
  let assembledMs: number | null = null;
  let pageAskedMs: number | null = null;
  return {
    noteAssembled() {
      assembledMs ??= Math.round(sinceStart());
    },
    notePageAsked() {
      pageAskedMs ??= Math.round(sinceStart());
    },
    get: () => ({ assembledMs, pageAskedMs }),
  };
}
