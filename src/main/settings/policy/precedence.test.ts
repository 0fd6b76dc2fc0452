import { expect, test } from 'vitest';
import type { SettingName } from '@shared/settings';
import { parseCommandLine } from '../../app/commandLine';
import { mergeLayers, parseLayer } from '../layers';
import { parseLocatedJson } from './locatedJson';
import { readPolicyDocument } from './policyDocument';

/** What wins: every layer present, absent or malformed, each read by the code that reads it in the app. */

const STATES = ['present', 'absent', 'malformed'] as const;
type State = (typeof STATES)[number];
const LAYERS = ['demo', 'policy', 'commandLine', 'user', 'policyDefault'] as const;
type Layer = (typeof LAYERS)[number];
type Row = Readonly<Record<Layer, State>>;

function combine(layers: readonly Layer[]): Row[] {
  const allAbsent = Object.fromEntries(LAYERS.map((layer) => [layer, 'absent'])) as Row;
  return layers.reduce<Row[]>(
    (rows, layer) => rows.flatMap((row) => STATES.map((state) => ({ ...row, [layer]: state }))),
    [allAbsent],
  );
}

interface Values {
  readonly name: SettingName;
  readonly of: (layer: Layer) => unknown;
  readonly malformed: unknown;
}

/** The setting as the app would have it, or why it does not start. */
function decide(row: Row, { name, of, malformed }: Values): unknown {
  const part = (layer: Layer) =>
    row[layer] === 'absent' ? {} : { [name]: row[layer] === 'present' ? of(layer) : malformed };
  const json = parseLocatedJson(
    JSON.stringify({ enforced: part('policy'), defaults: part('policyDefault') }),
  );
  if (!json.ok) throw new Error(json.error);
  const policy = readPolicyDocument(json.value);
  if (policy.refusals.length > 0) return 'policy refused';
  const flag = `--contact-center-id=${String(row.commandLine === 'present' ? of('commandLine') : malformed)}`;
  const commandLine = parseCommandLine(row.commandLine === 'absent' ? [] : [flag], 'linux');
  if (!commandLine.ok) return 'command line refused';
  const { values, sources } = mergeLayers({
    demo: part('demo'),
    policy: policy.enforced,
    commandLine: commandLine.value.settings,
    user: parseLayer(part('user')).values,
    policyDefault: policy.defaults,
  });
  return { value: values[name], source: sources[name] };
}

const describeRow = (row: Row) => LAYERS.map((layer) => `${layer} ${row[layer]}`).join(', ');

// The demo's layer is the app's own, and read by nobody: it cannot be malformed.
const idRows = combine(LAYERS).filter(({ demo }) => demo !== 'malformed');

test.each(idRows.map((row) => [describeRow(row), row] as const))(
  'the contact center id: %s',
  (_name, row) => {
    const winner = LAYERS.find((layer) => row[layer] === 'present');
    const expected =
      row.policy === 'malformed'
        ? 'policy refused'
        : row.commandLine === 'malformed'
          ? 'command line refused'
          : { value: winner === undefined ? '' : `of-${winner}`, source: winner ?? 'default' };
    const values = {
      name: 'contactCenterId',
      of: (layer: Layer) => `of-${layer}`,
      malformed: 'a b',
    } as const;
    expect(decide(row, values)).toEqual(expected);
  },
);

test('all states of all layers were there', () => {
  expect(idRows).toHaveLength(2 * 3 ** 4);
});

/** For a setting with a safe value, a malformed policy still decides: the user's choice is not heard. */
test.each(combine(['policy', 'user', 'policyDefault']).map((row) => [describeRow(row), row] as const))(
  'whether links open: %s',
  (_name, row) => {
    const winner = (['policy', 'user', 'policyDefault'] as const).find((layer) => row[layer] === 'present');
    const expected =
      row.policy === 'malformed'
        ? { value: false, source: 'policy' }
        : { value: winner !== 'policy', source: winner ?? 'default' };
    const values = { name: 'openLinks', of: (layer: Layer) => layer !== 'policy', malformed: 'no' } as const;
    expect(decide(row, values)).toEqual(expected);
  },
);
