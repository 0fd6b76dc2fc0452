/** What has been recovered from since the start of the app, for the log and the state of its health. */
export const RECOVERY_KINDS = ['pageCrash', 'pageHang', 'picture', 'graphics'] as const;
export type RecoveryKind = (typeof RECOVERY_KINDS)[number];

export type Recoveries = Readonly<Record<RecoveryKind, number>>;

export interface RecoveryCounter {
  note(kind: RecoveryKind): void;
  get(): Recoveries;
}

export function createRecoveryCounter(): RecoveryCounter {
  const counts: Record<RecoveryKind, number> = { pageCrash: 0, pageHang: 0, picture: 0, graphics: 0 };
  return {
    note(kind) {
      counts[kind] += 1;
    },
    get: () => ({ ...counts }),
  };
}
