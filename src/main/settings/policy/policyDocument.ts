import type { SettingsLayer } from '@shared/settings';
import { isObject } from '../layers';
import { readDefaults } from './defaultSettings';
import { readEnforced } from './enforcedSettings';
import type { LocatedJson } from './locatedJson';
import { createPolicyReport, isPolicyPart, type PolicyReport } from './policyReport';

/** What one policy says, and what is wrong with it. docs/decisions/0020-a-policy-never-loosens.md has the rules. */
export interface PolicyDocument extends Pick<PolicyReport, 'faults' | 'refusals'> {
  readonly enforced: SettingsLayer;
  readonly defaults: SettingsLayer;
  readonly kiosk: boolean;
}

export function readPolicyDocument(json: LocatedJson): PolicyDocument {
  const report = createPolicyReport();
  const { faults, refusals } = report;
  const { value: root } = json;
  if (!isObject(root)) {
    report.refuse(json.placeOfValue([]), 'a policy must be a JSON object');
    return { enforced: {}, defaults: {}, kiosk: false, faults, refusals };
  }
  const { enforced = {}, defaults = {} } = root;
  if (!isObject(enforced))
    report.refuse(json.placeOfValue(['enforced']), '"enforced" must be an object of settings');
  if (!isObject(defaults))
    report.note(json.placeOfValue(['defaults']), '"defaults" must be an object of settings');
  const kiosk = readKiosk(json, report);
  if (json.twice.some((path) => path.length === 1 && path[0] === 'enforced'))
    report.refuse(json.placeOfName(['enforced']), '"enforced" is there twice');

  const top = Object.fromEntries(Object.entries(root).filter(([name]) => !isPolicyPart(name)));
  return {
    enforced: readEnforced(json, report, [
      { path: [], raw: top },
      { path: ['enforced'], raw: isObject(enforced) ? withoutKiosk(enforced) : {} },
    ]),
    defaults: readDefaults(json, report, {
      path: ['defaults'],
      raw: isObject(defaults) ? withoutKiosk(defaults) : {},
    }),
    kiosk,
    faults,
    refusals,
  };
}

function withoutKiosk(group: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(group).filter(([name]) => name !== 'kiosk'));
}

/**
 * Whether the machine is a counter. It is no setting, but whoever writes it among those that are enforced means just
 * that. What is unclear about it is never taken for a desk, where more can be done: the policy is refused.
 */
function readKiosk(json: LocatedJson, report: PolicyReport): boolean {
  const { value: root } = json;
  const valueAt = (path: readonly string[]) =>
    path.reduce<unknown>(
      (owner, name) => (isObject(owner) && Object.hasOwn(owner, name) ? owner[name] : undefined),
      root,
    );
  const places = [['kiosk'], ['enforced', 'kiosk']].filter((path) => valueAt(path) !== undefined);
  for (const path of places) {
    if (typeof valueAt(path) !== 'boolean')
      report.refuse(json.placeOfValue(path), '"kiosk" must be true or false');
  }
  const twice = json.twice.find((path) => ['kiosk', 'enforced/kiosk'].includes(path.join('/')));
  const second = twice ?? (places.length > 1 ? places[1] : undefined);
  if (second !== undefined) report.refuse(json.placeOfName([...second]), '"kiosk" is there twice');
  if (valueAt(['defaults', 'kiosk']) !== undefined)
    report.refuse(
      json.placeOfName(['defaults', 'kiosk']),
      '"kiosk" cannot only be proposed: put it beside "defaults", or into "enforced"',
    );
  return places.some((path) => valueAt(path) === true);
}
