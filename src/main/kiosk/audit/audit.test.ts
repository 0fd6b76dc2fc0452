import { describe, expect, it } from 'vitest';
import {
  audit,
  EXIT_NOTHING_OPEN,
  EXIT_SOMETHING_OPEN,
  formatFindings,
  getChecks,
  getExitCode,
} from './audit';
import { LINUX_CHECKS } from './linuxChecks';
import type { Finding, Machine } from './machine';
import { WINDOWS_CHECKS } from './windowsChecks';

/** A counter as docs/kiosk/linux.md makes it. */
function machineWith(
  more: Partial<Machine> & { files?: Record<string, string>; prints?: Record<string, string> } = {},
): Machine {
  const files: Record<string, string> = {
    '/etc/systemd/system/counterline.service': '[Service]',
    '/etc/X11/xorg.conf.d/10-counterline.conf': 'Option "DontVTSwitch" "true"',
    '/proc/sys/kernel/sysrq': '0\n',
    '/etc/counterline/policy.json': '{}',
    '/proc/self/limits': 'Max core file size        0                    0                    bytes\n',
    '/proc/sys/kernel/core_pattern': 'core\n',
    '/proc/swaps': 'Filename Type Size Used Priority\n',
    ...more.files,
  };
  const prints: Record<string, string> = {
    id: 'counterline',
    setxkbmap: 'rules: evdev',
    systemctl: 'masked',
    loginctl: ' c1 999 counterline seat0 tty1\n',
    xset: 'timeout:  0    cycle:  0\n  DPMS is Disabled',
    ...more.prints,
  };
  return {
    platform: 'linux',
    args: ['--policy=/etc/counterline/policy.json'],
    execPath: '/opt/counterline/counterline',
    env: {},
    userId: 999,
    readFile: (path) => files[path] ?? null,
    list: (folder) =>
      Object.keys(files).flatMap((path) =>
        path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
      ),
    isWritable: () => false,
    isSetUserId: (path) => path === '/opt/counterline/chrome-sandbox',
    run: (command) => prints[command] ?? null,
    programs: ['cage', 'counterline'],
    commandLines: ['/opt/counterline/counterline --supervised --kiosk'],
    ...more,
  };
}

function findOpen(machine: Machine, checks = LINUX_CHECKS): string[] {
  return audit(machine, checks).flatMap(({ name, state }) => (state === 'open' ? [name] : []));
}

describe('the audit of a Linux counter', () => {
  it('finds nothing open on one that is set up as documented, and everything known', () => {
    const findings = audit(machineWith(), LINUX_CHECKS);
    expect(findings.filter(({ state }) => state !== 'closed')).toEqual([]);
    expect(getExitCode(findings)).toBe(EXIT_NOTHING_OPEN);
  });

  it.each<[string, Parameters<typeof machineWith>[0]]>([
    ['account', { userId: 0 }],
    ['sudo', { prints: { id: 'counterline sudo' } }],
    ['sudo', { prints: { sudo: '(ALL) NOPASSWD: ALL' } }],
    ['sandbox', { args: ['--no-sandbox', '--policy=/etc/counterline/policy.json'] }],
    ['policyFile', { args: ['--policy=/etc/counterline/other.json'] }],
    ['policyFile', { isWritable: (path) => path === '/etc/counterline' }],
    ['sandbox', { isSetUserId: () => false, files: { '/proc/sys/kernel/unprivileged_userns_clone': '0\n' } }],
    ['supervisor', { commandLines: ['counterline --kiosk'] }],
    ['desktop', { programs: ['gnome-shell'] }],
    ['terminals', { files: { '/etc/X11/xorg.conf.d/10-counterline.conf': '' } }],
    ['zap', { prints: { setxkbmap: 'options: terminate:ctrl_alt_bksp' } }],
    ['sysrq', { files: { '/proc/sys/kernel/sysrq': '176\n' } }],
    ['ctrlAltDelete', { prints: { systemctl: 'enabled' } }],
    ['otherSessions', { prints: { loginctl: ' c1 999 counterline seat0\n c2 1000 anna seat0\n' } }],
    ['automount', { programs: ['udiskie'] }],
    ['settingsPrograms', { programs: ['nm-applet'] }],
    ['screenLock', { programs: ['xscreensaver'] }],
    ['screenBlank', { prints: { xset: 'timeout:  600    cycle:  600' } }],
    ['coreDumps', { files: { '/proc/sys/kernel/core_pattern': '|/usr/lib/systemd/systemd-coredump' } }],
    ['swap', { files: { '/proc/swaps': 'Filename\n/dev/sda2 partition 1 0 -2\n' } }],
  ])('finds %s open', (name, machine) => {
    expect(findOpen(machineWith(machine))).toEqual([name]);
  });

  it('finds a folder and a policy that the account can write', () => {
    expect(findOpen(machineWith({ isWritable: () => true }))).toEqual(['installFolder', 'policyFile']);
  });

  it('says what it does not know, and is not satisfied by it alone', () => {
    const findings = audit(machineWith({ run: () => null, args: [] }), LINUX_CHECKS);
    const unknown = findings.filter(({ state }) => state === 'unknown').map(({ name }) => name);
    expect(unknown).toEqual(['policyFile', 'zap', 'ctrlAltDelete', 'otherSessions', 'screenBlank']);
    expect(formatFindings(findings)).toContain(
      'UNKNOWN  zap: what Ctrl+Alt+Backspace does: setxkbmap does not answer (no X11)',
    );
  });
});

it('on Windows asks for the shell, the filter and the account', () => {
  const machine = machineWith({
    platform: 'win32',
    prints: {
      powershell: '1',
      sc: 'STATE : 4 RUNNING',
      reg: '    AutoAdminLogon    REG_SZ    1\r\n',
      whoami: 'S-1-5-32-545',
    },
  });
  expect(findOpen(machine, WINDOWS_CHECKS)).toEqual([]);
  expect(
    findOpen(machineWith({ platform: 'win32', run: () => null, commandLines: [] }), WINDOWS_CHECKS),
  ).toEqual(['shell', 'keyboardFilter', 'autologon', 'supervisor']);
});

it('what is open comes first, with its mend, and decides the exit code', () => {
  const findings: Finding[] = [
    { name: 'one', state: 'closed', found: 'fine', mend: 'nothing' },
    { name: 'two', state: 'open', found: 'a door', mend: 'Close it.' },
  ];
  expect(formatFindings(findings).split('\n')).toEqual([
    'OPEN     two: a door',
    '         Close it.',
    'CLOSED   one: fine',
    '1 open, 0 unknown, 1 closed',
  ]);
  expect(getExitCode(findings)).toBe(EXIT_SOMETHING_OPEN);
  expect(getChecks('darwin')).toBeNull();
});
