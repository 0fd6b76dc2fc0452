import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../scripts/process/runCommand';
import { findCustomers } from './customer';
import type { Findings } from './findings';

/** Customers whose words are in a file below this folder: at a counter there are none, not even during a chat. */
async function findWordsOnDisk(folder: string): Promise<{ file: string; customers: Set<number> }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ name, parentPath }) => {
        // Chromium replaces files as it likes: one that has just gone holds nothing.
        const content = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
        // The web platform's stores write some texts with two bytes for a letter, at even or odd places.
        const texts = [
          content.toString('latin1'),
          content.toString('utf16le'),
          content.subarray(1).toString('utf16le'),
        ];
        return { file: name, customers: findCustomers(texts.join('\n')) };
      }),
  );
  return found.filter(({ customers }) => customers.size > 0);
}

export async function lookAtDisk(folder: string, findings: Findings): Promise<void> {
  for (const { file, customers } of await findWordsOnDisk(folder))
    findings.violate(`${file} holds words of customers ${[...customers].join(', ')}`);
}

/** Windows with a name, by the window system itself: one of the app, and any dialog. */
export async function lookForDialogs(env: NodeJS.ProcessEnv, findings: Findings): Promise<void> {
  const { stdout } = await runCommand('xdotool', ['search', '--onlyvisible', '--name', '.'], { env });
  const ids = stdout.split('\n').filter((line) => /^\d+$/.test(line.trim()));
  if (ids.length > 1) findings.violate(`${ids.length} windows are shown where there is one`);
}

/** What the app has printed, all runs of it. */
export function lookAtLog(log: string, findings: Findings): void {
  const customers = findCustomers(log);
  if (customers.size > 0) findings.violate(`the log holds words of customers ${[...customers].join(', ')}`);
}
