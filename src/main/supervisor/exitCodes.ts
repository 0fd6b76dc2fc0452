/** How the app ends, and what whoever watches over it does then. Documented in docs/command-line.md. */
export const EXIT_BAD_COMMAND_LINE = 2;
export const EXIT_BAD_POLICY = 3;
/** The app asks to be started again: a planned restart, or a recovery. */
export const EXIT_RESTART = 75;
/** The same, with graphics drawn by the processor. */
export const EXIT_RESTART_WITHOUT_GPU = 76;
/** Another app has this data folder, and its supervisor may have died: whoever supervises this one waits for its turn. */
export const EXIT_ALREADY_RUNNING = 77;

export type ExitMeaning =
  /** Somebody who may has closed it, or a start again would end the same way. */
  'deliberate' | 'restart' | 'restartWithoutGpu' | 'alreadyRunning' | 'crash';

/** `code` is null for an end by a signal. */
export function judgeExit(code: number | null): ExitMeaning {
  switch (code) {
    case 0:
    case EXIT_BAD_COMMAND_LINE:
    case EXIT_BAD_POLICY:
      return 'deliberate';
    case EXIT_RESTART:
      return 'restart';
    case EXIT_RESTART_WITHOUT_GPU:
      return 'restartWithoutGpu';
    case EXIT_ALREADY_RUNNING:
      return 'alreadyRunning';
    default:
      return 'crash';
  }
}
