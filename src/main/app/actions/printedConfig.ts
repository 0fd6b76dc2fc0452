import { SETTING_NAMES, type SettingName, type SettingSource } from '@shared/settings';
import { mergeLayers, type ParsedLayer } from '../../settings/layers';
import { maskSecret } from '../../settings/maskSecrets';
import type { Policy, PolicyReading } from '../../settings/policy/policy';
import type { CommandLine } from '../commandLine';

export interface ConfigFacts {
  readonly version: string;
  readonly dataFolder: string;
  readonly userFile: string;
  readonly commandLine: CommandLine;
  readonly reading: PolicyReading;
  readonly user: ParsedLayer;
}

/** What `--print-config` prints: an object for people who look for the reason of something, and for their scripts. */
export function describeConfig(facts: ConfigFacts): Record<string, unknown> {
  const { version, dataFolder, userFile, commandLine, reading, user } = facts;
  const policy = reading.policy.ok ? reading.policy.value : null;
  return {
    version,
    dataFolder,
    profile: commandLine.profile,
    // With a policy that cannot be followed the app does not start, and nothing is in force.
    starts: policy !== null,
    kiosk: policy === null ? null : describeKiosk(commandLine, policy),
    policies: reading.sources.map(({ place, state, isSigned, faults }) => ({
      place,
      state,
      signed: isSigned,
      faults,
    })),
    userFile: { place: userFile, faults: user.faults },
    settings: policy === null ? null : describeSettings(facts, policy),
  };
}

function describeKiosk({ kiosk }: CommandLine, policy: Policy) {
  const source = policy.kiosk ? 'policy' : kiosk ? 'commandLine' : 'default';
  return { value: kiosk || policy.kiosk, source };
}

function describeSettings({ commandLine, user, userFile }: ConfigFacts, policy: Policy) {
  const { values, sources } = mergeLayers({
    policy: policy.enforced,
    commandLine: commandLine.settings,
    user: user.values,
    policyDefault: policy.defaults,
  });
  const placeOf = (name: SettingName, source: SettingSource) => {
    if (source === 'user') return { place: userFile };
    return source === 'policy' || source === 'policyDefault' ? { place: policy.places[name] } : {};
  };
  return Object.fromEntries(
    SETTING_NAMES.map((name) => {
      const source = sources[name];
      return [name, { value: maskSecret(name, values[name]), source, ...placeOf(name, source) }];
    }),
  );
}
