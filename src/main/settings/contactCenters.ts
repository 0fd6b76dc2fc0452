import type { ContactCenter, Department } from '@shared/contactCenters';
import type { Settings } from '@shared/settings';
import { findServerUrlFault } from './serverUrl';

/**
 * Which contact center a chat goes to. Where no `contactCenters` are named it is the one of `serverUrl` and
 * `contactCenterId`; otherwise those two are not used.
 */
export interface Destination {
  /** The id of the named contact center; absent for the one of `serverUrl` and `contactCenterId`. */
  readonly contactCenter?: string;
  /** The settings as they are for this contact center. */
  readonly settings: Settings;
}

function isUsable(
  { serverUrl, contactCenterId }: ContactCenter | Settings,
  allowInsecureHttp: boolean,
): boolean {
  return contactCenterId !== '' && findServerUrlFault(serverUrl, allowInsecureHttp) === null;
}

/** Those that a chat may go to. One that is fixed and not there leaves none: another is not what was meant. */
function listUsable({ contactCenters, contactCenter, allowInsecureHttp }: Settings): ContactCenter[] {
  return contactCenters.filter(
    (center) => (contactCenter === '' || center.id === contactCenter) && isUsable(center, allowInsecureHttp),
  );
}

function goTo({ id, name: _name, ...own }: ContactCenter, settings: Settings): Destination {
  return { contactCenter: id, settings: { ...settings, ...own } };
}

function goToPlain(settings: Settings): Destination | null {
  return isUsable(settings, settings.allowInsecureHttp) ? { settings } : null;
}

/** What the customer chooses from; empty where there is nothing to choose. */
export function getDepartments(settings: Settings): Department[] {
  const usable = listUsable(settings);
  return usable.length < 2
    ? []
    : usable.map(({ id, name, startFields = settings.startFields }) => ({ id, name, startFields }));
}

/** Where a new chat goes to; null while there is no such place, or while the customer has not chosen. */
export function chooseDestination(settings: Settings, department?: string): Destination | null {
  if (settings.contactCenters.length === 0) return department === undefined ? goToPlain(settings) : null;
  const usable = listUsable(settings);
  const chosen =
    usable.length === 1 && department === undefined ? usable[0] : usable.find(({ id }) => id === department);
  return chosen === undefined ? null : goTo(chosen, settings);
}

/** Every place that a new chat may go to, whatever the customer chooses. */
export function listDestinations(settings: Settings): readonly Destination[] {
  if (settings.contactCenters.length > 0) return listUsable(settings).map((center) => goTo(center, settings));
  const plain = goToPlain(settings);
  return plain === null ? [] : [plain];
}

/**
 * Where a chat of an earlier run lives, whatever is chosen now; null where that is not configured any more.
 */
export function findDestination(settings: Settings, contactCenter: string | undefined): Destination | null {
  if (contactCenter === undefined) return goToPlain(settings);
  const center = settings.contactCenters.find(({ id }) => id === contactCenter);
  return center !== undefined && isUsable(center, settings.allowInsecureHttp) ? goTo(center, settings) : null;
}

/** The settings while nobody has chosen: those of the one contact center there is, or those of none. */
export function inForce(settings: Settings): Settings {
  return settings.contactCenters.length === 0
    ? settings
    : (chooseDestination(settings)?.settings ?? settings);
}

/** Whether there is any contact center to chat with. */
export function hasDestination(settings: Settings): boolean {
  return listDestinations(settings).length > 0;
}
