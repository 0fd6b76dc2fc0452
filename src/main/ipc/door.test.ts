import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES } from '@shared/ipc/names';
import { createLog, silentLog } from '../lib/log';
import { createRateLimit } from './rateLimit';
import { CommandRefusal, openDoor, type CommandHandlers } from './door';

const event = {} as IpcMainInvokeEvent;
const LOCAL_ID = '00000000-0000-4000-8000-000000000000';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

function setUp({ handlers = {}, isTrustedSender = (): boolean => true, log = silentLog } = {}) {
  const listeners = new Map<string, Listener>();
  const nowMs = 0;
  const reached: unknown[] = [];
  const note = (argument: unknown) => {
    reached.push(argument);
    return null;
  };
  const all = Object.fromEntries(COMMAND_NAMES.map((name) => [name, note])) as unknown as CommandHandlers;
  openDoor({
    registry: { handle: (channel, listener) => void listeners.set(channel, listener) },
    handlers: { ...all, ...handlers },
    isTrustedSender,
    rateLimit: createRateLimit({ now: () => nowMs }),
    log,
  });
  return {
    listeners,
    reached,
    invoke: (channel: string, ...args: unknown[]) => listeners.get(channel)?.(event, ...args),
  };
}

const malformed = {
  ok: false,
  error: { code: 'invalidArgument', message: 'The argument does not have the expected form' },
};

test('there is a way in for each command of the contract, and no other', () => {
  expect([...setUp().listeners.keys()]).toEqual([...COMMAND_NAMES]);
});

test('a good command reaches its handler with the parsed argument, and its value comes back', async () => {
  const { invoke, reached } = setUp({ handlers: { 'chat:send': () => ({ localId: LOCAL_ID }) } });
  expect(await invoke('chat:send', { text: 'hi' })).toEqual({ ok: true, value: { localId: LOCAL_ID } });
  expect(await invoke('chat:start', { nickname: ' Chris ', subject: 'Help' })).toEqual({
    ok: true,
    value: null,
  });
  expect(reached).toEqual([{ nickname: 'Chris', subject: 'Help' }]);
});

test('a foreign sender reaches nothing, whatever it says', async () => {
  const { invoke, reached } = setUp({ isTrustedSender: () => false });
  const answers = await Promise.all(COMMAND_NAMES.map((name) => invoke(name, {})));
  expect([new Set(answers.map((answer) => JSON.stringify(answer))), reached]).toEqual([
    new Set([JSON.stringify({ ok: false, error: { code: 'invalidArgument', message: 'Not allowed' } })]),
    [],
  ]);
});

test('a sender that cannot even be looked at is a foreign one', async () => {
  const isTrustedSender = () => {
    throw new Error('Render frame was disposed');
  };
  const { invoke, reached } = setUp({ isTrustedSender });
  expect([await invoke('app:getSnapshot', {}), reached]).toEqual([
    { ok: false, error: { code: 'invalidArgument', message: 'Not allowed' } },
    [],
  ]);
});

test('every command takes one argument, and neither none nor one more', async () => {
  const { invoke, reached } = setUp();
  const wrong: unknown[][] = [[], [{}, {}], [undefined], [{}, ...Array<unknown>(10_000).fill({})]];
  const answers = await Promise.all(
    COMMAND_NAMES.flatMap((name) => wrong.map((args) => invoke(name, ...args))),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify(malformed)]),
  );
  expect(reached).toEqual([]);
});

