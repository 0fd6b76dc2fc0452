import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, ipcMain, session as electronSession, shell } from 'electron';
import { EVENT_CHANNEL } from '@shared/ipc/names';
import { createConnector } from './app/connection';
import { guardAgainstCrashes } from './app/crashGuard';
import { createDemo } from './app/demo';
import { chooseUserDataFolder, readCommandLine, readPolicy } from './app/launch';
import { lockDown } from './app/lockdown';
import { configureNetworkStack } from './app/netSessions';
import { createShutdown } from './app/shutdown';
import { getPageUrl, isOwnPage, registerUiScheme, serveUi } from './app/uiProtocol';
import { createLinkOpener } from './desktop/linkOpener';
import { createMainWindow, UI_PARTITION } from './desktop/mainWindow';
import { installMenu } from './desktop/menu';
import { isOnline, watchPower } from './desktop/power';
import { formatTranscript } from './desktop/transcriptText';
import { createBroadcast } from './ipc/broadcast';
import { createChatPublisher } from './ipc/chatPublisher';
import { openDoor } from './ipc/door';
import { createHandlers } from './ipc/handlers';
import { createTextFile } from './lib/atomicFile';
import { createLog } from './lib/log';
import { SECOND, systemClock as clock } from './lib/time';
import { createOutbox } from './outbox/outbox';
import { createPoller } from './polling/poller';
import { getPollIntervalMs } from './polling/schedule';
import { createChatFile, createMemoryChatStore } from './session/chatStore';
import { createSession } from './session/session';
import { createUnfinishedEnds } from './session/unfinishedEnds';
import { createSettings } from './settings/settings';
import { loadUserSettings } from './settings/userFile';

const random = Math.random;
const log = createLog((line) => process.stdout.write(`${line}\n`), clock.now);

const commandLine = readCommandLine();
chooseUserDataFolder(commandLine);
if (!app.requestSingleInstanceLock()) app.exit(0);

const connector = createConnector(clock, log);
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
    log,
    onChange() {
      broadcast.publish('connection:changed', settings.getConnectionView());
      broadcast.publish('preferences:changed', settings.getPreferences());
    },
  });
  const mainWindow = createMainWindow({
    preloadFolder: join(import.meta.dirname, '..', 'preload'),
    pageUrl: getPageUrl(),
    kiosk: commandLine.kiosk,
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
  const session = createSession({
    store: commandLine.kiosk ? createMemoryChatStore() : createChatFile(dataFile('chat.json'), clock, log),
    ends,
    endsOnLeave: commandLine.kiosk,
    isOnline,
    connect: () => (settings.isConfigured() ? connector.connect(settings.get()) : null),
    getRequestExtras: () => (settings.get().endpoint === '' ? {} : { endpoint: settings.get().endpoint }),
    createPoller: (options) => createPoller({ ...options, clock, random, log }),
    createOutbox: (options) => createOutbox({ ...options, newId: randomUUID, clock, log }),
    getIntervalMs: (phase) => getPollIntervalMs(phase, settings.get().pollingProfile, random),
    clock,
    random,
    log,
    onChange: () => chatPublisher.noteChange(),
  });
  const chatPublisher = createChatPublisher({ getView: session.getView, broadcast, later: setImmediate });

  const demo = createDemo({
    mainFolder: import.meta.dirname,
    clock,
    log,
    onSettings: settings.setDemo,
    onChange: (view) => broadcast.publish('demo:changed', view),
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
          systemLanguages: app.getPreferredSystemLanguages(),
          demo: demo.getView(),
          draft: session.getDraft(),
        };
      },
      session,
      settings,
      testConnection: (input) => connector.test(settings.get(), input),
      startDemo: () => void demo.start(),
      stopDemo: demo.stop,
      saveTranscript: () => mainWindow.saveText(formatTranscript(session.getView())),
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
  shutdown.join('demo', () => Promise.resolve(demo.stop()));
  shutdown.install();

  serveUi(electronSession.fromPartition(UI_PARTITION), join(import.meta.dirname, '..', 'renderer'));
  installMenu();
  // The window opens when there is somebody to chat with, or the news that there is not.
  if (commandLine.demo) await demo.start();
  await session.resume();
  await ends.start();
  watchPower({ clock, onSuspend: session.suspend, onWake: session.wake });
  app.on('second-instance', mainWindow.focus);
  mainWindow.open();
}

// Awaiting `whenReady` at the top level of a module never resolves: ready waits for this module to be loaded.
app
  .whenReady()
  .then(start)
  .catch((error: unknown) => {
    log.error('start failed', { error });
    app.exit(1);
  });
