import { mayEndDuring } from '../app/hangingRead';
import type { StartPolicy } from '../app/startPolicy';
import { writeFileAtomically } from '../lib/atomicFile';
import { createNotice, type Notice } from '../lib/notice';
import { createPinCheck, type PinCheck } from '../lib/pinCheck';
import { createPinLimiter } from '../lib/pinLimiter';
import { readSmallFile } from '../lib/smallFile';
import { createSettingsEditor, type SettingsEditor } from '../settings/editor';
import { createSettingsExchange, type SettingsExchange } from '../settings/exchange';
import { watchFolder } from '../settings/policy/folderWatch';
import { keepPolicy, type PolicyKeeper } from '../settings/policy/policyKeeper';
import { createSettings, type SettingsService } from '../settings/settings';
import { createSettingsDoor, type SettingsDoor } from '../settings/settingsDoor';
import { loadUserSettings } from '../settings/userFile';
import type { Ground } from './ground';

const JSON_FILES = [{ name: 'JSON', extensions: ['json'] }];

/** The settings, and who may change them. */
export interface SettingsParts {
  readonly settings: SettingsService;
  /** After each change, whoever made it. */
  readonly changes: Notice;
  readonly editor: SettingsEditor;
  readonly exchange: SettingsExchange;
  /** Of staff and of administrators, with one limit for wrong tries. */
  readonly pins: PinCheck;
  readonly door: SettingsDoor;
  /** From now on the policy is looked at again and again. */
  followPolicy(): PolicyKeeper;
}

export async function assembleSettings(ground: Ground, startPolicy: StartPolicy): Promise<SettingsParts> {
  const { kiosk, mainWindow, broadcast, dataFile, openDataFile, clock, log } = ground;
  const { policy, commandLine } = startPolicy;
  const changes = createNotice();
  const settings = createSettings({
    userFile: await loadUserSettings(dataFile('settings.json'), clock, log),
    policy,
    commandLine: commandLine.settings,
    keepsChoices: !kiosk,
    log,
    onChange: changes.tell,
  });
  const publishConnection = () => broadcast.publish('connection:changed', settings.getConnectionView());
  changes.listen(publishConnection);
  changes.listen(() => broadcast.publish('preferences:changed', settings.getPreferences()));

  const pinLimiter = createPinLimiter({ file: openDataFile('pin-attempts.json'), clock, log });
  void pinLimiter.load();
  const pins = createPinCheck(settings.get, pinLimiter);
  const editor = createSettingsEditor(settings);
  return {
    settings,
    changes,
    editor,
    exchange: createSettingsExchange({
      settings,
      askWhereTo: () => mainWindow.askForFile('counterline-settings.json', JSON_FILES),
      askWhichFile: () => mainWindow.askForExistingFile(JSON_FILES),
      readFile: (path) => readSmallFile(path),
      writeFile: (path, content) => writeFileAtomically(path, content, clock),
      log,
    }),
    pins,
    door: createSettingsDoor({
      pinCheck: pins,
      savePin: editor.savePin,
      clock,
      onShut: publishConnection,
    }),
    followPolicy: () =>
      keepPolicy({
        ...startPolicy,
        watchFolder,
        clock,
        log,
        onChange: settings.setPolicy,
        guardReading: (reading) => mayEndDuring(reading, clock),
      }),
  };
}