describe('a malformed argument', () => {
  const proto = JSON.parse('{"__proto__":{"text":"hi"}}') as unknown;

  test.each<[string, string, unknown[]]>([
    ['is missing', 'app:getSnapshot', []],
    ['comes with another', 'app:getSnapshot', [{}, {}]],
    ['comes with ten thousand others', 'app:getSnapshot', Array(10_000).fill({})],
    ['has a key too many', 'app:getSnapshot', [{ extra: 1 }]],
    ['is null', 'app:getSnapshot', [null]],
    ['has a key too many', 'diagnostics:export', [{ path: '/etc/passwd' }]],
    [
      'has no name',
      'proxySignIn:answer',
      [{ name: 'given', proxy: 'proxy:3128', username: '', password: '' }],
    ],
    ['says two things', 'proxySignIn:answer', [{ name: 'cancelled', proxy: 'proxy:3128', password: 'x' }]],
    ['is a list', 'chat:setTyping', [[true]]],
    ['is a map', 'chat:setTyping', [new Map([['typing', true]])]],
    ['has a text for a boolean', 'chat:setTyping', [{ typing: 'true' }]],
    ['has a boxed text', 'chat:send', [{ text: Object('hi') as unknown }]],
    ['has a text of nothing but spaces', 'chat:send', [{ text: ' \n\t ' }]],
    ['has a text that is too long', 'chat:send', [{ text: 'x'.repeat(20_001) }]],
    ['hides its key in the prototype', 'chat:send', [proto]],
    ['has a name of spaces', 'chat:start', [{ nickname: '  ', subject: 'x' }]],
    ['has no subject', 'chat:start', [{ nickname: 'x' }]],
    ['has an answer that is no text', 'chat:start', [{ nickname: 'x', subject: 'x', answers: { a: 1 } }]],
    [
      'has more answers than there can be fields',
      'chat:start',
      [
        {
          nickname: 'x',
          subject: 'x',
          answers: Object.fromEntries(Array.from({ length: 13 }, (_none, n) => [`k${n}`, ''])),
        },
      ],
    ],
    [
      'has an answer that is too long',
      'chat:start',
      [{ nickname: 'x', subject: 'x', answers: { a: 'x'.repeat(2001) } }],
    ],
    ['has an id that is none', 'chat:resend', [{ localId: '../../x' }]],
    [
      'has settings that it must not reach',
      'settings:saveConnection',
      [{ serverUrl: '', contactCenterId: '', allowInsecureHttp: true }],
    ],
    ['names a file to save to', 'transcript:save', [{ path: '/etc/passwd' }]],
    ['says how long it may stay', 'counter:giveMoreTime', [{ minutes: 600 }]],
  ])('that %s does not reach %s', async (_name, command, args) => {
    const { invoke, reached } = setUp();
    expect([await invoke(command, ...args), reached]).toEqual([malformed, []]);
  });
});

describe('a handler that fails', () => {
  test('by refusing is answered with its code', async () => {
    const refuse = () => {
      throw new CommandRefusal('notNow', 'There is no chat');
    };
    const { invoke } = setUp({ handlers: { 'chat:end': refuse } });
    expect(await invoke('chat:end', {})).toEqual({
      ok: false,
      error: { code: 'notNow', message: 'There is no chat' },
    });
  });

  test.each([
    [
      'at once',
      () => {
        throw new Error('PLANTED /home/someone');
      },
    ],
    ['later', () => Promise.reject(new Error('PLANTED /home/someone'))],
  ])('%s is answered without a word of why, and nothing the person said is logged', async (_name, fail) => {
    const lines: string[] = [];
    const { invoke } = setUp({
      handlers: { 'chat:send': fail },
      log: createLog(
        (line) => lines.push(line),
        () => 0,
      ),
    });
    expect(await invoke('chat:send', { text: 'a secret' })).toEqual({
      ok: false,
      error: { code: 'internal', message: 'Something went wrong' },
    });
    expect([lines.length, lines.join().includes('a secret')]).toEqual([1, false]);
  });
});

test('a flood of one command is refused beyond its rate, reaches nothing more, and leaves one line in the log', async () => {
  const lines: string[] = [];
  const { invoke, reached } = setUp({
    log: createLog(
      (line) => lines.push(line),
      () => 0,
    ),
  });
  const answers = await Promise.all(Array.from({ length: 1000 }, () => invoke('chat:send', { text: 'x' })));
  expect(reached).toHaveLength(60);
  expect(answers.at(-1)).toEqual({ ok: false, error: { code: 'notNow', message: 'Too many at once' } });
  expect(lines).toHaveLength(1);
});
