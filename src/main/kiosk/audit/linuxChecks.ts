import { dirname, join } from 'node:path';
import { check, closed, open, unknown, type Check, type Machine } from './machine';

/** The rows that Linux owns (docs/kiosk/linux.md has the steps that close them). */

const DESKTOPS = [
  'gnome-shell',
  'plasmashell',
  'xfce4-session',
  'mate-session',
  'cinnamon',
  'lxsession',
  'budgie-panel',
];
const AUTOMOUNTERS = ['udiskie', 'gvfs-udisks2-vo', 'gvfs-udisks2-volume-monitor', 'pcmanfm', 'thunar'];
const SETTINGS_PROGRAMS = [
  'nm-applet',
  'nm-connection-editor',
  'gnome-control-center',
  'systemsettings',
  'blueman-applet',
];
const LOCKERS = [
  'light-locker',
  'xscreensaver',
  'gnome-screensaver',
  'xss-lock',
  'swayidle',
  'swaylock',
  'i3lock',
];

function findRunning({ programs }: Machine, names: readonly string[]): readonly string[] {
  return names.filter((name) => programs.includes(name));
}

function readFolder(machine: Machine, folder: string): string {
  return machine
    .list(folder)
    .map((name) => machine.readFile(join(folder, name)) ?? '')
    .join('\n');
}

function noneOf(
  names: readonly string[],
  what: string,
): (machine: Machine) => ReturnType<typeof open | typeof closed> {
  return (machine) => {
    const running = findRunning(machine, names);
    return running.length > 0 ? open(`${running.join(', ')} runs`) : closed(`${what} does not run`);
  };
}

