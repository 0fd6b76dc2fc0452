/** Documented in docs/command-line.md, for scripts of administrators: a number never changes its meaning. */
export const EXIT_OK = 0;
export const EXIT_CANNOT_START = 1;
export const EXIT_BAD_COMMAND_LINE = 2;
export const EXIT_BAD_POLICY = 3;
/** `--check`: the contact center cannot be reached, or does not accept the app. */
export const EXIT_CHECK_FAILED = 4;
/** `--check`: no server address or contact center id is set. */
export const EXIT_NOT_CONFIGURED = 5;
