import { COMMAND_NAMES, EXPOSED_NAME, type CommandName, type EventName } from '@shared/ipc/names';
import type {
  AppSnapshot,
  CommandAnswer,
  CommandArgument,
  CommandValue,
  Events,
  IpcErrorCode,
  NumberedEvent,
} from '@shared/ipc/contract';
import type { ExposedApi } from '../../../preload/exposed';
import { snapshotWith, statusWith } from './builders';

type Calls = { name: CommandName; argument: unknown }[];

/** The main process as the page sees it, played by a test. */
export interface FakeMain {
  /** Every command so far, but for the snapshot. */
  readonly calls: Calls;
  /** The next snapshot that is asked for. */
  snapshot: AppSnapshot;
  readonly answerWith: <Name extends CommandName>(name: Name, value: CommandValue<Name>) => void;
  /** From now on the command is refused. */
  readonly refuse: (name: CommandName, code: IpcErrorCode) => void;
  /** Sends an event with the next number. */
  readonly emit: <Name extends EventName>(name: Name, payload: Events[Name]) => void;
}

type AnyAnswer = CommandAnswer<CommandName>;

/** Puts itself where the preload would put its object. */
export function installFakeMain(snapshot: AppSnapshot = snapshotWith()): FakeMain {
  const calls: Calls = [];
  const answers = new Map<CommandName, AnyAnswer>(DEFAULT_ANSWERS);
  const listeners = new Set<(event: NumberedEvent) => void>();

  const main: FakeMain = {
    calls,
    snapshot,
    answerWith: (name, value) => answers.set(name, { ok: true, value }),
    refuse: (name, code) => answers.set(name, { ok: false, error: { code, message: 'refused by the test' } }),
    emit(name, payload) {
      main.snapshot = { ...main.snapshot, seq: main.snapshot.seq + 1 };
      const event = { seq: main.snapshot.seq, name, payload } as NumberedEvent;
      listeners.forEach((listener) => listener(event));
    },
  };

  const commands = COMMAND_NAMES.map((name) => [
    name,
    async (argument: CommandArgument<typeof name>): Promise<AnyAnswer> => {
      if (name === 'app:getSnapshot') return answers.get(name) ?? { ok: true, value: main.snapshot };
      calls.push({ name, argument });
      return answers.get(name) ?? { ok: true, value: null };
    },
  ]);

  const exposed = {
    ...Object.fromEntries(commands),
    onEvent(listener: (event: NumberedEvent) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as ExposedApi;

  Object.defineProperty(window, EXPOSED_NAME, { value: exposed, configurable: true });
  return main;
}

const DEFAULT_ANSWERS: readonly (readonly [CommandName, AnyAnswer])[] = [
  ['chat:send', { ok: true, value: { localId: '00000000-0000-4000-8000-000000000000' } }],
  ['settings:saveConnection', { ok: true, value: { name: 'saved' } }],
  ['settings:testConnection', { ok: true, value: { name: 'working', steps: [] } }],
  ['settings:choose', { ok: true, value: { name: 'saved' } }],
  [
    'app:readAbout',
    {
      ok: true,
      value: {
        runtime: ['Electron 33.2.1', 'Chromium 130.0.6723.137', 'Node.js 20.18.1'],
        parts: [
          { name: 'pinia', version: '4.1.0', licence: 'MIT', text: 'The MIT License (MIT)\n\nCopyright' },
          { name: 'vue', version: '3.5.45', licence: 'MIT', text: 'The MIT License (MIT)\n\nCopyright' },
        ],
      },
    },
  ],
  [
    'settings:describe',
    { ok: true, value: { name: 'open', settings: [], pin: { isSet: false, isLocked: false } } },
  ],
  ['settings:change', { ok: true, value: { name: 'saved' } }],
  ['settings:reset', { ok: true, value: { name: 'saved' } }],
  ['settings:export', { ok: true, value: { name: 'exported' } }],
  ['settings:prepareImport', { ok: true, value: { name: 'prepared', changes: [], refused: [] } }],
  ['settings:import', { ok: true, value: { name: 'saved' } }],
  ['settings:unlock', { ok: true, value: { name: 'open' } }],
  ['settings:setPin', { ok: true, value: { name: 'saved' } }],
  ['settings:resetAll', { ok: true, value: { name: 'saved' } }],
  ['transcript:read', { ok: true, value: { text: 'Kim: Hello' } }],
  ['transcript:save', { ok: true, value: { saved: true } }],
  ['transcript:print', { ok: true, value: { printed: true } }],
  ['diagnostics:export', { ok: true, value: { saved: true } }],
  ['diagnostics:getStatus', { ok: true, value: statusWith() }],
  ['staff:unlock', { ok: true, value: { name: 'unlocked' } }],
  ['staff:testConnection', { ok: true, value: { name: 'working', steps: [] } }],
];
