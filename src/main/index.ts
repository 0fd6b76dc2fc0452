import { join } from 'node:path';
import { app, powerMonitor } from 'electron';
import { languageOf } from '@shared/language';
import { createAbout } from './app/about';
import { describeInstallation, loadUpdater } from './app/appUpdater';
import type { Beginning } from './app/beginning';
import { nameClientCertificates } from './app/clientCertificates';
import { createDemo } from './app/demo';
import { claimLinks } from './app/linkInbox';
import { createShutdown } from './app/shutdown';
import { startWithoutPolicy } from './app/startPolicy';
import { CALM_URL, getPageUrl } from './app/uiProtocol';
import { showBrand } from './assembly/brand';
import { assembleChat } from './assembly/chat';
import { assembleCounter } from './assembly/counter';
import { assembleDesk } from './assembly/desk';
import { assembleDiagnostics } from './assembly/diagnostics';
import { layGround } from './assembly/ground';
import { assembleNetwork } from './assembly/network';
import { assembleSettings } from './assembly/settings';
import { getSnapshot, type SnapshotSources } from './assembly/snapshot';
import { assembleTranscript } from './assembly/transcript';
import { installMenu } from './desktop/menu';
import { watchPower } from './desktop/power';
import { pickTelling } from './diagnostics/connectionTest';
import { createStartWatch } from './diagnostics/startTimes';
import { openDoor } from './ipc/door';
import { createHandlers } from './ipc/handlers';
import { createRateLimit } from './ipc/rateLimit';
import { SECOND } from './lib/time';
import { renderCalmPage } from './recovery/calmPage';
import { createRecovery } from './recovery/recovery';
import { createUpdates } from './updates/updates';

