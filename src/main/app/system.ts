import { arch, cpus, release, totalmem } from 'node:os';
import { app } from 'electron';

const GIBIBYTE = 1024 ** 3;

/** The machine and what the app runs on, for the diagnostics. Neither its name nor that of its user is in it. */
export function describeSystem(): Record<string, string> {
  const { electron, chrome, node } = process.versions;
  return {
    version: app.getVersion(),
    electron,
    chrome,
    node,
    platform: `${process.platform} ${arch()}`,
    release: release(),
    processors: String(cpus().length),
    memory: `${(totalmem() / GIBIBYTE).toFixed(1)} GiB`,
    locale: app.getSystemLocale(),
    isPackaged: String(app.isPackaged),
  };
}
