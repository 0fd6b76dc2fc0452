import { app } from 'electron';
import type { CommandLine } from '../app/commandLine';
import { isStartOfSupervisor } from '../app/launch';
import type { LinkInbox } from '../app/linkInbox';
import { getLoginStart } from '../app/loginStart';
import { createLinkPrefill, type LinkPrefill } from '../app/prefill';
import { isRunning } from '../desktop/closing';
import { createCounterManners, createManners, type Manners } from '../desktop/manners';
import { PLACE_FILE } from '../desktop/windowPlace';
import type { ChatParts } from './chat';
import type { Ground } from './ground';
import type { SettingsParts } from './settings';

/** How the app lives among the other programs of a desktop; at a counter it stands aside. */
export interface DeskParts {
  readonly manners: Manners;
  readonly prefill: LinkPrefill;
  /** From now on links and further starts of the app reach this one. */
  openToOthers(): void;
}

export interface DeskSurroundings {
  readonly commandLine: CommandLine;
  readonly linkInbox: LinkInbox;
  readonly settings: SettingsParts;
  readonly chat: ChatParts;
  /** Another supervisor wants to start the app. */
  readonly onSupervisorWaits: () => void;
}

export function assembleDesk(ground: Ground, surroundings: DeskSurroundings): DeskParts {
  const { kiosk, mainWindow, broadcast, openDataFile, clock, log } = ground;
  const { commandLine, linkInbox, chat } = surroundings;
  const { settings, changes } = surroundings.settings;
  const { session } = chat;

  const manners = kiosk
    ? createCounterManners()
    : createManners({
        mainWindow,
        getView: session.getView,
        endChat: () => void session.end(),
        getSettings: settings.get,
        choose: (choice) => void settings.choose(choice),
        loginStart: getLoginStart(commandLine),
        publishQuestion: (question) => broadcast.publish('question:changed', question),
        placeFile: openDataFile(PLACE_FILE),
        clock,
        log,
      });
  changes.listen(manners.noteSettingsChange);

  const isChatRunning = () => isRunning(session.getView().phase);
  const prefill = createLinkPrefill({
    isChatRunning,
    onChange: (changed) => broadcast.publish('prefill:changed', changed),
    log,
  });
  chat.changes.listen(() => {
    manners.noteChatChange();
    if (isChatRunning()) prefill.forget();
  });

  return {
    manners,
    prefill,
    openToOthers() {
      if (!kiosk) {
        linkInbox.openTo((link) => {
          prefill.open(link);
          mainWindow.focus();
        });
      }
      app.on('second-instance', (_event, _args, _folder, data) => {
        if (isStartOfSupervisor(data)) surroundings.onSupervisorWaits();
        mainWindow.focus();
      });
    },
  };
}
