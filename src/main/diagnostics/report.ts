import type { ConnectionTestResult } from '@shared/connectionTest';
import type { StatusView } from '@shared/diagnostics';
import { SETTING_NAMES, type Settings } from '@shared/settings';
import { SETTING_CATALOG } from '@shared/settingsCatalog';
import type { MergedSettings } from '../settings/layers';
import { maskSecret } from '../settings/maskSecrets';
import { formatConnectionTest } from './formatConnectionTest';
import type { PollLatency } from './pollMeter';
import type { StartTimes } from './startTimes';

/** What is in the file that is sent to whoever shall find out what is wrong. */
export interface ReportParts {
  readonly at: Date;
  readonly system: Readonly<Record<string, string>>;
  readonly status: StatusView;
  readonly settings: MergedSettings;
  /** Of each contact center that a chat may go to. */
  readonly connectionTests: readonly ConnectionTestResult[];
  readonly pollLatency: PollLatency | null;
  readonly startTimes: StartTimes;
  /** The oldest first. */
  readonly logLines: readonly string[];
}

const REMOVED = '********';
/** A shorter one stands in too many innocent words. */
const MIN_SECRET_LENGTH = 4;

function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(listTexts) : [];
}

/** What must not be in the file, wherever it may have come from. */
function listSecrets(values: Settings): string[] {
  return SETTING_NAMES.filter((name) => SETTING_CATALOG[name].isSecret)
    .flatMap((name) => listTexts(values[name]))
    .filter((text) => text.length >= MIN_SECRET_LENGTH)
    .map((text) => JSON.stringify(text).slice(1, -1));
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The end of a file that was cut off, as by a power failure.
    return line;
  }
}

/** The whole file. Message texts and names are in none of its parts; secrets are masked, and looked for once more. */
export function formatReport(parts: ReportParts): string {
  const { at, system, status, settings, connectionTests, pollLatency, startTimes, logLines } = parts;
  const { values, sources } = settings;
  const report = {
    about: 'Counterline diagnostics',
    at: at.toISOString(),
    system,
    status,
    settings: Object.fromEntries(
      SETTING_NAMES.map((name) => [name, { value: maskSecret(name, values[name]), source: sources[name] }]),
    ),
    connectionTests: connectionTests.map((result) => formatConnectionTest(result).split('\n')),
    performance: { startTimes, pollLatency },
    log: logLines.map(parseLine),
  };
  const text = JSON.stringify(report, null, 2);
  return listSecrets(values).reduce((clean, secret) => clean.replaceAll(secret, REMOVED), `${text}\n`);
}
