import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AppSnapshot } from '@shared/ipc/contract';
import type { ChatForm } from '@shared/chat';
import { app, powerMonitor, shell } from 'electron';
import { EVENT_CHANNEL } from '@shared/ipc/names';
import { languageOf } from '@shared/language';
import { createAbout } from './app/about';
import { describeInstallation, loadUpdater } from './app/appUpdater';
import { ATTRACT_PICTURE_PATH, LOGO_PATH } from '@shared/preferences';
import { createConnector } from './app/connection';

import { createDemo } from './app/demo';
import type { Beginning } from './app/beginning';
import { keyStore } from './app/keyStore';
import { getLinkOfSecondStart } from './app/launch';
import { getLoginStart } from './app/loginStart';
import { readStartPolicy } from './app/startPolicy';
import { describeSystem } from './app/system';
import { readAttractPicture, readLogo } from './app/logo';
import { clearRestingNetSessions } from './app/netSessions';
import { createRequestExtras } from './app/requestExtras';
import { createLinkPrefill } from './app/prefill';
import { createShutdown } from './app/shutdown';
import { CALM_URL, getPageUrl } from './app/uiProtocol';
import { isRunning } from './desktop/closing';
import { createLinkOpener } from './desktop/linkOpener';
import { createManners, createCounterManners, type Manners } from './desktop/manners';
import { installMenu } from './desktop/menu';
import { createPdf } from './desktop/pdf';
import { isOnline, watchPower } from './desktop/power';
import { getTranscriptLabels } from './desktop/transcriptLabels';
import { createTranscriptSaver } from './desktop/transcriptSaver';
import { formatTranscript } from './desktop/transcriptText';
import { PLACE_FILE } from './desktop/windowPlace';
import { createExporter } from './diagnostics/exporter';
import { loadLogLines } from './diagnostics/logLines';
import { createStartWatch } from './diagnostics/startTimes';
import { createPollMeter } from './diagnostics/pollMeter';
import { createStatus } from './diagnostics/status';
import { createServiceLink } from './kiosk/serviceLink';
import { createStaffDesk } from './kiosk/staffDesk';
import { useOwnTemporaryFolder } from './kiosk/temporaryFolder';
import { reportHealth } from './health/healthReport';
import { createBroadcast } from './ipc/broadcast';
import { createChatPublisher } from './ipc/chatPublisher';
import { openDoor } from './ipc/door';
import { createHandlers } from './ipc/handlers';
import { createElectronCounter } from './kiosk/electronCounter';
import { createPinCheck } from './lib/pinCheck';
import { createPinLimiter } from './lib/pinLimiter';
import { createRateLimit } from './ipc/rateLimit';
import { createTextFile, writeFileAtomically } from './lib/atomicFile';
import { readSmallFile } from './lib/smallFile';
import { SECOND, systemClock as clock } from './lib/time';
import { createProxyLoginStore } from './network/proxyLoginStore';
import { createProxySignIn } from './network/proxySignIn';
import { createOutbox } from './outbox/outbox';
import { createPoller } from './polling/poller';
import { getPollIntervalMs } from './polling/schedule';
import { renderCalmPage } from './recovery/calmPage';
import { createRecovery } from './recovery/recovery';
import { createChatFile, createMemoryChatStore, type ChatStore } from './session/chatStore';
import { createSession } from './session/session';
import { createUnfinishedEnds } from './session/unfinishedEnds';
import { createWaitHistory, getQueueName } from './session/waitHistory';
import { watchFolder } from './settings/policy/folderWatch';
import { keepPolicy } from './settings/policy/policyKeeper';
import { createSettingsExchange } from './settings/exchange';
import { createSettingsEditor } from './settings/editor';
import { createSettings } from './settings/settings';
import { createSettingsDoor } from './settings/settingsDoor';
import { loadUserSettings } from './settings/userFile';
import { createUpdates } from './updates/updates';
import { createHandedChatStore } from './supervisor/line';

const JSON_FILES = [{ name: 'JSON', extensions: ['json'] }];
const random = Math.random;

