import { refuse, succeed, type Result } from '@shared/result';
import { SETTING_NAMES, type SettingName, type SettingsLayer } from '@shared/settings';
import { readPolicyDocument, type PolicyDocument } from './policyDocument';
import type { PolicySource } from './policySource';

/** What all policies say together. */
export interface Policy {
  readonly enforced: SettingsLayer;
  readonly defaults: SettingsLayer;
  readonly kiosk: boolean;
  /** For each setting that a policy enforces or proposes, which one. */
  readonly places: Readonly<Partial<Record<SettingName, string>>>;
}

export const NO_POLICY: Policy = { enforced: {}, defaults: {}, kiosk: false, places: {} };

/** What one place had, for whoever looks for the reason of something. */
export interface PolicySourceReport {
  readonly place: string;
  readonly state: 'absent' | 'inForce' | 'refused';
  readonly isSigned: boolean;
  readonly faults: readonly string[];
}

export interface PolicyReading {
  readonly sources: readonly PolicySourceReport[];
  /** A refusal is one line. */
  readonly policy: Result<Policy, string>;
}

interface ReadSource {
  readonly report: PolicySourceReport;
  readonly document: PolicyDocument | null;
}

async function readSource({ place, load }: PolicySource): Promise<ReadSource> {
  const raw = await load();
  const nothing = { place, isSigned: false, faults: [] };
  if (!raw.ok)
    return { report: { ...nothing, state: 'refused', faults: [`${place} ${raw.error}`] }, document: null };
  if (raw.value === null) return { report: { ...nothing, state: 'absent' }, document: null };
  const { json, isSigned } = raw.value;
  const document = readPolicyDocument(json);
  const isRefused = document.refusals.length > 0;
  const faults = (isRefused ? document.refusals : document.faults).map((fault) => `${place}, ${fault}`);
  return { report: { place, state: isRefused ? 'refused' : 'inForce', isSigned, faults }, document };
}

interface FoundPolicy {
  readonly place: string;
  readonly document: PolicyDocument;
}

/** Setting by setting the first that says something decides; the app is a counter when any of them says so. */
function mergePolicies(found: readonly FoundPolicy[]): Policy {
  const enforced = mergeKind(found, 'enforced');
  const defaults = mergeKind(found, 'defaults');
  return {
    enforced: enforced.values,
    defaults: defaults.values,
    kiosk: found.some(({ document }) => document.kiosk),
    places: { ...defaults.places, ...enforced.places },
  };
}

function mergeKind(found: readonly FoundPolicy[], kind: 'enforced' | 'defaults') {
  const values: Record<string, unknown> = {};
  const places: Record<string, string> = {};
  for (const name of SETTING_NAMES) {
    const first = found.find(({ document }) => document[kind][name] !== undefined);
    if (first === undefined) continue;
    values[name] = first.document[kind][name];
    places[name] = first.place;
  }
  return { values: values as SettingsLayer, places };
}

/** Reads all places. One that cannot be followed is reason enough to follow none: it may be the stricter one. */
export async function readPolicies(sources: readonly PolicySource[]): Promise<PolicyReading> {
  const read = await Promise.all(sources.map(readSource));
  const reports = read.map(({ report }) => report);
  const refusals = reports.filter(({ state }) => state === 'refused').flatMap(({ faults }) => faults);
  if (refusals.length > 0) return { sources: reports, policy: refuse(refusals.join('; ')) };
  const found = read.flatMap(({ report: { place }, document }) =>
    document === null ? [] : [{ place, document }],
  );
  return { sources: reports, policy: succeed(mergePolicies(found)) };
}