export const LINUX_CHECKS: readonly Check[] = [
  check('account', 'Run the app in an account of its own, without rights.', ({ userId }) =>
    userId === 0 ? open('the app runs as root') : closed('the app does not run as root'),
  ),
  check(
    'sudo',
    'Take the account out of the groups sudo, wheel and admin, and out of /etc/sudoers.d.',
    (machine) => {
      const groups = (machine.run('id', ['-nG']) ?? '').split(/\s+/);
      const strong = groups.filter((group) => ['sudo', 'wheel', 'admin', 'docker', 'disk'].includes(group));
      if (strong.length > 0) return open(`the account is in ${strong.join(', ')}`);
      const allowed = machine.run('sudo', ['-n', '-l']);
      return allowed?.includes('NOPASSWD') === true
        ? open('sudo works without a password')
        : closed('no rights by sudo were found');
    },
  ),
  check(
    'sandbox',
    'Never start with --no-sandbox; allow user namespaces, or install chrome-sandbox as root with mode 4755.',
    (machine) => {
      if (machine.args.includes('--no-sandbox')) return open('the app was started with --no-sandbox');
      const helper = join(dirname(machine.execPath), 'chrome-sandbox');
      if (machine.isSetUserId(helper)) return closed('chrome-sandbox is installed');
      const clone = machine.readFile('/proc/sys/kernel/unprivileged_userns_clone')?.trim();
      const restricted = machine.readFile('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')?.trim();
      return clone === '0' || restricted === '1'
        ? open('user namespaces are not allowed, and chrome-sandbox is not installed')
        : closed('user namespaces are allowed');
    },
  ),
  check(
    'installFolder',
    'Install the app as root into a folder that its account cannot write.',
    ({ execPath, isWritable }) =>
      isWritable(dirname(execPath)) || isWritable(execPath)
        ? open(`${dirname(execPath)} can be written by this account`)
        : closed('the install folder cannot be written'),
  ),
  check(
    'policyFile',
    'Give the policy to root, readable by all, writable by root only.',
    ({ args, readFile, isWritable }) => {
      const path = args.findLast((arg) => arg.startsWith('--policy='))?.slice('--policy='.length);
      if (path === undefined) return unknown('no --policy was given to the audit');
      if (readFile(path) === null) return open(`${path} cannot be read by this account, or is not there`);
      // Whoever can write the folder can put another file in its place.
      return isWritable(path) || isWritable(dirname(path))
        ? open(`${path} or its folder can be written by this account`)
        : closed('the policy cannot be written');
    },
  ),
  check(
    'supervisor',
    'Start the app with --supervised, by the unit or session in docs/kiosk/linux/.',
    ({ commandLines }) =>
      commandLines.some((line) => line.split(' ').includes('--supervised'))
        ? closed('a supervised app runs')
        : open('no supervised app runs'),
  ),
  check(
    'autologin',
    'Use the unit in docs/kiosk/linux/, or set the automatic login of the display manager.',
    (machine) => {
      const text = [
        machine.readFile('/etc/lightdm/lightdm.conf'),
        readFolder(machine, '/etc/lightdm/lightdm.conf.d'),
        machine.readFile('/etc/gdm3/custom.conf'),
        machine.readFile('/etc/gdm/custom.conf'),
        machine.readFile('/etc/sddm.conf'),
        readFolder(machine, '/etc/sddm.conf.d'),
        readFolder(machine, '/etc/systemd/system/getty@tty1.service.d'),
      ].join('\n');
      if (
        /^\s*(autologin-user\s*=\s*\S|AutomaticLoginEnable\s*=\s*true|User\s*=\s*\S)|--autologin/im.test(text)
      )
        return closed('an account is logged in by itself');
      return machine.readFile('/etc/systemd/system/counterline.service') === null
        ? unknown('no automatic login was found')
        : closed('the unit counterline.service is installed');
    },
  ),
  check(
    'desktop',
    'Use a session that shows nothing but the app (cage, or openbox with the files in docs/kiosk/linux/).',
    noneOf(DESKTOPS, 'a desktop'),
  ),
  check(
    'terminals',
    'X11: Option "DontVTSwitch" "true". Wayland: NAutoVTs=0 and ReserveVT=0 in logind.conf, and no getty.',
    (machine) => {
      const xorg = [machine.readFile('/etc/X11/xorg.conf'), readFolder(machine, '/etc/X11/xorg.conf.d')].join(
        '\n',
      );
      if (/"DontVTSwitch"\s+"(true|on|1|yes)"/i.test(xorg)) return closed('X11 does not switch terminals');
      const logind = [
        machine.readFile('/etc/systemd/logind.conf'),
        readFolder(machine, '/etc/systemd/logind.conf.d'),
      ].join('\n');
      return /^\s*NAutoVTs\s*=\s*0/m.test(logind) && /^\s*ReserveVT\s*=\s*0/m.test(logind)
        ? closed('there are no other terminals')
        : open('Ctrl+Alt+F1 to F12 reach a terminal');
    },
  ),
  check('zap', 'X11: Option "DontZap" "true", and no XKB option terminate:ctrl_alt_bksp.', (machine) => {
    const options = machine.run('setxkbmap', ['-query']);
    if (options === null) return unknown('what Ctrl+Alt+Backspace does: setxkbmap does not answer (no X11)');
    return options.includes('terminate:ctrl_alt_bksp')
      ? open('Ctrl+Alt+Backspace ends X11')
      : closed('Ctrl+Alt+Backspace does nothing');
  }),
  check('sysrq', 'kernel.sysrq = 0 in /etc/sysctl.d.', (machine) => {
    const value = machine.readFile('/proc/sys/kernel/sysrq')?.trim();
    if (value === undefined)
      return unknown('whether the SysRq keys work: /proc/sys/kernel/sysrq cannot be read');
    return value === '0'
      ? closed('the SysRq keys do nothing')
      : open(`the SysRq keys work (kernel.sysrq is ${value})`);
  }),
  check('ctrlAltDelete', 'systemctl mask ctrl-alt-del.target', (machine) => {
    const state = machine.run('systemctl', ['is-enabled', 'ctrl-alt-del.target'])?.trim();
    if (state === undefined) return unknown('what Ctrl+Alt+Del does: systemctl does not answer');
    return state.includes('masked')
      ? closed('Ctrl+Alt+Del does nothing')
      : open('Ctrl+Alt+Del restarts the machine');
  }),
  check('otherSessions', 'Log the others out, and allow no other login at this machine.', (machine) => {
    const sessions = machine.run('loginctl', ['list-sessions', '--no-legend']);
    if (sessions === null) return unknown('who else is logged in: loginctl does not answer');
    const users = new Set(sessions.split('\n').flatMap((line) => line.trim().split(/\s+/).slice(2, 3)));
    return users.size > 1
      ? open(`sessions of ${[...users].join(', ')}`)
      : closed('no session of anybody else');
  }),
  check(
    'automount',
    'Uninstall or mask what mounts USB sticks; block usb-storage.',
    noneOf(AUTOMOUNTERS, 'an automounter'),
  ),
  check(
    'settingsPrograms',
    'Uninstall them, or do not start them in this session.',
    noneOf(SETTINGS_PROGRAMS, 'a settings program'),
  ),
  check(
    'screenLock',
    'Uninstall the locker: nobody at the counter knows a password.',
    noneOf(LOCKERS, 'a screen locker'),
  ),
  check('screenBlank', 'xset s off -dpms (the session in docs/kiosk/linux/ does it).', (machine) => {
    const state = machine.run('xset', ['q']);
    if (state === null) return unknown('whether the screen goes dark: xset does not answer (no X11)');
    const isBlanking = /DPMS is Enabled/.test(state) || /timeout:\s+[1-9]/.test(state);
    return isBlanking ? open('the screen goes dark after a while') : closed('the screen stays on');
  }),
  check('coreDumps', 'LimitCORE=0 in the unit, and kernel.core_pattern = |/bin/false.', (machine) => {
    const limits = machine.readFile('/proc/self/limits') ?? '';
    const pattern = machine.readFile('/proc/sys/kernel/core_pattern')?.trim() ?? '';
    const isOff = /^Max core file size\s+0\s/m.test(limits) && !/^\|(?!\/bin\/false)/.test(pattern);
    return isOff
      ? closed('no memory is written to the disk')
      : open(`a crash may write memory to the disk (${pattern})`);
  }),
  check('swap', 'Switch swap off, or encrypt it: it can hold what customers wrote.', (machine) => {
    const swaps = (machine.readFile('/proc/swaps') ?? '').trim().split('\n').slice(1);
    return swaps.length > 0 ? open(`${swaps.length} swap areas`) : closed('no swap');
  }),
];
