import type { Result } from '@shared/result';
import type { LocatedJson } from './locatedJson';

/** One place where a policy may be. */
export interface PolicySource {
  /** For people: a path, or the key of a registry. */
  readonly place: string;
  /** The folder whose changes may be changes of this policy; null where only asking again can tell. */
  readonly folder: string | null;
  /** Null where there is nothing. A refusal says in one line, without the place, why it cannot be read. Never rejects. */
  load(): Promise<Result<RawPolicy | null, string>>;
}

export interface RawPolicy {
  readonly json: LocatedJson;
  readonly isSigned: boolean;
}
