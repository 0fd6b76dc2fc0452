import { FAULT_PRESETS, type FaultPreset } from './consoleContract';
import type { Fault } from './fault';
import { fault } from './faultLibrary';
import type { FaultMatcher, Faults } from './faults';
import type { FaultPresets } from './faultPresets';
import { malformed, malformedFault } from './malformed/malformed';
import { OPERATION_NAMES } from './operations';
import { RANDOM_FAULT_NAMES, type RandomFaultsOptions } from './randomFaults';

/**
 * Faults in one line of text, as `--faults=` takes them: items with commas between.
 *
 *     flaky                                   a preset: flaky, outage, slow, answersLost, staleNode
 *     random:rate=0.1,seed=7                  at random; weights such as loseAnswer=3 make a mix of one's own
 *     SendMessage:loseAnswer@3                an operation (or *), a fault, and when: the third time only
 *     GetTranscript:delay(2000)               every time; some faults take a number
 *     *:status(503)@%5   GetChat:hang@4+      every fifth time; from the fourth time on
 */
export type FaultStep =
  | { readonly kind: 'preset'; readonly preset: FaultPreset }
  | { readonly kind: 'random'; readonly options: RandomFaultsOptions }
  | { readonly kind: 'plan'; readonly matcher: FaultMatcher; readonly fault: Fault; readonly times: number };

export type ParsedFaultSpec =
  | { readonly ok: true; readonly steps: readonly FaultStep[] }
  | { readonly ok: false; readonly problem: string };

interface Named {
  /** What the number in brackets is, and what it is when it is left out; without one none may be given. */
  readonly number?: { readonly low: number; readonly high: number; readonly default?: number };
  make(number: number): Fault | undefined;
}

const BYTES_PER_SECOND = { low: 1, high: 1e9 };
const MILLISECONDS = { low: 0, high: 3_600_000 };

const NAMED: Readonly<Record<string, Named>> = {
  loseRequest: { make: () => fault.loseRequest() },
  loseAnswer: { make: () => fault.loseAnswer() },
  delay: { number: MILLISECONDS, make: (beforeMs) => fault.delay({ beforeMs }) },
  delayAnswer: { number: MILLISECONDS, make: (afterMs) => fault.delay({ afterMs }) },
  hang: { make: () => fault.hang() },
  silence: { make: () => fault.silence() },
  truncate: { make: () => fault.truncate() },
  drip: { number: { ...BYTES_PER_SECOND, default: 1 }, make: (rate) => fault.drip(rate) },
  bandwidth: { number: BYTES_PER_SECOND, make: (rate) => fault.bandwidth(rate) },
  slice: { number: { low: 1, high: 1e6, default: 1 }, make: (bytes) => fault.slice({ bytes }) },
  oversize: { number: { low: 1, high: 1024, default: 20 }, make: (mebibytes) => fault.oversize(mebibytes) },
  gzipBomb: { number: { low: 1, high: 256, default: 60 }, make: (mebibytes) => fault.gzipBomb(mebibytes) },
  status: { number: { low: 200, high: 599 }, make: (status) => fault.answer({ status }) },
  html: {
    make: () =>
      fault.answer({
        status: 200,
        headers: { 'Content-Type': 'text/html' },
        body: '<!doctype html><title>Sign in to the network</title>',
      }),
  },
  empty: { make: () => fault.answer({ status: 200, applied: true }) },
  cacheable: { make: () => fault.cacheable() },
  repeat: { make: () => fault.repeat() },
  malformed: {
    number: { low: 101, high: 6099 },
    make: (id) => {
      const entry = malformed.find((one) => one.id === id);
      return entry && malformedFault(entry);
    },
  },
};

export function parseFaultSpec(text: string): ParsedFaultSpec {
  const steps: FaultStep[] = [];
  for (const item of joinRandom(text.split(','))) {
    const step = parseItem(item);
    if (typeof step === 'string') return { ok: false, problem: step };
    steps.push(step);
  }
  return { ok: true, steps };
}

