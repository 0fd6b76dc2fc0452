import type { ChatForm } from '@shared/chat';
import type { Settings } from '@shared/settings';
import { toUserData } from '@shared/startFields';
import type { ChatRequest } from '../gws/client';

/** What goes along with a request for a chat besides name and subject. */
export function createRequestExtras(
  { endpoint, startFields }: Pick<Settings, 'endpoint' | 'startFields'>,
  { answers = {} }: ChatForm,
  now: Date,
): Pick<ChatRequest, 'endpoint' | 'userData'> {
  return {
    ...(endpoint === '' ? {} : { endpoint }),
    userData: { ...toUserData(startFields, answers), TimeZone: String(getMinutesAheadOfUtc(now)) },
  };
}

/** 60 in Berlin in winter, -300 in New York. */
function getMinutesAheadOfUtc(now: Date): number {
  // Never -0, which the other way of counting gives for London.
  return 0 - now.getTimezoneOffset();
}
