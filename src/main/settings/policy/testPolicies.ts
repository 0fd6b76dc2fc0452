import { refuse, succeed } from '@shared/result';
import { parseLocatedJson } from './locatedJson';
import type { PolicySource } from './policySource';

/** A place whose policy a test writes. */
export interface TestPolicySource extends PolicySource {
  /** Null takes it away. */
  write(text: string | null): void;
  readonly countLoads: () => number;
}

export function createTestPolicy(
  place: string,
  text: string | null,
  folder: string | null = '/folder',
): TestPolicySource {
  let now = text;
  let loads = 0;
  return {
    place,
    folder,
    write(changed) {
      now = changed;
    },
    countLoads: () => loads,
    load() {
      loads += 1;
      if (now === null) return Promise.resolve(succeed(null));
      const json = parseLocatedJson(now);
      return Promise.resolve(
        json.ok ? succeed({ json: json.value, isSigned: false }) : refuse(`is no JSON, ${json.error}`),
      );
    },
  };
}
