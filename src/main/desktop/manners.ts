import { app, Notification } from 'electron';
import type { ChatView } from '@shared/chat';
import type { WindowAnswer, WindowQuestion } from '@shared/ipc/contract';
import { languageOf } from '@shared/language';
import type { Choice } from '@shared/preferences';
import type { Settings } from '@shared/settings';
import type { TextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { createAttention } from './attention';
import { createClosing, isRunning } from './closing';
import { WINDOW_ICON } from './icons';
import type { LoginStart } from './loginItem';
import type { MainWindow } from './mainWindow';
import { describeNews, type NotificationContent } from './notificationContent';
import { createNotifier, type ShownNotification } from './notifier';
import { createOpenAtLogin } from './openAtLogin';
import { createPlaceKeeper } from './placeKeeper';
import { openSystemTray } from './systemTray';
import { createTextSource } from './texts';
import { createTrayView, type TrayView } from './tray';
import { createUnreadMarks } from './unreadMarks';
import type { WindowPlace } from './windowPlace';

/**
 * How the app behaves among the other programs of a desktop. Each rule has a file of its own; here they get Electron's
 * objects and are connected. At a counter there is none of it.
 */
export interface Manners {
  /** Puts the icon into the tray, where there is one, and tells the system whether to start the app at login. */
  start(): Promise<void>;
  notePlace(place: WindowPlace): void;
  /** Resolves when the place of the window is on the disk. */
  whenPlaceSaved(): Promise<void>;
  noteChatChange(): void;
  noteSettingsChange(): void;
  noteLook(): void;
  mayClose(): boolean;
  answer(answer: WindowAnswer): void;
  getQuestion(): WindowQuestion | null;
}

/** At a counter the window has the whole screen, and nobody closes it: the app ends as a whole or not at all. */
export function createCounterManners(): Manners {
  let isQuitting = false;
  app.on('before-quit', () => (isQuitting = true));
  return { ...NO_MANNERS, mayClose: () => isQuitting };
}

const NO_MANNERS: Manners = {
  start: () => Promise.resolve(),
  notePlace: () => undefined,
  whenPlaceSaved: () => Promise.resolve(),
  noteChatChange: () => undefined,
  noteSettingsChange: () => undefined,
  noteLook: () => undefined,
  mayClose: () => true,
  answer: () => undefined,
  getQuestion: () => null,
};

export interface MannersOptions {
  readonly mainWindow: MainWindow;
  readonly getView: () => ChatView;
  readonly endChat: () => void;
  readonly getSettings: () => Settings;
  readonly choose: (choice: Choice) => void;
  readonly loginStart: LoginStart;
  readonly publishQuestion: (question: WindowQuestion | null) => void;
  readonly placeFile: TextFile;
  readonly clock: Clock;
  readonly log: Log;
}

export function createManners(options: MannersOptions): Manners {
  const { mainWindow, getView, getSettings, placeFile, clock, log } = options;
  const texts = createTextSource(() => languageOf(getSettings().language, app.getPreferredSystemLanguages()));
  const setOpenAtLogin = createOpenAtLogin(options.loginStart, clock, log);
  const places = createPlaceKeeper(placeFile, clock, log);
  let isQuitting = false;
  let trayView: TrayView | null = null;
  let isLooking = false;
  app.on('before-quit', () => (isQuitting = true));
  // The icon in the dock of macOS.
  app.on('activate', mainWindow.focus);

  function showNotification({ title, body }: NotificationContent): ShownNotification | null {
    if (!Notification.isSupported()) return null;
    const silent = !getSettings().notificationSound;
    const notification = new Notification({ title, body, silent, icon: WINDOW_ICON });
    notification.on('click', mainWindow.focus);
    notification.show();
    return notification;
  }

  const showMarks = createUnreadMarks({
    showCountInTitle: mainWindow.showCountInTitle,
    flash: mainWindow.flash,
    setOverlay: mainWindow.setOverlay,
    setBadgeCount: (count) => void app.setBadgeCount(count),
  });

  const attention = createAttention({
    getView,
    isLookedAt: mainWindow.isLookedAt,
    mayNotify: () => getSettings().notifications,
    notifier: createNotifier({
      show: showNotification,
      describe: (news) => describeNews(news, texts, getSettings().notificationText),
      clock,
    }),
    onChange(unread) {
      showMarks(unread);
      showTray();
    },
  });

  const closing = createClosing({
    getPhase: () => getView().phase,
    isQuitting: () => isQuitting,
    keepsChat: () => getSettings().keepChatOnClose,
    canAsk: mainWindow.canAsk,
    hasTray: () => trayView !== null,
    rememberToKeep: () => options.choose({ keepChatOnClose: true }),
    hideWindow: mainWindow.hide,
    minimizeWindow: mainWindow.minimize,
    showWindow: mainWindow.focus,
    endChat: options.endChat,
    quit: () => app.quit(),
    onChange: options.publishQuestion,
  });

  function showTray(): void {
    trayView?.show(getView(), attention.getUnread());
  }

  async function lookForTray(): Promise<void> {
    if (isLooking || trayView !== null) return;
    isLooking = true;
    const icon = await openSystemTray(mainWindow.focus, log);
    isLooking = false;
    if (icon === null) return;
    trayView = createTrayView({
      icon,
      texts,
      onOpen: mainWindow.focus,
      onEndChat: closing.askToEnd,
      onQuit: () => app.quit(),
    });
    showTray();
  }

  let wasRunning = false;

  return {
    start() {
      setOpenAtLogin(getSettings().openAtLogin);
      return lookForTray();
    },
    notePlace: places.note,
    whenPlaceSaved: places.finish,
    noteChatChange() {
      attention.noteChange();
      closing.noteChange();
      showTray();
      const runs = isRunning(getView().phase);
      // An app that starts with the system may be there before the desktop's panel.
      if (runs && !wasRunning) void lookForTray();
      wasRunning = runs;
    },
    noteSettingsChange() {
      setOpenAtLogin(getSettings().openAtLogin);
      showTray();
    },
    noteLook: attention.noteLook,
    mayClose: closing.mayClose,
    answer: closing.answer,
    getQuestion: closing.getQuestion,
  };
}