/** Builds the parts, connects them, and lets the page in. Rejects where the app cannot run. */
export async function assemble(beginning: Beginning): Promise<void> {
  const { given, mainFolder, log, logFile, logPath, errors, linkInbox, mainWindow, ipc } = beginning;
  const { supervisorLine } = beginning;
  const { commandLine, policy, ...policyRead } = await readStartPolicy(given, log, logFile.whenWritten);
  if (commandLine.kiosk) mainWindow.enterKiosk();
  let noteHealth = (): void => undefined;
  const polls = createPollMeter(clock);
  const signIn = createProxySignIn({
    store: createProxyLoginStore(
      createTextFile(join(app.getPath('userData'), 'proxy-logins.json'), clock),
      keyStore,
      log,
    ),
    mayAsk: !commandLine.kiosk,
    log,
  });
  const connector = createConnector(clock, log, { watch: polls.watch, signIn });
  beginning.onStrayError(connector.noteStrayError);
  const startWatch = createStartWatch(() => performance.now());
  /** A counter keeps nothing of its customers on the disk. */
  function openChatStore(path: string): ChatStore {
    if (!commandLine.kiosk) return createChatFile(path, clock, log);
    return supervisorLine === null ? createMemoryChatStore() : createHandedChatStore(supervisorLine, log);
  }
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
  const attractPicture = commandLine.kiosk
    ? await readAttractPicture(settings.get().attractPicture, log)
    : null;
  beginning.servePictures({ [LOGO_PATH]: logo, [ATTRACT_PICTURE_PATH]: attractPicture });
  const broadcast = createBroadcast((event) => mainWindow.send(EVENT_CHANNEL, event));

  const dataFile = (name: string) => join(app.getPath('userData'), name);
  const ends = createUnfinishedEnds({
    journal: createTextFile(dataFile('unfinished-ends.json'), clock),
    complete: (end) => connector.complete(settings.findDestination(end.contactCenter), end),
    clock,
    random,
    log,
  });
  const waits = createWaitHistory({
    file: createTextFile(dataFile('waits.json'), clock),
    getQueue: () =>
      demo.getView().name === 'running' ? null : getQueueName(getSettingsOf(session.getForm())),
    clock,
    log,
  });
  const getSettingsOf = (form: ChatForm | null) =>
    settings.chooseDestination(form?.department)?.settings ?? settings.get();
  const session = createSession({
    store: openChatStore(dataFile('chat.json')),
    ends,
    waits,
    endsOnLeave: commandLine.kiosk,
    isOnline,
    connect(target) {
      const destination =
        target.name === 'new'
          ? settings.chooseDestination(target.form.department)
          : settings.findDestination(target.server.contactCenter);
      return destination === null ? null : connector.connect(destination);
    },
    getRequestExtras: (form) => createRequestExtras(getSettingsOf(form), form, new Date(clock.now())),
    createPoller: (options) => createPoller({ ...options, clock, random, log }),
    createOutbox: (options) => createOutbox({ ...options, newId: randomUUID, clock, log }),
    getIntervalMs: (phase) => getPollIntervalMs(phase, settings.get().pollingProfile, random),
    clock,
    random,
    log,
    onChange() {
      chatPublisher.noteChange();
      counter.noteChatChange(session.getView());
      noteHealth();
      manners.noteChatChange();
      if (isRunning(session.getView().phase)) prefill.forget();
    },
  });
  const recovery = createRecovery({
    isCounter: commandLine.kiosk,
    line: supervisorLine,
    getPageUrl,
    calmUrl: CALM_URL,
    isChatting: () => session.getView().phase.name !== 'idle',
    isUnattended: () => ['attract', 'outOfService'].includes(counter.getView()?.name ?? 'attract'),
    whenChatSaved: session.whenSaved,
    getSettings: settings.get,
    clock,
    log,
  });
  mainWindow.whenMade(recovery.follow);
  beginning.onSupervisorLost(() => recovery.restartWhenQuiet('supervisor lost'));
  const counter = createElectronCounter({
    temporaryFolder: beginning.temporaryFolder ?? (commandLine.kiosk ? useOwnTemporaryFolder() : null),
    programFolder: mainFolder,
    session,
    getSettings: settings.get,
    forgetChoices: settings.forgetChoices,
    mainWindow,
    clearNetSessions: clearRestingNetSessions,
    getState: () => getSnapshot(),
    onChange(view) {
      broadcast.publish('counter:changed', view);
      serviceLink.noteCounter();
    },
    clock,
    log,
  });
  const chatPublisher = createChatPublisher({ getView: session.getView, broadcast, later: setImmediate });

  const manners: Manners = commandLine.kiosk
    ? createCounterManners()
    : createManners({
        mainWindow,
        getView: session.getView,
        endChat: () => void session.end(),
        getSettings: settings.get,
        choose: (choice) => void settings.choose(choice),
        loginStart: getLoginStart(commandLine),
        publishQuestion: (question) => broadcast.publish('question:changed', question),
        placeFile: createTextFile(dataFile(PLACE_FILE), clock),
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
  const pinCheck = createPinCheck(settings.get, pinLimiter);
  const settingsEditor = createSettingsEditor(settings);
  const settingsDoor = createSettingsDoor({
    pinCheck,
    savePin: settingsEditor.savePin,
    clock,
    onShut: () => broadcast.publish('connection:changed', settings.getConnectionView()),
  });

  const settingsExchange = createSettingsExchange({
    settings,
    askWhereTo: () => mainWindow.askForFile('counterline-settings.json', JSON_FILES),
    askWhichFile: () => mainWindow.askForExistingFile(JSON_FILES),
    readFile: (path) => readSmallFile(path),
    writeFile: (path, content) => writeFileAtomically(path, content, clock),
    log,
  });

  const staffDesk = createStaffDesk({
    kiosk: commandLine.kiosk,
    pins: pinCheck,
    dataFile,
    onChange(view) {
      broadcast.publish('staff:changed', view);
      serviceLink.noteService(view.outOfService);
    },
    actions: {
      restart: () => recovery.restart('staff'),
      exit: () => app.quit(),
      async testConnection() {
        const checked = settings.checkConnection(settings.get());
        return 'fault' in checked ? checked : connector.test(settings.explain().values, checked);
      },
    },
    clock,
    log,
  });

  const serviceLink = createServiceLink({
    getCounterView: counter.getView,
    takeOutOfService: counter.takeOutOfService,
    putInService: counter.putInService,
    isChatRunning: () => isRunning(session.getView().phase),
    getReason: staffDesk.service.get,
    close: staffDesk.service.set,
  });

  const demo = createDemo({
    mainFolder,
    clock,
    log,
    onSettings: settings.setDemo,
    onChange: (view) => broadcast.publish('demo:changed', view),
  });

  const getLanguage = () => languageOf(settings.get().language, app.getPreferredSystemLanguages());
  const getLabels = () => getTranscriptLabels(getLanguage());

  signIn.follow((question) => broadcast.publish('proxySignIn:changed', question));

  const getStatus = createStatus({
    version: app.getVersion(),
    electronVersion: process.versions.electron,
    getView: session.getView,
    polls,
    errors,
    getAppMetrics: () => app.getAppMetrics(),
    getLastWipe: () => counter.getWipes()[0] ?? null,
    getPolicyFaults: () => policyRead.first.sources.flatMap(({ faults }) => faults),
    clock,
  });

  function getSnapshot(): AppSnapshot {
    startWatch.notePageAsked();
    // The published view first: reading it may publish one more event, which the number must include.
    const chat = chatPublisher.getPublishedView();
    return {
      seq: broadcast.getSeq(),
      version: app.getVersion(),
      kiosk: commandLine.kiosk,
      chat,
      connection: settings.getConnectionView(),
      preferences: settings.getPreferences(),
      hasLogo: logo !== null,
      hasAttractPicture: attractPicture !== null,
      systemLanguages: app.getPreferredSystemLanguages(),
      demo: demo.getView(),
      question: manners.getQuestion(),
      prefill: prefill.get(),
      proxySignIn: signIn.getQuestion(),
      staff: staffDesk.getView(),
      counter: counter.getView(),
      draft: session.getDraft(),
      isBack: recovery.hasJustComeBack(),
    };
  }

  openDoor({
    registry: ipc,
    rateLimit: createRateLimit(clock),
    isTrustedSender: mainWindow.isOwnSender,
    log,
    handlers: createHandlers({
      getSnapshot,
      readAbout: createAbout({ outFolder: join(mainFolder, '..'), versions: process.versions, log }),
      kiosk: commandLine.kiosk,
      mayAdminister: () => (commandLine.kiosk ? staffDesk.staff.may('staff') : settingsDoor.isOpen()),
      getStatus,
      exportDiagnostics: createExporter({
        askForFile: mainWindow.askForFile,
        now: () => new Date(clock.now()),
        async collect(at) {
          const values = settings.get();
          const connectionTest = settings.isConfigured() ? await connector.test(values, values) : null;
          return {
            at,
            system: describeSystem(),
            status: getStatus(),
            settings: settings.getMerged(),
            connectionTest,
            pollLatency: polls.getLatency(),
            startTimes: startWatch.get(),
            logLines: await logFile.whenWritten().then(() => loadLogLines(logPath)),
          };
        },
      }),
      staffDesk,
      session: counter.guard(session),
      counter,
      settings,
      settingsEditor,
      settingsDoor,
      settingsExchange,
      testConnection: (input) => connector.test(settings.explain().values, input),
      answerQuestion: manners.answer,
      answerProxySignIn: signIn.answer,
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

  const stopKeepingPolicy = keepPolicy({
    ...policyRead,
    watchFolder,
    clock,
    log,
    onChange: settings.setPolicy,
  });
  const updates = createUpdates({
    getSettings: settings.get,
    loadMachine: describeInstallation,
    kiosk: commandLine.kiosk,
    loadUpdater,
    getPhase: () => session.getView().phase.name,
    getUntouchedMs: () => powerMonitor.getSystemIdleTime() * SECOND,
    clock,
    random,
    log,
  });

  const shutdown = createShutdown(4 * SECOND, clock, log);
  shutdown.join('chat', () => session.leave(3 * SECOND));
  shutdown.join('waits', waits.whenNoted);
  shutdown.join('window place', manners.whenPlaceSaved);
  shutdown.join('policy', () => Promise.resolve(stopKeepingPolicy()));
  shutdown.join('updates', () => Promise.resolve(updates.noteQuitting()));
  shutdown.join('wipe receipts', counter.whenSaved);
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
    getLastWipe: () => counter.getWipes()[0] ?? null,
    saveStatus: createTextFile(dataFile('status.json'), clock).save,
    metricsPort: settings.get().metricsPort,
    shutdown,
    clock,
    log,
  });
  noteHealth = health.noteState;

  startWatch.noteAssembled();
  mainWindow.follow(manners);
  beginning.serveCalmPage(() => renderCalmPage(getLanguage()));
  installMenu(commandLine.kiosk);
  // The window shows itself when there is somebody to chat with, or the news that there is not.
  if (commandLine.demo) await demo.start();
  await staffDesk.load();
  await waits.load();
  await session.resume();
  await ends.start();
  await counter.load();
  serviceLink.noteService(staffDesk.service.get());
  serviceLink.noteCounter();
  watchPower({ clock, onSuspend: session.suspend, onWake: session.wake });
  if (!commandLine.kiosk) {
    linkInbox.openTo((link) => {
      prefill.open(link);
      mainWindow.focus();
    });
  }
  app.on('second-instance', (_event, _args, _folder, data) => {
    const link = commandLine.kiosk ? null : getLinkOfSecondStart(data);
    if (link !== null) linkInbox.deliver(link);
    recovery.noteOtherStart();
    mainWindow.focus();
  });
  // Nobody waits for an icon in the tray.
  manners.start().catch((error: unknown) => log.warn('no icon in the tray', { error }));
  updates.start();
}
