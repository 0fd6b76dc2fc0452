import { closing } from './stories/closing';
import { composing } from './stories/composing';
import { conversation } from './stories/conversation';
import { attracting, attractingForOrganisation } from './stories/attracting';
import { counter } from './stories/counter';
import { delivery } from './stories/delivery';
import { endings } from './stories/endings';
import { failedStarts } from './stories/failedStarts';
import { firstRun } from './stories/firstRun';
import { foreignText } from './stories/foreignText';
import { longConversation } from './stories/longConversation';
import { settings } from './stories/settings';
import { start } from './stories/start';
import { startFields } from './stories/startFields';
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
  firstRun,
  failedStarts,
  closing,
  settings,
  start,
  startFields,
  waiting,
  attracting,
  attractingForOrganisation,
  counter,
];
