/** An unattended counter as the page sees it. What decides is in `src/main/kiosk`. */

export type CounterView =
  /** Nobody is there: the attract screen. */
  | { readonly name: 'attract' }
  /** A customer uses it. */
  | { readonly name: 'inUse' }
  /** Nobody has done anything for long: the conversation is covered until somebody does. */
  | {
      readonly name: 'countdown';
      /** On the clock of this computer, in milliseconds since the epoch. */
      readonly endsAtMs: number;
      /** Something has come meanwhile, which is under the cover. */
      readonly hasNews: boolean;
    }
  /** The last customer's traces are being removed. */
  | { readonly name: 'wiping' }
  /** Nobody is served, until a member of staff has looked at it. */
  | { readonly name: 'outOfService' };

/** WCAG 2.2.1: whoever is warned has at least this long to ask for more. */
export const MIN_COUNTDOWN_SECONDS = 20;
