import { join } from 'node:path';
import { app, ipcMain, screen, session } from 'electron';
import { COMMAND_NAMES } from '@shared/ipc/names';
import { prepareCheck, runCheck, runEarlyAction } from './app/actions/actions';
import { guardAgainstCrashes } from './app/crashGuard';
import {
  chooseUserDataFolder,
  getLinkOfSecondStart,
  printAndEnd,
  readCommandLine,
  takeSingleInstance,
} from './app/launch';
import { collectLinks, createLinkInbox } from './app/linkInbox';
import { findPolicyPlaces } from './app/policyPlaces';
import type { StartPolicy } from './app/startPolicy';
import { lockDown } from './app/lockdown';
import { configureNetworkStack } from './app/netSessions';
import {
  cutOff,
  getPageUrl,
  isOwnPage,
  registerUiScheme,
  serveUi,
  turnPageUrl,
  type Pictures,
} from './app/uiProtocol';
import { createMainWindow, UI_PARTITION } from './desktop/mainWindow';
import { skipDefaultMenu } from './desktop/menu';
import {
  choosePlace,
  loadPlace,
  PLACE_FILE,
  type OpeningPlace,
  type WindowPlace,
} from './desktop/windowPlace';
import type { CalmPage } from './recovery/calmPage';
import { keepGraphicsAlive } from './recovery/graphicsSwitch';
import { EXIT_ALREADY_RUNNING } from './supervisor/exitCodes';
import { mayHavePolicy } from './settings/policy/policyPresence';
import { isSupervised, openSupervisorLine } from './supervisor/line';
import { createErrorMemory } from './diagnostics/errorMemory';
import { createWaitingRegistry } from './ipc/waitingRegistry';
import { useOwnTemporaryFolder } from './kiosk/temporaryFolder';
import { offerVoices } from './kiosk/voices';
import { createTextFile } from './lib/atomicFile';
import { createLog, silentLog } from './lib/log';
import { createLogFile } from './lib/logFile';
import { SECOND, systemClock as clock, within } from './lib/time';

/**
 * The first moments. Here is what must be done before the runtime is ready, and the window: its page is loaded by a
 * process of its own while this one reads and assembles the rest of the app (`index.ts`). So nothing large may be
 * imported here; `npm run bench -- start` measures it.
 */

const given = readCommandLine();
if (given.hashPin) await printAndEnd(given);
chooseUserDataFolder(given);
await runEarlyAction(given);
prepareCheck(given);
const isCheck = given.action === 'check';
const logPath = join(app.getPath('userData'), 'logs', 'counterline.log');
const logFile = createLogFile({ path: logPath, clock });
const errors = createErrorMemory(clock.now);
const log = isCheck
  ? silentLog
  : errors.listenTo(
      createLog((line) => {
        process.stdout.write(`${line}\n`);
        logFile.write(line);
      }, clock.now),
    );
process.on('exit', logFile.close);
if (!isCheck && !takeSingleInstance(given)) app.exit(isSupervised(process) ? EXIT_ALREADY_RUNNING : 0);
const whenPolicyRead = isCheck || !mayHavePolicy(findPolicyPlaces(given)) ? null : readPolicy();
// Awaited a moment later.
whenPolicyRead?.catch(() => undefined);
const whenPlaceLoaded = isCheck || given.kiosk ? Promise.resolve(null) : loadSavedPlace();
let temporaryFolder = !isCheck && given.kiosk ? useOwnTemporaryFolder() : null;
const linkInbox = createLinkInbox();
if (!isCheck && !given.kiosk) collectLinks(app, linkInbox, given.link, getLinkOfSecondStart);

let noteStrayError: (error: unknown) => void = () => undefined;
guardAgainstCrashes(log, (error) => noteStrayError(error));
configureNetworkStack();
keepGraphicsAlive();
skipDefaultMenu();
if (given.kiosk) offerVoices();
registerUiScheme();
lockDown(isOwnPage, log);

