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
  const { enforced = {}, defaults = {}, kiosk = false } = root;
  if (!isObject(enforced))
    report.refuse(json.placeOfValue(['enforced']), '"enforced" must be an object of settings');
  if (!isObject(defaults))
    report.note(json.placeOfValue(['defaults']), '"defaults" must be an object of settings');
  if (typeof kiosk !== 'boolean')
    report.refuse(json.placeOfValue(['kiosk']), '"kiosk" must be true or false');
  for (const part of ['enforced', 'kiosk'] as const) {
    if (json.twice.some((path) => path.length === 1 && path[0] === part))
      report.refuse(json.placeOfName([part]), `"${part}" is there twice`);
  }

  const top = Object.fromEntries(Object.entries(root).filter(([name]) => !isPolicyPart(name)));
  return {
    enforced: readEnforced(json, report, [
      { path: [], raw: top },
      { path: ['enforced'], raw: isObject(enforced) ? enforced : {} },
    ]),
    defaults: readDefaults(json, report, { path: ['defaults'], raw: isObject(defaults) ? defaults : {} }),
    kiosk: kiosk === true,
    faults,
    refusals,
  };
}
