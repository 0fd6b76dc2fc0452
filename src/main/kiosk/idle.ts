import { assertNever } from '@shared/result';

/**
 * When a counter counts as left, as a table: `next(state, event, limits) -> { state, effects }`. Times are those of
 * the clock that only goes forward. Nothing here waits: `getDueMs` says when the state changes by itself.
 */

export type IdleState =
  | { readonly name: 'attract' }
  | { readonly name: 'inUse'; readonly quietSinceMs: number; readonly moreTimes: number }
  | {
      readonly name: 'countdown';
      readonly endsAtMs: number;
      readonly moreTimes: number;
      /** Somebody has touched the screen: the curtain goes up now, unless that touch was *Finish*. */
      readonly liftsAtMs: number | null;
      /** Something has come since the curtain fell. */
      readonly hasNews: boolean;
    }
  /** `staysOut`: out of service afterwards, whatever the outcome. */
  | { readonly name: 'wiping'; readonly staysOut: boolean }
  | { readonly name: 'outOfService' };

export type InputKind =
  /** A press, a touch, a key that writes. */
  | 'act'
  /** Moving the pointer, or the focus from one button to the next. */
  | 'look';

export type IdleEvent =
  /** The attract screen was touched. */
  | { readonly name: 'begun' }
  | { readonly name: 'input'; readonly kind: InputKind }
  /** Something new is on the screen, such as a message of the agent: whoever is there gets the full time for it. */
  | { readonly name: 'newsShown' }
  /** *I need more time*. */
  | { readonly name: 'moreTimeAsked' }
  /** *Finish*, or the chat was put away: whoever was there is done. */
  | { readonly name: 'finished' }
  | { readonly name: 'timePassed' }
  | { readonly name: 'wiped'; readonly isClean: boolean }
  | { readonly name: 'takenOutOfService' }
  /** Staff has looked at it. */
  | { readonly name: 'putInService' };

export interface IdleLimits {
  readonly nowMs: number;
  /** Without input for this long, the customer is asked. */
  readonly idleMs: number;
  readonly countdownMs: number;
  /** The counter itself is what is waited for: in the queue, or while an agent types. */
  readonly isHeld: boolean;
}

export type IdleEffect = { readonly name: 'wipe' };

export interface IdleStep {
  readonly state: IdleState;
  readonly effects: readonly IdleEffect[];
}

/** Long enough for the press that began with this input to arrive as what it is. */
const LIFT_AFTER_MS = 400;
/** A pointer that moves does not move the countdown with every pixel. */
const RESTART_AFTER_MS = 500;
/** Each *I need more time* doubles the time, at most this often: an abandoned conversation must not stay for hours. */
const MAX_DOUBLINGS = 3;

export function getIdleMs({ moreTimes }: { readonly moreTimes: number }, idleMs: number): number {
  return idleMs * 2 ** Math.min(moreTimes, MAX_DOUBLINGS);
}

/** When `timePassed` is due; null while nothing happens by itself. */
export function getDueMs(state: IdleState, { idleMs, isHeld }: IdleLimits): number | null {
  switch (state.name) {
    case 'inUse':
      return isHeld ? null : state.quietSinceMs + getIdleMs(state, idleMs);
    case 'countdown':
      return state.liftsAtMs ?? state.endsAtMs;
    default:
      return null;
  }
}

export function next(state: IdleState, event: IdleEvent, limits: IdleLimits): IdleStep {
  switch (event.name) {
    case 'begun':
      return state.name === 'attract' ? use(limits, 0) : stay(state);
    case 'input':
      return takeInput(state, event.kind, limits);
    case 'newsShown':
      return takeNews(state, limits);
    case 'moreTimeAsked':
      return state.name === 'inUse' || state.name === 'countdown'
        ? use(limits, state.moreTimes + 1)
        : stay(state);
    case 'finished':
      return state.name === 'inUse' || state.name === 'countdown' ? wipe() : stay(state);
    case 'timePassed':
      return passTime(state, limits);
    case 'wiped':
      if (state.name !== 'wiping') return stay(state);
      return stay({ name: event.isClean && !state.staysOut ? 'attract' : 'outOfService' });
    case 'takenOutOfService':
      return takeOut(state);
    case 'putInService':
      // What could not be removed may be removed now.
      return state.name === 'outOfService' ? wipe() : stay(state);
    default:
      return assertNever(event);
  }
}

function stay(state: IdleState): IdleStep {
  return { state, effects: [] };
}

function wipe(staysOut = false): IdleStep {
  return { state: { name: 'wiping', staysOut }, effects: [{ name: 'wipe' }] };
}

function use({ nowMs }: IdleLimits, moreTimes: number): IdleStep {
  return stay({ name: 'inUse', quietSinceMs: nowMs, moreTimes });
}

function takeInput(state: IdleState, kind: InputKind, limits: IdleLimits): IdleStep {
  const { nowMs, countdownMs } = limits;
  if (state.name === 'inUse') return use(limits, state.moreTimes);
  if (state.name !== 'countdown') return stay(state);
  if (kind === 'act') return stay({ ...state, liftsAtMs: state.liftsAtMs ?? nowMs + LIFT_AFTER_MS });
  const endsAtMs = nowMs + countdownMs;
  return endsAtMs - state.endsAtMs < RESTART_AFTER_MS ? stay(state) : stay({ ...state, endsAtMs });
}

/** Behind the curtain the time begins anew; the curtain stays, since nobody knows who stands before it. */
function takeNews(state: IdleState, limits: IdleLimits): IdleStep {
  if (state.name === 'inUse') return use(limits, state.moreTimes);
  if (state.name !== 'countdown') return stay(state);
  return stay({ ...state, endsAtMs: limits.nowMs + limits.countdownMs, hasNews: true });
}

function passTime(state: IdleState, limits: IdleLimits): IdleStep {
  const dueMs = getDueMs(state, limits);
  if (dueMs === null || limits.nowMs < dueMs) return stay(state);
  if (state.name === 'inUse') {
    const endsAtMs = limits.nowMs + limits.countdownMs;
    const { moreTimes } = state;
    return stay({ name: 'countdown', endsAtMs, moreTimes, liftsAtMs: null, hasNews: false });
  }
  if (state.name !== 'countdown') return stay(state);
  return state.liftsAtMs === null ? wipe() : use(limits, state.moreTimes);
}

function takeOut(state: IdleState): IdleStep {
  switch (state.name) {
    case 'attract':
      return stay({ name: 'outOfService' });
    // Whatever happens to the counter, the customer's traces do not stay on it.
    case 'inUse':
    case 'countdown':
      return wipe(true);
    case 'wiping':
      return stay({ ...state, staysOut: true });
    case 'outOfService':
      return stay(state);
    default:
      return assertNever(state);
  }
}
