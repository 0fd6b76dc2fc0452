import type { AboutView, AppSnapshot, ConnectionFieldFault, WindowAnswer } from '@shared/ipc/contract';
import type { ConnectionTestResult } from '@shared/connectionTest';
import type { ProxySignInAnswer } from '@shared/proxySignIn';
import type { StatusView } from '@shared/diagnostics';
import { areAnswersValid } from '@shared/startFields';
import type { StaffDesk } from '../kiosk/staffDesk';
import type { Counter } from '../kiosk/counter';
import type { Session } from '../session/session';
import type { ConnectionInput, SettingsService } from '../settings/settings';
import type { SettingsExchange } from '../settings/exchange';
import type { SettingsDoor } from '../settings/settingsDoor';
import type { SettingsEditor } from '../settings/editor';
import { CommandRefusal, type CommandHandlers } from './door';
import { createStaffHandlers } from './staffHandlers';

export interface HandlerParts {
  readonly getSnapshot: () => AppSnapshot;
  readonly readAbout: () => Promise<AboutView>;
  /** At a counter nothing is left on the machine, and nothing comes out of a printer. */
  readonly kiosk: boolean;
  /** Whether whoever is at the page may look into the machine: at a desk anybody, at a counter staff. */
  readonly mayAdminister: () => boolean;
  readonly staffDesk: StaffDesk;
  readonly session: Session;
  readonly counter: Pick<Counter, 'begin' | 'giveMoreTime' | 'finish'>;
  readonly settings: SettingsService;
  readonly settingsEditor: SettingsEditor;
  readonly settingsDoor: SettingsDoor;
  readonly settingsExchange: SettingsExchange;
  /** Null where none are named: then chats go to the fields of the form. */
  readonly testDepartments: () => Promise<ConnectionTestResult | null>;
  readonly testConnection: (input: ConnectionInput) => Promise<ConnectionTestResult>;
  readonly getStatus: () => StatusView;
  readonly exportDiagnostics: () => Promise<{ saved: boolean }>;
  readonly answerQuestion: (answer: WindowAnswer) => void;
  readonly answerProxySignIn: (answer: ProxySignInAnswer) => Promise<void>;
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
  const { kiosk, session, settings, settingsEditor, settingsDoor, counter } = parts;

  function forDesk<Value>(command: () => Value): Value {
    if (kiosk) throw new CommandRefusal('notNow', 'This is not possible at a counter');
    return command();
  }

  function forAdministrators<Value>(command: () => Value): Value {
    if (!parts.mayAdminister()) throw new CommandRefusal('notNow', 'This is for staff only');
    return command();
  }

  /** Behind the PIN, where there is one. */
  function forAdministrator<Value>(command: () => Value): Value {
    return forDesk(() => {
      if (!settingsDoor.isOpen()) throw new CommandRefusal('notNow', 'The PIN is asked for first');
      settingsDoor.noteUse();
      return command();
    });
  }

  return {
    'app:getSnapshot': parts.getSnapshot,
    'app:readAbout': () => forDesk(parts.readAbout),
    'chat:start': (form) => {
      if (parts.staffDesk.service.get() !== null)
        throw new CommandRefusal('notNow', 'This counter is out of service');
      const destination = settings.chooseDestination(form.department);
      if (form.department !== undefined && destination === null)
        throw new CommandRefusal('invalidArgument', 'There is no such department');
      const { startFields } = destination?.settings ?? settings.get();
      if (!areAnswersValid(startFields, form.answers ?? {}))
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
      const result = await forAdministrator(() => settings.saveConnection(input));
      // The demo stands above all settings: while it ran, what was just saved would not be used.
      if (result.name === 'saved') parts.stopDemo();
      return result;
    },
    'settings:testConnection': async (input): Promise<ConnectionTestResult | ConnectionFieldFault> => {
      const told = await forAdministrator(() => parts.testDepartments());
      if (told !== null) return told;
      const checked = settings.checkConnection(input);
      return 'fault' in checked ? checked : parts.testConnection(checked);
    },
    'settings:choose': (choice) => {
      // The language is everybody's; the rest is on the Settings screen.
      const isForAll = kiosk || Object.keys(choice).every((name) => name === 'language');
      return isForAll ? settings.choose(choice) : forAdministrator(() => settings.choose(choice));
    },
    'settings:describe': () =>
      forDesk(() => (settingsDoor.isOpen() ? settingsEditor.describe() : { name: 'locked' })),
    'settings:change': ({ name, value }) => forAdministrator(() => settingsEditor.change(name, value)),
    'settings:reset': ({ name }) => forAdministrator(() => settingsEditor.reset(name)),
    'settings:resetAll': () => forAdministrator(() => settingsEditor.resetAll()),
    'settings:export': () => forAdministrator(() => parts.settingsExchange.exportToFile()),
    'settings:prepareImport': () => forAdministrator(() => parts.settingsExchange.prepareImport()),
    'settings:import': () =>
      forAdministrator(() => {
        const importing = parts.settingsExchange.importPrepared();
        if (importing === null) throw new CommandRefusal('notNow', 'No file has been read');
        return importing;
      }),
    'settings:unlock': ({ pin }) => forDesk(() => settingsDoor.unlock(pin)),
    'settings:lock': () => {
      settingsDoor.lock();
      return null;
    },
    'settings:setPin': ({ pin }) => forAdministrator(() => settingsDoor.setPin(pin)),
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
    'proxySignIn:answer': async (answer) => {
      await parts.answerProxySignIn(answer);
      return null;
    },
    'diagnostics:getStatus': () => forAdministrators(parts.getStatus),
    // At a counter a dialog for files is a way out of the app.
    'diagnostics:export': () => forDesk(() => forAdministrators(parts.exportDiagnostics)),
    ...createStaffHandlers(parts.staffDesk),
    'counter:begin': () => requireNow(counter.begin()),
    'counter:giveMoreTime': () => requireNow(counter.giveMoreTime()),
    'counter:finish': () => requireNow(counter.finish()),
  };
}
