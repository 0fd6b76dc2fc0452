/** Collects what is wrong with a policy. */
export interface PolicyReport {
  /** One sentence each; the rest of the policy applies. */
  readonly faults: readonly string[];
  /** Those for which nothing safe can stand in: with one of them, the whole policy is refused. */
  readonly refusals: readonly string[];
  note(place: string, sentence: string): void;
  refuse(place: string, sentence: string): void;
}

export function createPolicyReport(): PolicyReport {
  const faults: string[] = [];
  const refusals: string[] = [];
  const at = (place: string, sentence: string) => (place === '' ? sentence : `${place}: ${sentence}`);
  return {
    faults,
    refusals,
    note: (place, sentence) => void faults.push(at(place, sentence)),
    refuse: (place, sentence) => void refusals.push(at(place, sentence)),
  };
}

/** Where settings stand in a policy: at its top, or in a part of it. */
export interface PolicyGroup {
  readonly path: readonly string[];
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Beside these, the names of settings may stand at the top: they are enforced. */
export const POLICY_PARTS = ['enforced', 'defaults', 'kiosk', '$schema'] as const;
export type PolicyPart = (typeof POLICY_PARTS)[number];

export function isPolicyPart(name: string): name is PolicyPart {
  return (POLICY_PARTS as readonly string[]).includes(name);
}
