/** The login that a proxy on the way wants, as the page asks for it. */

export interface ProxySignInView {
  /** Its name and port. */
  readonly proxy: string;
  /** What was entered before did not fit. */
  readonly wasWrong: boolean;
  /** Whether this computer can keep it safely; else it is asked for again after the next start. */
  readonly isKept: boolean;
}

export type ProxySignInAnswer =
  | { readonly name: 'given'; readonly username: string; readonly password: string }
  | { readonly name: 'cancelled' };