/** Builds the parts, connects them, and lets the page in. Rejects where the app cannot run. */
export async function assemble(beginning: Beginning): Promise<void> {
  const { mainFolder, log, logFile, mainWindow, supervisorLine } = beginning;
  const startPolicy = beginning.startPolicy ?? startWithoutPolicy(beginning.given);
  const startWatch = createStartWatch(() => performance.now());
  const { commandLine } = startPolicy;
  const { kiosk } = commandLine;

  const ground = layGround(beginning, kiosk);
  const { broadcast, clock, random } = ground;
  const network = assembleNetwork(ground);
  beginning.onStrayError(network.connector.noteStrayError);
  const settingsParts = await assembleSettings(ground, startPolicy);
  const { settings } = settingsParts;
  const policyKeeper = settingsParts.followPolicy();
  nameClientCertificates(network.connector.getCertificateName);
  const brand = await showBrand(ground, settings, beginning.servePictures);
  const getLanguage = () => languageOf(settings.get().language, app.getPreferredSystemLanguages());
  const demo = createDemo({
    mainFolder,
    clock,
    log,
    onSettings: settings.setDemo,
    onChange: (view) => broadcast.publish('demo:changed', view),
  });

  const chat = assembleChat(ground, {
    settings,
    connector: network.connector,
    supervisorLine,
    isDemo: () => demo.getView().name === 'running',
  });
  const { session } = chat;
  const recovery = createRecovery({
    isCounter: kiosk,
    line: supervisorLine,
    getPageUrl,
    calmUrl: CALM_URL,
    isChatting: () => session.getView().phase.name !== 'idle',
    isUnattended: () => ['attract', 'outOfService'].includes(counter.counter.getView()?.name ?? 'attract'),
    whenChatSaved: session.whenSaved,
    getSettings: settings.get,
    clock,
    log,
  });
  mainWindow.whenMade(recovery.follow);
  beginning.onSupervisorLost(() => recovery.restartWhenQuiet('supervisor lost'));

  const counter = assembleCounter(ground, {
    temporaryFolder: beginning.temporaryFolder,
    settings: settingsParts,
    chat,
    connector: network.connector,
    restart: () => recovery.restart('staff'),
    getState: () => getSnapshot(ground, snapshotSources),
  });
  const desk = assembleDesk(ground, {
    commandLine,
    linkInbox: beginning.linkInbox,
    settings: settingsParts,
    chat,
    onSupervisorWaits: recovery.noteSupervisorWaits,
  });
  const diagnostics = assembleDiagnostics(ground, {
    beginning,
    startWatch,
    settings,
    network,
    chat,
    counter,
    recovery,
    getPolicyFaults: policyKeeper.getFaults,
  });
  const snapshotSources: SnapshotSources = {
    startWatch,
    settings,
    signIn: network.signIn,
    brand,
    demo,
    chat,
    counter,
    desk,
    recovery,
  };

  openDoor({
    registry: beginning.ipc,
    rateLimit: createRateLimit(clock),
    isTrustedSender: mainWindow.isOwnSender,
    log,
    handlers: createHandlers({
      kiosk,
      getSnapshot: () => getSnapshot(ground, snapshotSources),
      readAbout: createAbout({ outFolder: join(mainFolder, '..'), versions: process.versions, log }),
      getStatus: diagnostics.getStatus,
      exportDiagnostics: diagnostics.exportDiagnostics,
      ...assembleTranscript(ground, { settings, session, getLanguage }),
      session: counter.counter.guard(session),
      counter: counter.counter,
      staffDesk: counter.staffDesk,
      mayAdminister: () => (kiosk ? counter.staffDesk.staff.may('staff') : settingsParts.door.isOpen()),
      settings,
      settingsEditor: settingsParts.editor,
      settingsDoor: settingsParts.door,
      settingsExchange: settingsParts.exchange,
      async testDepartments() {
        const named = settings.listDestinations().filter(({ contactCenter }) => contactCenter !== undefined);
        return pickTelling(await network.connector.testEach(named));
      },
      testConnection: (input) => network.connector.test(settings.explain().values, input),
      answerQuestion: desk.manners.answer,
      answerProxySignIn: network.signIn.answer,
      noteBeat: recovery.noteBeat,
      startDemo: () => void demo.start(),
      stopDemo: demo.stop,
    }),
  });

  const updates = createUpdates({
    getSettings: settings.get,
    loadMachine: describeInstallation,
    kiosk,
    loadUpdater,
    getPhase: () => session.getView().phase.name,
    getUntouchedMs: () => powerMonitor.getSystemIdleTime() * SECOND,
    clock,
    random,
    log,
  });

  const shutdown = createShutdown(4 * SECOND, clock, log);
  shutdown.join('chat', () => session.leave(3 * SECOND));
  shutdown.join('waits', chat.waits.whenNoted);
  shutdown.join('window place', desk.manners.whenPlaceSaved);
  shutdown.join('policy', () => Promise.resolve(policyKeeper.stop()));
  shutdown.join('updates', () => Promise.resolve(updates.noteQuitting()));
  shutdown.join('wipe receipts', counter.counter.whenSaved);
  shutdown.join('log', logFile.whenWritten);
  shutdown.join('demo', () => Promise.resolve(demo.stop()));
  shutdown.install();
  diagnostics.reportHealth(shutdown);

  startWatch.noteAssembled();
  mainWindow.follow(desk.manners);
  beginning.serveCalmPage(() => renderCalmPage(getLanguage()));
  installMenu(kiosk);
  // The window shows itself when there is somebody to chat with, or the news that there is not.
  if (commandLine.demo) await demo.start();
  await chat.resume();
  await counter.load();
  watchPower({ clock, onSuspend: session.suspend, onWake: session.wake });
  desk.openToOthers();
  // Nobody waits for an icon in the tray or for links to be taken, and either would hold up the first screen.
  clock.after(SECOND, () => {
    if (!kiosk) claimLinks(app);
    desk.manners.start().catch((error: unknown) => log.warn('no icon in the tray', { error }));
  });
  updates.start();
}
