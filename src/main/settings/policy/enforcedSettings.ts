import { SETTING_NAMES, type SettingName, type SettingsLayer } from '@shared/settings';
import { describeFault, examineLayer, isSettingName, type LayerFault } from '../layers';
import { findAddressFault } from './addressFault';
import type { LocatedJson } from './locatedJson';
import { findNearName } from './nearName';
import { POLICY_PARTS, type PolicyGroup, type PolicyPart, type PolicyReport } from './policyReport';
import { getSafeValue } from './safeValues';

/** What a policy decides. Nothing that is wrong here may leave a decision to the person who uses the app. */
export function readEnforced(
  json: LocatedJson,
  report: PolicyReport,
  groups: readonly PolicyGroup[],
): SettingsLayer {
  const values = new Map<string, unknown>();
  const heldBack = new Set<SettingName>();

  /** What was meant is unknown: the setting is locked at a value that allows least, or the policy is refused. */
  function holdBack(name: SettingName, place: string, sentence: string): void {
    const safe = getSafeValue(name);
    values.delete(name);
    heldBack.add(name);
    if (!(name in safe)) return report.refuse(place, sentence);
    values.set(name, safe[name]);
    report.note(
      place,
      `${sentence} ("${name}" is locked at ${JSON.stringify(safe[name])} until this is mended)`,
    );
  }

  function noteUnknown({ path }: PolicyGroup, fault: LayerFault): void {
    const parts = path.length === 0 ? POLICY_PARTS : (['kiosk'] as const);
    const near = findNearName<SettingName | PolicyPart>(fault.name, [...parts, ...SETTING_NAMES]);
    const place = json.placeOfName([...path, fault.name]);
    const sentence = `${describeFault(fault)}${near === null ? '' : `; did you mean "${near}"?`}`;
    if (near === 'enforced' || near === 'kiosk') report.refuse(place, sentence);
    else if (near !== null && isSettingName(near) && !values.has(near) && !heldBack.has(near))
      holdBack(near, place, sentence);
    else report.note(place, sentence);
  }

  const examined = groups.map((group) => ({ group, ...examineLayer(group.raw) }));
  for (const layer of examined) {
    for (const [name, value] of Object.entries(layer.values)) values.set(name, value);
  }
  for (const { group, faults } of examined) {
    for (const fault of faults) {
      if (isSettingName(fault.name))
        holdBack(fault.name, json.placeOfValue([...group.path, ...fault.path]), describeFault(fault));
    }
  }
  for (const path of findTwice(json, groups)) {
    const inGroup = path[0] === 'enforced' ? path.slice(1) : path;
    const name = String(inGroup[0]);
    if (isSettingName(name))
      holdBack(name, json.placeOfName([...path]), `"${inGroup.join('.')}" is there twice`);
  }
  // Last, when it is known which settings the policy has decided after all.
  for (const { group, faults } of examined) {
    for (const fault of faults) if (!isSettingName(fault.name)) noteUnknown(group, fault);
  }
  const addressFault = findAddressFault(Object.fromEntries(values));
  if (addressFault !== null) {
    const group = groups.find(({ raw }) => 'serverUrl' in raw);
    report.refuse(json.placeOfValue([...(group?.path ?? []), 'serverUrl']), addressFault);
  }
  return Object.fromEntries(values);
}

/** Names that one object has twice, or that stand at the top and among the enforced settings. */
function findTwice(
  json: LocatedJson,
  groups: readonly PolicyGroup[],
): readonly (readonly (string | number)[])[] {
  const [top, enforced] = groups;
  const inBoth = Object.keys(top?.raw ?? {}).filter((name) => name in (enforced?.raw ?? {}));
  return [...json.twice.filter(([part]) => part !== 'defaults'), ...inBoth.map((name) => ['enforced', name])];
}
