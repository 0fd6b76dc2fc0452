import { attracting, attractingForOrganisation } from './stories/attracting';
import { branded } from './stories/branded';
import { closing } from './stories/closing';
import { composing } from './stories/composing';
import { conversation } from './stories/conversation';
import { demo } from './stories/demo';
import { delivery } from './stories/delivery';
import { endings } from './stories/endings';
import { failedStarts } from './stories/failedStarts';
import { failures } from './stories/failures';
import { firstRun } from './stories/firstRun';
import { foreignText } from './stories/foreignText';
import { leaving } from './stories/leaving';
import { longConversation } from './stories/longConversation';
import { managed } from './stories/managed';
import { mishaps } from './stories/mishaps';
import { overMidnight } from './stories/overMidnight';
import { proxy } from './stories/proxy';
import { queue } from './stories/queue';
import { restricted } from './stories/restricted';
import { settings } from './stories/settings';
import { staff } from './stories/staff';
import { start } from './stories/start';
import { startFields } from './stories/startFields';
import { typing } from './stories/typing';
import { waiting } from './stories/waiting';
import type { Story } from './story';

/** Those that wait for long come first. */
export const STORIES: readonly Story[] = [
  delivery,
  ...endings,
  conversation,
  composing,
  foreignText,
  longConversation,
  overMidnight,
  firstRun,
  failedStarts,
  closing,
  settings,
  start,
  startFields,
  waiting,
  ...attracting,
  ...attractingForOrganisation,
  leaving,
  staff,
  typing,
  queue,
  managed,
  proxy,
  failures,
  mishaps,
  demo,
  branded,
  restricted,
];
