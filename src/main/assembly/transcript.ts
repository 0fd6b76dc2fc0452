import { shell } from 'electron';
import type { Language } from '@shared/preferences';
import { createLinkOpener } from '../desktop/linkOpener';
import { createPdf } from '../desktop/pdf';
import { getTranscriptLabels } from '../desktop/transcriptLabels';
import { createTranscriptSaver } from '../desktop/transcriptSaver';
import { formatTranscript } from '../desktop/transcriptText';
import type { HandlerParts } from '../ipc/handlers';
import type { ChatParts } from './chat';
import type { Ground } from './ground';
import type { SettingsParts } from './settings';

/** The ways by which a conversation leaves the app: its transcript, and addresses for the browser. */
export type TranscriptParts = Pick<
  HandlerParts,
  'readTranscript' | 'saveTranscript' | 'printTranscript' | 'openLink'
>;

export interface TranscriptSurroundings {
  readonly settings: SettingsParts['settings'];
  readonly session: ChatParts['session'];
  readonly getLanguage: () => Language;
}

export function assembleTranscript(
  { kiosk, mainWindow, clock, log }: Ground,
  { settings, session, getLanguage }: TranscriptSurroundings,
): TranscriptParts {
  const getLabels = () => getTranscriptLabels(getLanguage());
  return {
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
      isAllowed: () => settings.get().openLinks && !kiosk,
      getItems: () => session.getView().items,
      // Looked up at each call, so that a test can stand in for the browser.
      openExternal: (address) => shell.openExternal(address),
      log,
    }),
  };
}
