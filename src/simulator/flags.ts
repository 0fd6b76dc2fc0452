import { parseFaultSpec, type FaultStep } from './faultSpec';
import { isContactCenterId } from './wire';

/** The command line of the demo contact center, alike for the terminal and for the app that starts it. */
export interface Flags {
  readonly port: number | null;
  readonly contactCenterId: string | null;
  readonly autopilot: boolean;
  readonly pace: number;
  readonly seed: number;
  readonly consoleDir: string | null;
  /** What goes wrong from the start. */
  readonly faults: readonly FaultStep[];
  readonly help: boolean;
}

export type ParsedFlags =
  { readonly ok: true; readonly flags: Flags } | { readonly ok: false; readonly problem: string };

const DEFAULTS: Flags = {
  port: null,
  contactCenterId: null,
  autopilot: true,
  pace: 1,
  seed: 1,
  consoleDir: null,
  faults: [],
  help: false,
};

/** What a value must be, and how it becomes part of the flags. Undefined: the value does not fit. */
const VALUES: Readonly<
  Record<string, { expected: string; parse: (value: string) => Partial<Flags> | undefined }>
> = {
  port: {
    expected: 'a number from 0 to 65535',
    parse: (value) => inRange(value, /^\d{1,5}$/, 0, 65_535, (port) => ({ port })),
  },
  'contact-center-id': {
    expected: '1 to 128 printable ASCII characters without a space',
    parse: (contactCenterId) => (isContactCenterId(contactCenterId) ? { contactCenterId } : undefined),
  },
  pace: {
    expected: 'a number from 0.1 to 100',
    parse: (value) => inRange(value, /^\d+(\.\d+)?$/, 0.1, 100, (pace) => ({ pace })),
  },
  seed: {
    expected: 'a whole number',
    parse: (value) => inRange(value, /^\d{1,9}$/, 0, 1e9, (seed) => ({ seed })),
  },
  'console-dir': {
    expected: 'a folder',
    parse: (consoleDir) => (consoleDir === '' ? undefined : { consoleDir }),
  },
};

const SWITCHES: Readonly<Record<string, Partial<Flags>>> = {
  'no-autopilot': { autopilot: false },
  help: { help: true },
};

export function parseFlags(args: readonly string[]): ParsedFlags {
  let flags = DEFAULTS;
  for (const arg of args) {
    const [, name = '', value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const switched = Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
    const valued = Object.hasOwn(VALUES, name) ? VALUES[name] : undefined;
    if (!switched && !valued && name !== 'faults') return problem(`Unknown flag: ${arg}`);
    if (name === 'faults') {
      const spec = parseFaultSpec(value ?? '');
      if (!spec.ok) return problem(`--faults: ${spec.problem}`);
      flags = { ...flags, faults: spec.steps };
      continue;
    }
    if (switched && value !== undefined) return problem(`--${name} takes no value`);
    const parsed = switched ?? valued?.parse(value ?? '');
    if (!parsed) return problem(`--${name} must be ${valued?.expected}, as in --${name}=…`);
    flags = { ...flags, ...parsed };
  }
  return { ok: true, flags };
}

function problem(text: string): ParsedFlags {
  return { ok: false, problem: text };
}

function inRange(
  value: string,
  form: RegExp,
  low: number,
  high: number,
  use: (number: number) => Partial<Flags>,
): Partial<Flags> | undefined {
  const number = Number(value);
  return form.test(value) && number >= low && number <= high ? use(number) : undefined;
}
