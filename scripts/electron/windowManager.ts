import { join } from 'node:path';
import { projectRoot } from '../process/projectRoot';

/** On the virtual displays of the tests: without one nothing is really full-screen. */
export const TEST_WINDOW_MANAGER = [
  'openbox',
  '--sm-disable',
  '--config-file',
  join(projectRoot, 'scripts', 'electron', 'openbox.xml'),
] as const;
