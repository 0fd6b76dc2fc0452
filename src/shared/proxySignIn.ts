/** The login that a proxy on the way wants, as the page asks for it. */

export interface ProxySignInView {
  /** Its name and port. */
  readonly proxy: string;
  /** What was entered before did not fit. */
  readonly wasWrong: boolean;
  /** Whether this computer can keep it safely; else it is asked for again after the next start. */
  readonly isKept: boolean;
}

/** With the proxy that the person was asked about: an answer that comes late is not taken for one about the next. */
export type ProxySignInAnswer =
  | { readonly name: 'given'; readonly proxy: string; readonly username: string; readonly password: string }
  | { readonly name: 'cancelled'; readonly proxy: string };
