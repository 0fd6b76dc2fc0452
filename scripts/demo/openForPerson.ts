import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { PreparedElectron } from '../electron/launch';
import { runVisibly } from '../process/childProcesses';
import { projectRoot } from '../process/projectRoot';

/** The address of the agent page in a line of the app's log, or null. */
export function findConsoleUrl(line: string): string | null {
  return /"event":"demo contact center runs","consoleUrl":"([^"]+)"/.exec(line)?.[1] ?? null;
}

/** Opens the app and says where to play the agent. Ends when the app is closed. */
export async function openForPerson(electron: PreparedElectron): Promise<number> {
  const output = new Readable({ read: () => undefined });
  createInterface({ input: output }).on('line', (line) => {
    const consoleUrl = findConsoleUrl(line);
    if (consoleUrl !== null) console.log(`\nTo play the agent, open ${consoleUrl} in a browser.\n`);
  });
  return runVisibly(electron.executablePath, [...electron.args, projectRoot, '--demo'], {
    cwd: projectRoot,
    env: electron.env,
    output: (text) => output.push(text),
    isInteractive: true,
  });
}