let noteSupervisorLost = (): void => undefined;
const supervisorLine = isCheck
  ? null
  : openSupervisorLine({
      parent: process,
      onQuit: () => app.quit(),
      onLost: () => noteSupervisorLost(),
      clock,
      log,
    });

async function readPolicy(): Promise<StartPolicy> {
  const { readStartPolicy } = await import('./app/startPolicy');
  return readStartPolicy({
    given,
    clock,
    log,
    whenLogged: logFile.whenWritten,
    async beginWait() {
      const { beginPolicyWait } = await import('./app/policyWait');
      return beginPolicyWait({ isCounter: given.kiosk, clock, log });
    },
  });
}

function loadSavedPlace(): Promise<WindowPlace | null> {
  return loadPlace(createTextFile(join(app.getPath('userData'), PLACE_FILE), clock), log);
}

/** At a counter the window has the whole screen. */
async function chooseOpeningPlace(isCounter: boolean): Promise<OpeningPlace> {
  if (isCounter) return choosePlace(null, []);
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  return choosePlace(
    await whenPlaceLoaded,
    displays.map(({ workArea }) => workArea),
  );
}

/** How long the rest of the app waits for a page that asks for nothing. */
const PAGE_ASKS_WITHIN_MS = SECOND;

async function start(): Promise<void> {
  const mainFolder = import.meta.dirname;
  const startPolicy = await whenPolicyRead;
  const { kiosk } = startPolicy?.commandLine ?? given;
  if (kiosk) temporaryFolder ??= useOwnTemporaryFolder();
  const mainWindow = createMainWindow({
    preloadFolder: join(mainFolder, '..', 'preload'),
    getPageUrl,
    turnPageUrl,
    kiosk,
    clock,
    log,
  });
  // Not before: at a counter there would be a moment in which the desktop can be seen and touched.
  if (startPolicy !== null) mainWindow.whenShown(startPolicy.endWait);
  const ipc = createWaitingRegistry(ipcMain, COMMAND_NAMES);
  let servePictures: (pictures: Pictures) => void = () => undefined;
  const pictures = new Promise<Pictures>((resolve) => (servePictures = resolve));
  let renderCalmPage = (): CalmPage | null => null;
  const pageSession = session.fromPartition(UI_PARTITION);
  const { whenPageServed, whenScriptServed } = serveUi(pageSession, {
    folder: join(mainFolder, '..', 'renderer'),
    whenPictures: pictures,
    renderCalmPage: () => renderCalmPage(),
  });
  cutOff(pageSession).catch((error: unknown) => log.error('the page is not cut off', { error }));
  mainWindow.open(await chooseOpeningPlace(kiosk));
  // The files of the page come from this process, which hears nothing while it is at work itself. So it does its own work
  // while the page has work: the rest of the app is read while the page's process begins, and assembled while the page runs.
  await within(clock, PAGE_ASKS_WITHIN_MS, whenPageServed);
  const { assemble } = await import('./index');
  await within(clock, PAGE_ASKS_WITHIN_MS, whenScriptServed);
  await assemble({
    given,
    startPolicy,
    mainFolder,
    log,
    logFile,
    logPath,
    errors,
    linkInbox,
    mainWindow,
    ipc,
    temporaryFolder,
    servePictures,
    serveCalmPage: (render) => (renderCalmPage = render),
    supervisorLine,
    onSupervisorLost: (listener) => (noteSupervisorLost = listener),
    onStrayError: (listener) => (noteStrayError = listener),
  });
  ipc.open();
  mainWindow.show();
}

// Awaiting `whenReady` at the top level of a module never resolves: ready waits for this module to be loaded.
app
  .whenReady()
  .then(() => (isCheck ? runCheck(given) : start()))
  .catch((error: unknown) => {
    log.error('start failed', { error });
    app.exit(1);
  });
