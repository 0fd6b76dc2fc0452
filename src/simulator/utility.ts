import { startDemo } from './demo';
import { parseFlags } from './flags';
import { runUtility, type ParentPort } from './utilityProcess';

/**
 * The contact center in a utility process of the app: it starts at once, posts `ready` with its addresses, and stops
 * when the app says so or goes away. Flags as in the terminal.
 */
const { parentPort } = process as unknown as { parentPort?: ParentPort };

if (parentPort) {
  runUtility({
    parentPort,
    start: () => {
      const parsed = parseFlags(process.argv.slice(2).filter(isOurs));
      return parsed.ok ? startDemo(parsed.flags) : Promise.reject(new Error(parsed.problem));
    },
    parentProcessId: () => process.ppid,
    exit: (code) => process.exit(code),
  });
} else {
  console.error('This file runs as a utility process of the app. In a terminal: npm run simulator');
  process.exitCode = 1;
}

/** Chromium adds switches of its own to the command line; ours are told by name. */
function isOurs(arg: string): boolean {
  return /^--(port|contact-center-id|no-autopilot|pace|seed|console-dir|faults)(=|$)/.test(arg);
}
