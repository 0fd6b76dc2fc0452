import { dirname } from 'node:path';
import { check, closed, open, unknown, type Check, type Machine } from './machine';

/** The rows that Windows owns (docs/kiosk/windows.md). Written from Microsoft's documents; not tried on Windows yet. */

const WINLOGON = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon';

function readRegistry(machine: Machine, key: string, value: string): string | null {
  const printed = machine.run('reg', ['query', key, '/v', value]);
  return /REG_\w+\s+(.*?)\s*$/m.exec(printed ?? '')?.[1] ?? null;
}

const askPowerShell = (machine: Machine, command: string) =>
  machine.run('powershell', ['-NoProfile', '-NonInteractive', '-Command', command])?.trim() ?? null;

export const WINDOWS_CHECKS: readonly Check[] = [
  check('shell', 'Shell Launcher or Assigned Access, by the files in docs/kiosk/windows/.', (machine) => {
    const launcher = askPowerShell(
      machine,
      '(Get-CimInstance -Namespace root/standardcimv2/embedded -ClassName WESL_UserSetting | Measure-Object).Count',
    );
    if (launcher !== null && Number(launcher) > 0) return closed('Shell Launcher is configured');
    const assigned = askPowerShell(machine, '(Get-AssignedAccess).UserName');
    if (assigned !== null && assigned !== '') return closed('Assigned Access is configured');
    return open('neither Shell Launcher nor Assigned Access was found');
  }),
  check('keyboardFilter', 'Switch Keyboard Filter on, by the script in docs/kiosk/windows/.', (machine) => {
    const state = machine.run('sc', ['query', 'MsKeyboardFilter']);
    if (state === null) return open('Keyboard Filter is not installed');
    return /RUNNING/.test(state) ? closed('Keyboard Filter runs') : open('Keyboard Filter does not run');
  }),
  check('autologon', 'Set AutoAdminLogon for the account of the counter.', (machine) =>
    readRegistry(machine, WINLOGON, 'AutoAdminLogon') === '1'
      ? closed('an account is logged on by itself')
      : open('no account is logged on by itself'),
  ),
  check('administrator', 'Run the app in a standard account.', (machine) => {
    const groups = machine.run('whoami', ['/groups']);
    if (groups === null) return unknown('whoami does not answer');
    return /S-1-5-32-544/.test(groups)
      ? open('the account is an administrator')
      : closed('the account is no administrator');
  }),
  check('installFolder', 'Install the app for all users.', ({ execPath, isWritable }) =>
    isWritable(dirname(execPath))
      ? open('the install folder can be written')
      : closed('the install folder cannot be written'),
  ),
  check('supervisor', 'Start the app with --supervised.', ({ commandLines }) =>
    commandLines.some((line) => line.includes('--supervised'))
      ? closed('a supervised app runs')
      : open('no supervised app runs'),
  ),
];
