import type { AppSnapshot, ConnectionFieldFault, WindowAnswer } from '@shared/ipc/contract';
import type { ConnectionTestResult } from '@shared/settings';
import { areAnswersValid } from '@shared/startFields';
import type { Session } from '../session/session';
import type { ConnectionInput, SettingsService } from '../settings/settings';
import { CommandRefusal, type CommandHandlers } from './door';

export interface HandlerParts {
  readonly getSnapshot: () => AppSnapshot;
  /** At a counter nothing is left on the machine, and nothing comes out of a printer. */
  readonly kiosk: boolean;
  readonly session: Session;
  readonly settings: SettingsService;
  readonly testConnection: (input: ConnectionInput) => Promise<ConnectionTestResult>;
  readonly answerQuestion: (answer: WindowAnswer) => void;
  readonly noteBeat: (beat: { visible: boolean; used: boolean; pulse: 0 | 1 }) => void;
  readonly startDemo: () => void;
  readonly stopDemo: () => void;
  readonly readTranscript: () => string;
  readonly saveTranscript: () => Promise<{ saved: boolean }>;
  readonly printTranscript: () => Promise<{ printed: boolean }>;
  /** Null where this address may not be opened now. */
  readonly openLink: (address: string) => Promise<{ opened: boolean }> | null;
}

function requireNow(made: boolean): null {
  if (!made) throw new CommandRefusal('notNow', 'This is not possible in the present state');
  return null;
}

/** What each command of the contract does: one call into the part that decides. */
export function createHandlers(parts: HandlerParts): CommandHandlers {
  const { kiosk, session, settings } = parts;

  function forDesk<Value>(command: () => Value): Value {
    if (kiosk) throw new CommandRefusal('notNow', 'This is not possible at a counter');
    return command();
  }

  return {
    'app:getSnapshot': parts.getSnapshot,
    'chat:start': (form) => {
      if (!areAnswersValid(settings.get().startFields, form.answers ?? {}))
        throw new CommandRefusal('invalidArgument', 'An answer does not fit its field');
      return requireNow(session.start(form));
    },
    'chat:end': () => requireNow(session.end()),
    'chat:reset': () => requireNow(session.reset()),
    'chat:send': async ({ text }) => {
      const localId = session.send(text);
      if (localId === null) throw new CommandRefusal('notNow', 'There is no chat to send this in');
      // The page lets go of the text only when it is safe here.
      await session.whenSaved();
      return { localId };
    },
    'chat:resend': ({ localId }) => requireNow(session.resend(localId)),
    'chat:discard': ({ localId }) => requireNow(session.discard(localId)),
    'chat:setTyping': ({ typing }) => {
      // Typing that nobody can be told of is no fault of the page.
      session.setTyping(typing);
      return null;
    },
    'chat:setDraft': ({ text }) => {
      session.setDraft(text);
      return null;
    },
    'settings:saveConnection': async (input) => {
      const result = await forDesk(() => settings.saveConnection(input));
      // The demo stands above all settings: while it ran, what was just saved would not be used.
      if (result.name === 'saved') parts.stopDemo();
      return result;
    },
    'settings:testConnection': async (input): Promise<ConnectionTestResult | ConnectionFieldFault> => {
      const checked = forDesk(() => settings.checkConnection(input));
      return 'fault' in checked ? checked : parts.testConnection(checked);
    },
    'settings:choose': settings.choose,
    'question:answer': ({ answer }) => {
      parts.answerQuestion(answer);
      return null;
    },
    'page:beat': (beat) => {
      parts.noteBeat(beat);
      return null;
    },
    'demo:start': () =>
      forDesk(() => {
        if (settings.isConfigured())
          throw new CommandRefusal('notNow', 'A contact center is configured already');
        parts.startDemo();
        return null;
      }),
    'link:open': ({ address }) => {
      const opening = parts.openLink(address);
      if (opening === null) throw new CommandRefusal('notNow', 'No agent has written this address');
      return opening;
    },
    'transcript:read': () => ({ text: parts.readTranscript() }),
    'transcript:save': () => forDesk(parts.saveTranscript),
    'transcript:print': () => forDesk(parts.printTranscript),
  };
}
