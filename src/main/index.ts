import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, clipboard, ipcMain, session as electronSession, shell } from 'electron';
import { EVENT_CHANNEL } from '@shared/ipc/names';
import { languageOf } from '@shared/language';
import { createConnector } from './app/connection';
import { guardAgainstCrashes } from './app/crashGuard';
import { createCustomerWatch } from './app/customerWatch';
import { createDemo } from './app/demo';
import {
  chooseUserDataFolder,
  getLinkOfSecondStart,
  readCommandLine,
  readPolicy,
  takeSingleInstance,
} from './app/launch';
import { collectLinks, createLinkInbox } from './app/linkInbox';
import { lockDown } from './app/lockdown';
import { readLogo } from './app/logo';
import { configureNetworkStack } from './app/netSessions';
import { createRequestExtras } from './app/requestExtras';
import { createLinkPrefill } from './app/prefill';
import { createShutdown } from './app/shutdown';
import { CALM_URL, getPageUrl, isOwnPage, registerUiScheme, serveUi } from './app/uiProtocol';
import { isRunning } from './desktop/closing';
import { createLinkOpener } from './desktop/linkOpener';
import { createMainWindow, UI_PARTITION } from './desktop/mainWindow';
import { createManners, NO_MANNERS, type Manners } from './desktop/manners';
import { installMenu } from './desktop/menu';
import { createPdf } from './desktop/pdf';
import { isOnline, watchPower } from './desktop/power';
import { getTranscriptLabels } from './desktop/transcriptLabels';
import { createTranscriptSaver } from './desktop/transcriptSaver';
import { formatTranscript } from './desktop/transcriptText';
import { reportHealth } from './health/healthReport';
import { createBroadcast } from './ipc/broadcast';
import { createChatPublisher } from './ipc/chatPublisher';
import { openDoor } from './ipc/door';
import { createHandlers } from './ipc/handlers';
import { createTextFile } from './lib/atomicFile';
import { createLog } from './lib/log';
import { createLogFile } from './lib/logFile';
import { SECOND, systemClock as clock } from './lib/time';
import { createOutbox } from './outbox/outbox';
import { createPoller } from './polling/poller';
import { getPollIntervalMs } from './polling/schedule';
import { renderCalmPage } from './recovery/calmPage';
import { keepGraphicsAlive } from './recovery/graphicsSwitch';
import { createRecovery } from './recovery/recovery';
import { createChatFile, createMemoryChatStore, type ChatStore } from './session/chatStore';
import { createSession } from './session/session';
import { createUnfinishedEnds } from './session/unfinishedEnds';
import { createWaitHistory, getQueueName } from './session/waitHistory';
import { createSettings } from './settings/settings';
import { loadUserSettings } from './settings/userFile';
import { EXIT_ALREADY_RUNNING } from './supervisor/exitCodes';
import { createHandedChatStore, isSupervised, openSupervisorLine } from './supervisor/line';

const random = Math.random;
const commandLine = readCommandLine();
chooseUserDataFolder(commandLine);
const logFile = createLogFile({ path: join(app.getPath('userData'), 'logs', 'counterline.log'), clock });
const log = createLog((line) => {
  process.stdout.write(`${line}\n`);
  logFile.write(line);
}, clock.now);
process.on('exit', logFile.close);
if (!takeSingleInstance(commandLine)) app.exit(isSupervised(process) ? EXIT_ALREADY_RUNNING : 0);
const linkInbox = createLinkInbox();
if (!commandLine.kiosk) collectLinks(app, linkInbox, commandLine.link);

const connector = createConnector(clock, log);
guardAgainstCrashes(log, connector.noteStrayError);
configureNetworkStack();
keepGraphicsAlive();
registerUiScheme();
lockDown(isOwnPage, log);

let lostSupervisor = (): void => undefined;
const supervisorLine = openSupervisorLine({
  parent: process,
  onQuit: () => app.quit(),
  onLost: () => lostSupervisor(),
  clock,
  log,
});

