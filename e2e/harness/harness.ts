import type { GwsClient } from '../../src/main/gws/client';
import type { ConnectionTestResult } from '../../src/shared/connectionTest';
import type { GwsErrorHint, GwsErrorKind } from '../../src/main/gws/errors';

/** How the specs speak with the harness program, across the process border. */

export interface LineOptions {
  readonly serverUrl: string;
  readonly contactCenterId: string;
  readonly extraHeaders?: Readonly<Record<string, string>>;
  readonly resourcePath?: 'auto' | 'chats' | 'me/chat';
  readonly readDeadlineMs?: number;
  readonly writeDeadlineMs?: number;
}

export type HarnessAnswer =
  | { readonly ok: true; readonly value: unknown; readonly tookMs: number }
  | {
      readonly ok: false;
      readonly kind: GwsErrorKind;
      readonly applied: 'no' | 'unknown';
      readonly hint: GwsErrorHint | null;
      readonly tookMs: number;
    };

export interface Harness {
  /** Answers the number of the line. */
  open(options: LineOptions): Promise<number>;
  /** *Test connection* of the app, with nobody there who could be asked for a login. */
  test(asked: {
    readonly serverUrl: string;
    readonly contactCenterId: string;
  }): Promise<ConnectionTestResult>;
  call(line: number, operation: keyof GwsClient, ...args: readonly unknown[]): Promise<HarnessAnswer>;
}
