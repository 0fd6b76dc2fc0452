import type { SettingsLayer } from '@shared/settings';
import { findServerUrlFault, SERVER_URL_FAULT_TEXT } from '../serverUrl';

/** An address that is never used would leave a form whose managed field nobody can mend. */
export function findAddressFault({ serverUrl, allowInsecureHttp = false }: SettingsLayer): string | null {
  if (serverUrl === undefined) return null;
  const fault = findServerUrlFault(serverUrl, allowInsecureHttp);
  return fault === null ? null : `"serverUrl" ${SERVER_URL_FAULT_TEXT[fault]}`;
}
