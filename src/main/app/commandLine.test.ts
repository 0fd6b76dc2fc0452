import { expect, test } from 'vitest';
import { parseCommandLine, SWITCHES, VALUE_FLAGS } from './commandLine';

const NOTHING = {
  action: null,
  demo: false,
  kiosk: false,
  hashPin: false,
  policyFile: null,
  profile: null,
  userDataDir: null,
  link: null,
  settings: {},
};

function read(...args: string[]): unknown {
  const parsed = parseCommandLine(args, 'linux');
  return parsed.ok ? parsed.value : parsed.error;
}

test('without arguments nothing is asked for', () => {
  expect(read()).toEqual(NOTHING);
});

test('every flag is read', () => {
  const flags = [
    '--demo',
    '--kiosk',
    '--check',
    '--hash-pin',
    '--server-url=https://chat.example.com/',
    '--contact-center-id=center=1',
    '--policy=/etc/policy file.json',
    '--profile=till_2',
    '--user-data-dir=/data',
  ];
  expect(read(...flags)).toEqual({
    action: 'check',
    demo: true,
    kiosk: true,
    hashPin: true,
    policyFile: '/etc/policy file.json',
    profile: 'till_2',
    userDataDir: '/data',
    link: null,
    settings: { serverUrl: 'https://chat.example.com', contactCenterId: 'center=1' },
  });
});

test('the flag with which an installer starts a new version asks for nothing', () => {
  expect(read('--updated')).toEqual(NOTHING);
});

test('what is no flag is not taken for one: a file or a link that was dropped on the program', () => {
  expect(read('/home/someone/file.txt', 'https://example.com', '')).toEqual(NOTHING);
});

test('a link is handed on as it is, good or not, and keeps nobody from starting the app', () => {
  const links = ['counterline://start?subject=x', 'COUNTERLINE:anything" --kiosk'];
  expect(links.map((link) => read('--demo', link))).toEqual(
    links.map((link) => ({ ...NOTHING, demo: true, link })),
  );
});

test.each(['--kiosk', '--policy=/tmp/evil.json', 'counterline://start', '/home/someone/file.txt', ''])(
  'nothing may follow a link: %j',
  (arg) => {
    expect(read('counterline://start?subject=x', arg)).toBe('Nothing may follow a link');
  },
);

test('switches of the runtime pass', () => {
  expect(read('--no-sandbox', '--lang=de', '--force-device-scale-factor=2')).toEqual(NOTHING);
});

test.each(['--inspect=0', '--inspect-brk', '--remote-debugging-port=9222', '--remote-debugging-pipe'])(
  'the app that ships cannot be driven from outside: %s',
  (arg) => {
    expect(read(arg)).toBe(`${arg.replace(/=.*/, '')} is not a flag of this app`);
    expect(parseCommandLine([arg], 'linux', true)).toEqual({ ok: true, value: NOTHING });
  },
);

const REFUSALS = [
  ['--unknown', '--unknown is not a flag of this app'],
  ['--unknown=1', '--unknown is not a flag of this app'],
  ['--ignore-certificate-errors', '--ignore-certificate-errors is not a flag of this app'],
  ['--host-resolver-rules=MAP * evil', '--host-resolver-rules is not a flag of this app'],
  ['--proxy-server=evil', '--proxy-server is not a flag of this app'],
  ['--constructor', '--constructor is not a flag of this app'],
  ['-ignore-certificate-errors', '-ignore-certificate-errors is not a flag'],
  ['-', '- is not a flag'],
  ['--', '-- is not a flag'],
  ['--Demo', '--Demo is not a flag'],
  ['--demo_mode', '--demo_mode is not a flag'],
  ['--demo=yes', '--demo takes no value'],
  ['--kiosk=', '--kiosk takes no value'],
  ['--supervised=yes', '--supervised takes no value'],
  ['--hash-pin=314159', '--hash-pin takes no value'],
  ['--updated=1.2.3', '--updated takes no value'],
  ['--kiosk-audit=all', '--kiosk-audit takes no value'],
  ['--version=2', '--version takes no value'],
  ['--print-config=json', '--print-config takes no value'],
  ['--check=https://x', '--check takes no value'],
  ['--server-url', '--server-url needs a value: --server-url=…'],
  ['--policy=', '--policy needs a value: --policy=…'],
  ['--policy', '--policy needs a value: --policy=…'],
  ['--contact-center-id', '--contact-center-id needs a value: --contact-center-id=…'],
  ['--contact-center-id=', '--contact-center-id needs a value: --contact-center-id=…'],
  ['--profile', '--profile needs a value: --profile=…'],
  ['--profile=', '--profile needs a value: --profile=…'],
  ['--user-data-dir', '--user-data-dir needs a value: --user-data-dir=…'],
  ['--user-data-dir=', '--user-data-dir needs a value: --user-data-dir=…'],
  ['--server-url=chat', '--server-url must be a full address, such as https://chat.example.com'],
  ['--server-url= ', '--server-url must not be empty'],
  [
    '--server-url=http://chat.example.com',
    '--server-url must begin with https:// (plain http is only for this computer)',
  ],
  ['--server-url=https://u:p@x.example.com', '--server-url must not hold a user name or password'],
  ['--server-url=https://x.example.com/?a', '--server-url must not hold a question mark or a hash sign'],
  [
    '--contact-center-id=a b',
    '--contact-center-id must be 1 to 128 letters, digits or signs, without spaces',
  ],
  [
    '--contact-center-id=a\nb',
    '--contact-center-id must be 1 to 128 letters, digits or signs, without spaces',
  ],
  ['--profile=../other', '--profile must be 1 to 32 letters, digits, hyphens or underscores'],
  [`--profile=${'x'.repeat(33)}`, '--profile must be 1 to 32 letters, digits, hyphens or underscores'],
] as const;

test.each(REFUSALS)('%j is refused: %s', (arg, sentence) => {
  expect(read('--demo', arg)).toBe(sentence);
});

test('every flag is refused in each form that it cannot have', () => {
  const isRefused = (given: RegExp) => REFUSALS.some(([arg]) => given.test(arg));
  expect(SWITCHES.filter((name) => !isRefused(new RegExp(`^--${name}=`)))).toEqual([]);
  expect(VALUE_FLAGS.filter((name) => !isRefused(new RegExp(`^--${name}$`)))).toEqual([]);
  // Beside being empty, whatever it must be like. Any file and any folder may be named.
  const hasForm = VALUE_FLAGS.filter((name) => name !== 'policy' && name !== 'user-data-dir');
  expect(hasForm.filter((name) => !isRefused(new RegExp(`^--${name}=.`, 's')))).toEqual([]);
});

test('only one thing can be done instead of opening the window', () => {
  expect(read('--check', '--version')).toBe('--version and --check cannot be given together');
  expect(read('--print-config', '--print-config')).toEqual({ ...NOTHING, action: 'print-config' });
});

test('on Windows a slash begins a switch of the runtime too', () => {
  expect(parseCommandLine(['/ignore-certificate-errors'], 'win32')).toEqual({
    ok: false,
    error: '/ignore-certificate-errors is not a flag',
  });
});
