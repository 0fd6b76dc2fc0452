import { closing } from './stories/closing';
import { composing } from './stories/composing';
import { conversation } from './stories/conversation';
import { counter, counterOfOrganisation } from './stories/counter';
import { delivery } from './stories/delivery';
import { endings } from './stories/endings';
import { firstRun } from './stories/firstRun';
import { foreignText } from './stories/foreignText';
import { longConversation } from './stories/longConversation';
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
  closing,
  start,
  startFields,
  waiting,
  counter,
  counterOfOrganisation,
];
