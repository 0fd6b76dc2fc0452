import { SETTING_NAMES, type SettingName, type SettingsLayer } from '@shared/settings';
import { describeFault, examineLayer, isSettingName } from '../layers';
import { findAddressFault } from './addressFault';
import type { LocatedJson } from './locatedJson';
import { findNearName } from './nearName';
import type { PolicyGroup, PolicyReport } from './policyReport';

/** What a policy only proposes. Anybody may choose otherwise, so what is wrong here is left out and nothing is locked. */
export function readDefaults(
  json: LocatedJson,
  report: PolicyReport,
  { path, raw }: PolicyGroup,
): SettingsLayer {
  const { values, faults } = examineLayer(raw);
  const left = new Map<string, unknown>(Object.entries(values));
  for (const fault of faults) {
    const full = [...path, ...fault.path];
    if (isSettingName(fault.name)) report.note(json.placeOfValue(full), describeFault(fault));
    else {
      const near = findNearName<SettingName | 'kiosk'>(fault.name, ['kiosk', ...SETTING_NAMES]);
      const hint = near === null ? '' : `; did you mean "${near}"?`;
      const sentence = `${describeFault(fault)}${hint}`;
      // Whoever meant a counter must not get a desk.
      if (near === 'kiosk') report.refuse(json.placeOfName(full), sentence);
      else report.note(json.placeOfName(full), sentence);
    }
  }
  for (const twice of json.twice.filter(([part]) => part === path[0])) {
    report.note(json.placeOfName(twice), `"${twice.slice(1).join('.') || path.join('.')}" is there twice`);
    left.delete(String(twice[1]));
  }
  const addressFault = findAddressFault(Object.fromEntries(left));
  if (addressFault !== null) {
    report.note(json.placeOfValue([...path, 'serverUrl']), addressFault);
    left.delete('serverUrl');
  }
  return Object.fromEntries(left);
}