export function applyFaultSpec(
  steps: readonly FaultStep[],
  { faults, faultPresets }: { readonly faults: Faults; readonly faultPresets: FaultPresets },
): void {
  for (const step of steps) {
    if (step.kind === 'preset') faultPresets.switchTo(step.preset);
    else if (step.kind === 'random') faults.random(step.options);
    else faults.plan(step.matcher, step.fault, { times: step.times });
  }
}

/** `random:` has commas of its own: what looks like KEY=VALUE belongs to the item before. */
function joinRandom(parts: readonly string[]): string[] {
  const items: string[] = [];
  for (const part of parts) {
    const last = items.at(-1);
    if (last?.startsWith('random:') && /^\w+=/.test(part)) items[items.length - 1] = `${last},${part}`;
    else items.push(part);
  }
  return items;
}

function parseItem(item: string): FaultStep | string {
  const preset = FAULT_PRESETS.find((name) => name === item);
  if (preset) return { kind: 'preset', preset };
  const [, head = '', rest = ''] = /^([^:]+):(.+)$/.exec(item) ?? [];
  if (head === 'random') return parseRandom(rest);
  const operation = OPERATION_NAMES.find((name) => name === head);
  if (!operation && head !== '*') {
    return `"${item}" is neither a preset (${FAULT_PRESETS.join(', ')}) nor random:… nor OPERATION:FAULT`;
  }
  return parsePlan(operation ? { operation } : {}, rest);
}

function parseRandom(text: string): FaultStep | string {
  const options: { rate?: number; seed?: number } = {};
  const mix: Record<string, number> = {};
  for (const pair of text.split(',')) {
    const [, key = '', digits = ''] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(pair) ?? [];
    const value = Number(digits);
    if (key === 'rate' && value <= 1) options.rate = value;
    else if (key === 'seed' && Number.isSafeInteger(value)) options.seed = value;
    else if (RANDOM_FAULT_NAMES.some((name) => name === key)) mix[key] = value;
    else
      return `"${pair}" in random:… is neither rate=0…1 nor seed=N nor a weight of ${RANDOM_FAULT_NAMES.join(', ')}`;
  }
  const { rate = 0.1, ...seed } = options;
  return { kind: 'random', options: { rate, ...seed, ...(Object.keys(mix).length > 0 && { mix }) } };
}

function parsePlan(operation: FaultMatcher, text: string): FaultStep | string {
  const [, name = '', digits, when] = /^(\w+)(?:\((\d{1,9})\))?(?:@(.*))?$/.exec(text) ?? [];
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (!named) return `"${text}" is not a fault; there are ${Object.keys(NAMED).join(', ')}`;
  const { number } = named;
  if (!number && digits !== undefined) return `${name} takes no number`;
  const value = digits === undefined ? number?.default : Number(digits);
  if (number && (value === undefined || value < number.low || value > number.high)) {
    return `${name} takes a number from ${number.low} to ${number.high}, as in ${name}(${number.low})`;
  }
  const made = named.make(value ?? 0);
  if (!made) return `There is no ${name}(${value})`;
  const timing = parseWhen(when);
  if (!timing)
    return `"@${when}" is not a time: @3 is the third, @3+ the third and all after it, @%3 every third`;
  const { times, ...place } = timing;
  return { kind: 'plan', matcher: { ...operation, ...place }, fault: made, times };
}

function parseWhen(when: string | undefined): { nth?: number; every?: number; times: number } | undefined {
  if (when === undefined) return { times: Infinity };
  const [, every, digits, andOn] = /^(%?)([1-9]\d{0,8})(\+?)$/.exec(when) ?? [];
  const count = Number(digits);
  if (digits === undefined || (every && andOn)) return undefined;
  if (every) return { nth: count, every: count, times: Infinity };
  return { nth: count, times: andOn ? Infinity : 1 };
}
