import { join } from 'node:path';
import { app } from 'electron';
import { silentLog } from '../../lib/log';
import { systemClock } from '../../lib/time';
import { NO_POLICY } from '../../settings/policy/policy';
import { createSettings } from '../../settings/settings';
import { peekUserSettings } from '../../settings/userFile';
import type { Action, CommandLine } from '../commandLine';
import { nameClientCertificates } from '../clientCertificates';
import { createConnector } from '../connection';
import { EXIT_OK } from '../exitCodes';
import { readPolicyInTerminal, requirePolicy } from '../startPolicy';
import { describeCheck, type CheckReport } from './checkReport';
import { describeConfig } from './printedConfig';

/** What the app does instead of opening its window. It reads, changes nothing, and may run beside the app. */

const getUserFile = () => join(app.getPath('userData'), 'settings.json');

async function printConfig(commandLine: CommandLine): Promise<void> {
  const reading = await readPolicyInTerminal(commandLine, systemClock);
  const config = describeConfig({
    version: app.getVersion(),
    dataFolder: app.getPath('userData'),
    userFile: getUserFile(),
    commandLine,
    reading,
    user: await peekUserSettings(getUserFile()),
  });
  await print([JSON.stringify(config, null, 2)]);
  await requirePolicy(reading);
}

/** The one place that decides how a connection is tested without a window. */
async function checkConnection(commandLine: CommandLine): Promise<CheckReport> {
  const policy = await requirePolicy(await readPolicyInTerminal(commandLine, systemClock));
  const user = await peekUserSettings(getUserFile());
  const settings = createSettings({
    userFile: { getValues: () => user.values, save: () => Promise.reject(new Error('Only looking')) },
    policy: { ...NO_POLICY, ...policy },
    commandLine: commandLine.settings,
    keepsChoices: false,
    log: silentLog,
    onChange: () => undefined,
  });
  const destinations = settings.listDestinations();
  const connector = createConnector(systemClock, silentLog);
  nameClientCertificates(connector.getCertificateName);
  const results = await connector.testEach(destinations);
  return describeCheck(
    destinations.flatMap(({ contactCenter, settings: { serverUrl } }, number) => {
      const result = results[number];
      return result === undefined ? [] : [{ serverUrl, department: contactCenter, result }];
    }),
  );
}

/** Resolves when it is written: ending the program would cut it off. */
function print(lines: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${lines.join('\n')}\n`, () => resolve());
  });
}

/** Does what was asked for, and answers the exit code. Only for `check` must the app be ready. */
export async function runAction(action: Action, commandLine: CommandLine): Promise<number> {
  switch (action) {
    case 'version':
      await print([`counterline ${app.getVersion()}`]);
      return EXIT_OK;
    case 'print-config':
      await printConfig(commandLine);
      return EXIT_OK;
    case 'check': {
      const { lines, exitCode } = await checkConnection(commandLine);
      await print(lines);
      return exitCode;
    }
  }
}