async function start(): Promise<void> {
  let noteHealth = (): void => undefined;
  const policy = await readPolicy(commandLine);
  const userFile = await loadUserSettings(join(app.getPath('userData'), 'settings.json'), clock, log);
  const settings = createSettings({
    userFile,
    policy,
    commandLine: commandLine.settings,
    keepsChoices: !commandLine.kiosk,
    log,
    onChange() {
      broadcast.publish('connection:changed', settings.getConnectionView());
      broadcast.publish('preferences:changed', settings.getPreferences());
      manners.noteSettingsChange();
    },
  });
  const logo = await readLogo(settings.get().logo, log);
  const mainWindow = createMainWindow({
    preloadFolder: join(import.meta.dirname, '..', 'preload'),
    pageUrl: getPageUrl(),
    kiosk: commandLine.kiosk,
    mayClose: () => manners.mayClose(),
    onMade: (window) => recovery.follow(window),
    onLook: () => manners.noteLook(),
    onPlaced: (place) => manners.notePlace(place),
    log,
  });
  const broadcast = createBroadcast((event) => mainWindow.send(EVENT_CHANNEL, event));

  const dataFile = (name: string) => join(app.getPath('userData'), name);
  const ends = createUnfinishedEnds({
    journal: createTextFile(dataFile('unfinished-ends.json'), clock),
    complete: (end) => connector.complete(settings.get(), end),
    clock,
    random,
    log,
  });
  const waits = createWaitHistory({
    file: createTextFile(dataFile('waits.json'), clock),
    getQueue: () => (demo.getView().name === 'running' ? null : getQueueName(settings.get())),
    clock,
    log,
  });
  const session = createSession({
    store: openChatStore(dataFile('chat.json')),
    ends,
    waits,
    endsOnLeave: commandLine.kiosk,
    isOnline,
    connect: () => (settings.isConfigured() ? connector.connect(settings.get()) : null),
    getRequestExtras: (form) => createRequestExtras(settings.get(), form, new Date(clock.now())),
    createPoller: (options) => createPoller({ ...options, clock, random, log }),
    createOutbox: (options) => createOutbox({ ...options, newId: randomUUID, clock, log }),
    getIntervalMs: (phase) => getPollIntervalMs(phase, settings.get().pollingProfile, random),
    clock,
    random,
    log,
    onChange() {
      chatPublisher.noteChange();
      noteCustomer(session.getView().phase);
      noteHealth();
      manners.noteChatChange();
      if (isRunning(session.getView().phase)) prefill.forget();
    },
  });
  const recovery = createRecovery({
    isCounter: commandLine.kiosk,
    line: supervisorLine,
    pageUrl: getPageUrl(),
    calmUrl: CALM_URL,
    isChatting: () => session.getView().phase.name !== 'idle',
    whenChatSaved: session.whenSaved,
    getSettings: settings.get,
    clock,
    log,
  });
  lostSupervisor = () => recovery.restartWhenQuiet('supervisor lost');
  const noteCustomer = createCustomerWatch(() => {
    settings.forgetChoices();
    if (!commandLine.kiosk) return;
    // Nothing of one customer reaches the next.
    session.setDraft('');
    clipboard.clear();
  });
  const chatPublisher = createChatPublisher({ getView: session.getView, broadcast, later: setImmediate });

  const manners: Manners = commandLine.kiosk
    ? NO_MANNERS
    : createManners({
        mainWindow,
        getView: session.getView,
        endChat: () => void session.end(),
        getSettings: settings.get,
        choose: (choice) => void settings.choose(choice),
        publishQuestion: (question) => broadcast.publish('question:changed', question),
        placeFile: createTextFile(dataFile('window.json'), clock),
        clock,
        log,
      });
  const prefill = createLinkPrefill({
    isChatRunning: () => isRunning(session.getView().phase),
    onChange: (changed) => broadcast.publish('prefill:changed', changed),
    log,
  });

  const demo = createDemo({
    mainFolder: import.meta.dirname,
    clock,
    log,
    onSettings: settings.setDemo,
    onChange: (view) => broadcast.publish('demo:changed', view),
  });

  const getLanguage = () => languageOf(settings.get().language, app.getPreferredSystemLanguages());
  const getLabels = () => getTranscriptLabels(getLanguage());

  openDoor({
    registry: ipcMain,
    isTrustedSender: mainWindow.isOwnSender,
    log,
    handlers: createHandlers({
      // The published view first: reading it may publish one more event, which the number must include.
      getSnapshot: () => {
        const chat = chatPublisher.getPublishedView();
        return {
          seq: broadcast.getSeq(),
          version: app.getVersion(),
          kiosk: commandLine.kiosk,
          chat,
          connection: settings.getConnectionView(),
          preferences: settings.getPreferences(),
          hasLogo: logo !== null,
          systemLanguages: app.getPreferredSystemLanguages(),
          demo: demo.getView(),
          question: manners.getQuestion(),
          prefill: prefill.get(),
          draft: session.getDraft(),
          isBack: recovery.hasJustComeBack(),
        };
      },
      kiosk: commandLine.kiosk,
      session,
      settings,
      testConnection: (input) => connector.test(settings.get(), input),
      answerQuestion: manners.answer,
      noteBeat: recovery.noteBeat,
      startDemo: () => void demo.start(),
      stopDemo: demo.stop,
      readTranscript: () => formatTranscript(session.getView(), getLabels()),
      saveTranscript: createTranscriptSaver({
        getView: session.getView,
        getLabels,
        askForFile: mainWindow.askForFile,
        createPdf,
        now: () => new Date(clock.now()),
      }),
      printTranscript: mainWindow.print,
      openLink: createLinkOpener({
        isAllowed: () => settings.get().openLinks && !commandLine.kiosk,
        getItems: () => session.getView().items,
        // Looked up at each call, so that a test can stand in for the browser.
        openExternal: (address) => shell.openExternal(address),
        log,
      }),
    }),
  });

  const shutdown = createShutdown(4 * SECOND, clock, log);
  shutdown.join('chat', () => session.leave(3 * SECOND));
  shutdown.join('window place', manners.whenPlaceSaved);
  shutdown.join('log', logFile.whenWritten);
  shutdown.join('demo', () => Promise.resolve(demo.stop()));
  shutdown.install();
  const health = reportHealth({
    version: app.getVersion(),
    isCounter: commandLine.kiosk,
    getView: session.getView,
    isOnline,
    isSupervised: recovery.isSupervised,
    getMemoryMiB: recovery.getMemoryMiB,
    getRestarts: recovery.getRestarts,
    getRecoveries: recovery.getRecoveries,
    getLastWipe: () => null,
    saveStatus: createTextFile(dataFile('status.json'), clock).save,
    metricsPort: settings.get().metricsPort,
    shutdown,
    clock,
    log,
  });
  noteHealth = health.noteState;

  serveUi(electronSession.fromPartition(UI_PARTITION), {
    folder: join(import.meta.dirname, '..', 'renderer'),
    logo,
    renderCalmPage: () => renderCalmPage(getLanguage()),
  });
  installMenu();
  // The window opens when there is somebody to chat with, or the news that there is not.
  if (commandLine.demo) await demo.start();
  await waits.load();
  await session.resume();
  await ends.start();
  watchPower({ clock, onSuspend: session.suspend, onWake: session.wake });
  linkInbox.openTo((link) => {
    prefill.open(link);
    mainWindow.focus();
  });
  app.on('second-instance', (_event, _args, _folder, data) => {
    const link = commandLine.kiosk ? null : getLinkOfSecondStart(data);
    if (link !== null) linkInbox.deliver(link);
    recovery.noteOtherStart();
    mainWindow.focus();
  });
  mainWindow.open(await manners.choosePlace());
  await manners.start();
}

/** A counter keeps nothing of its customers on the disk. */
function openChatStore(path: string): ChatStore {
  if (!commandLine.kiosk) return createChatFile(path, clock, log);
  return supervisorLine === null ? createMemoryChatStore() : createHandedChatStore(supervisorLine, log);
}

// Awaiting `whenReady` at the top level of a module never resolves: ready waits for this module to be loaded.
app
  .whenReady()
  .then(start)
  .catch((error: unknown) => {
    log.error('start failed', { error });
    app.exit(1);
  });
