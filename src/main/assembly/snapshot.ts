import { app } from 'electron';
import type { AppSnapshot } from '@shared/ipc/contract';
import type { Demo } from '../app/demo';
import type { StartWatch } from '../diagnostics/startTimes';
import type { Recovery } from '../recovery/recovery';
import type { BrandPictures } from './brand';
import type { ChatParts } from './chat';
import type { CounterParts } from './counter';
import type { DeskParts } from './desk';
import type { Ground } from './ground';
import type { NetworkParts } from './network';
import type { SettingsParts } from './settings';

export interface SnapshotSources {
  readonly startWatch: StartWatch;
  readonly settings: SettingsParts['settings'];
  readonly signIn: NetworkParts['signIn'];
  readonly brand: BrandPictures;
  readonly demo: Demo;
  readonly chat: ChatParts;
  readonly counter: CounterParts;
  readonly desk: DeskParts;
  readonly recovery: Recovery;
}

/** All that the page shows, with the number of the last event that it includes. */
export function getSnapshot({ kiosk, broadcast }: Ground, sources: SnapshotSources): AppSnapshot {
  const { settings, brand, chat, counter, desk } = sources;
  sources.startWatch.notePageAsked();
  // The published view first: reading it may publish one more event, which the number must include.
  const view = chat.publisher.getPublishedView();
  return {
    seq: broadcast.getSeq(),
    version: app.getVersion(),
    kiosk,
    chat: view,
    connection: settings.getConnectionView(),
    preferences: settings.getPreferences(),
    hasLogo: brand.logo !== null,
    hasAttractPicture: brand.attractPicture !== null,
    systemLanguages: app.getPreferredSystemLanguages(),
    demo: sources.demo.getView(),
    question: desk.manners.getQuestion(),
    prefill: desk.prefill.get(),
    proxySignIn: sources.signIn.getQuestion(),
    staff: counter.staffDesk.getView(),
    counter: counter.counter.getView(),
    draft: chat.session.getDraft(),
    isBack: sources.recovery.hasJustComeBack(),
  };
}
