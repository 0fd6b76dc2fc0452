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
  printAndEnd,
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
import { getPageUrl, isOwnPage, registerUiScheme, serveUi } from './app/uiProtocol';
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
import { createErrorMemory } from './diagnostics/errorMemory';
import { createPollMeter } from './diagnostics/pollMeter';
import { createStatus } from './diagnostics/status';
import { createStaffDesk } from './kiosk/staffDesk';
import { createBroadcast } from './ipc/broadcast';
import { createChatPublisher } from './ipc/chatPublisher';
import { openDoor } from './ipc/door';
import { createHandlers } from './ipc/handlers';
import { createTextFile } from './lib/atomicFile';
import { createLog } from './lib/log';
import { createLogFile } from './lib/logFile';
import { createPinCheck } from './lib/pinCheck';
import { createPinLimiter } from './lib/pinLimiter';
import { SECOND, systemClock as clock } from './lib/time';
import { createOutbox } from './outbox/outbox';
import { createPoller } from './polling/poller';
import { getPollIntervalMs } from './polling/schedule';
import { createChatFile, createMemoryChatStore } from './session/chatStore';
import { createSession } from './session/session';
import { createUnfinishedEnds } from './session/unfinishedEnds';
import { createWaitHistory, getQueueName } from './session/waitHistory';
import { createSettings } from './settings/settings';
import { loadUserSettings } from './settings/userFile';

const random = Math.random;
const commandLine = readCommandLine();
if (commandLine.hashPin) await printAndEnd(commandLine);
chooseUserDataFolder(commandLine);
const logFile = createLogFile({ path: join(app.getPath('userData'), 'logs', 'counterline.log'), clock });
const errors = createErrorMemory(clock.now);
const log = errors.listenTo(
  createLog((line) => {
    process.stdout.write(`${line}\n`);
    logFile.write(line);
  }, clock.now),
);
process.on('exit', logFile.close);
if (!takeSingleInstance(commandLine)) app.exit(0);
const linkInbox = createLinkInbox();
if (!commandLine.kiosk) collectLinks(app, linkInbox, commandLine.link);

const polls = createPollMeter(clock);
const connector = createConnector(clock, log, polls.watch);
guardAgainstCrashes(log, connector.noteStrayError);
configureNetworkStack();
registerUiScheme();
lockDown(isOwnPage, log);

async function start(): Promise<void> {
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
    store: commandLine.kiosk ? createMemoryChatStore() : createChatFile(dataFile('chat.json'), clock, log),
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
      manners.noteChatChange();
      if (isRunning(session.getView().phase)) prefill.forget();
    },
  });
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

  const pinLimiter = createPinLimiter({
    file: createTextFile(dataFile('pin-attempts.json'), clock),
    clock,
    log,
  });
  void pinLimiter.load();
  const staffDesk = createStaffDesk({
    kiosk: commandLine.kiosk,
    pins: createPinCheck(settings.get, pinLimiter),
    dataFile,
    onChange: (view) => broadcast.publish('staff:changed', view),
    actions: {
      restart() {
        app.relaunch();
        app.quit();
      },
      exit: () => app.quit(),
      async testConnection() {
        const checked = settings.checkConnection(settings.get());
        return 'fault' in checked ? checked : connector.test(settings.get(), checked);
      },
    },
    clock,
    log,
  });

  const demo = createDemo({
    mainFolder: import.meta.dirname,
    clock,
    log,
    onSettings: settings.setDemo,
    onChange: (view) => broadcast.publish('demo:changed', view),
  });

  const getLabels = () =>
    getTranscriptLabels(languageOf(settings.get().language, app.getPreferredSystemLanguages()));

  const getStatus = createStatus({
    version: app.getVersion(),
    electronVersion: process.versions.electron,
    getView: session.getView,
    polls,
    errors,
    getAppMetrics: () => app.getAppMetrics(),
    getLastWipe: () => null,
    getPolicyFaults: () => [],
    clock,
  });

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
          staff: staffDesk.getView(),
          draft: session.getDraft(),
        };
      },
      kiosk: commandLine.kiosk,
      mayAdminister: () => !commandLine.kiosk || staffDesk.staff.may('staff'),
      staffDesk,
      getStatus,
      session,
      settings,
      testConnection: (input) => connector.test(settings.get(), input),
      answerQuestion: manners.answer,
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

  serveUi(electronSession.fromPartition(UI_PARTITION), join(import.meta.dirname, '..', 'renderer'), logo);
  installMenu();
  // The window opens when there is somebody to chat with, or the news that there is not.
  if (commandLine.demo) await demo.start();
  await staffDesk.load();
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
    mainWindow.focus();
  });
  mainWindow.open(await manners.choosePlace());
  await manners.start();
}

// Awaiting `whenReady` at the top level of a module never resolves: ready waits for this module to be loaded.
app
  .whenReady()
  .then(start)
  .catch((error: unknown) => {
    log.error('start failed', { error });
    app.exit(1);
  });
