import { describe, expect, test } from 'vitest';
import { parseFlags } from './flags';

test('no flags: everything as documented', () => {
  expect(parseFlags([])).toEqual({
    ok: true,
    flags: {
      port: null,
      contactCenterId: null,
      autopilot: true,
      pace: 1,
      seed: 1,
      consoleDir: null,
      faults: [],
      help: false,
    },
  });
});

test('every flag is understood', () => {
  const args = [
    '--port=8100',
    '--contact-center-id=5a1c/x=y',
    '--no-autopilot',
    '--pace=2.5',
    '--seed=7',
    '--console-dir=/a b/c',
    '--faults=slow',
    '--help',
  ];
  expect(parseFlags(args)).toEqual({
    ok: true,
    flags: {
      port: 8100,
      contactCenterId: '5a1c/x=y',
      autopilot: false,
      pace: 2.5,
      seed: 7,
      consoleDir: '/a b/c',
      faults: [{ kind: 'preset', preset: 'slow' }],
      help: true,
    },
  });
});

describe('what is wrong is said in one line', () => {
  test.each([
    ['--prot=1', 'Unknown flag: --prot=1'],
    ['port=1', 'Unknown flag: port=1'],
    ['8099', 'Unknown flag: 8099'],
    ['', 'Unknown flag: '],
    ['--', 'Unknown flag: --'],
    ['--constructor', 'Unknown flag: --constructor'],
    ['--port', '--port must be a number from 0 to 65535, as in --port=…'],
    ['--port=', '--port must be a number from 0 to 65535, as in --port=…'],
    ['--port=65536', '--port must be a number from 0 to 65535, as in --port=…'],
    ['--port=-1', '--port must be a number from 0 to 65535, as in --port=…'],
    ['--port=80x', '--port must be a number from 0 to 65535, as in --port=…'],
    ['--pace=0', '--pace must be a number from 0.1 to 100, as in --pace=…'],
    ['--pace=fast', '--pace must be a number from 0.1 to 100, as in --pace=…'],
    ['--seed=1.5', '--seed must be a whole number, as in --seed=…'],
    ['--console-dir', '--console-dir must be a folder, as in --console-dir=…'],
    [
      '--contact-center-id=a b',
      '--contact-center-id must be 1 to 128 printable ASCII characters without a space, as in --contact-center-id=…',
    ],
    ['--no-autopilot=false', '--no-autopilot takes no value'],
    ['--faults=random:rate=2', '--faults: "rate=2" in random:… is neither rate=0…1'],
    ['--faults', '--faults: "" is neither a preset'],
    ['--help=me', '--help takes no value'],
  ])('%s', (arg, problem) => {
    const parsed = parseFlags([arg]);
    expect(parsed).toEqual({ ok: false, problem: expect.stringContaining(problem) as unknown });
    expect(parsed.ok ? '' : parsed.problem).not.toContain('\n');
  });
});
