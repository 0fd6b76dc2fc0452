/** On the virtual displays of the tests: without one nothing is really full-screen. */
export const TEST_WINDOW_MANAGER = ['openbox', '--sm-disable'] as const;
