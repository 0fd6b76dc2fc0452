import type { Fault } from '../fault';
import { createRandom } from '../random';
import { listRows, type Malformed } from './entry';
import { SCHEMA_ROWS } from './schemaRows';
import { SYNTAX_ROWS } from './syntaxRows';
import { WIRE_ROWS } from './wireRows';

export type { Malformed } from './entry';

/** Every malformed answer of the fuzz list in docs/reliability.md, section 6.1, in its order. */
export const malformed: readonly Malformed[] = [
  ...listRows('wire', WIRE_ROWS),
  ...listRows('syntax', SYNTAX_ROWS),
  ...listRows('schema', SCHEMA_ROWS),
];

/** One of them as a fault to be planned: it is made when the real answer is there. */
export function malformedFault({ id, name, make }: Malformed, { seed = 1 }: { seed?: number } = {}): Fault {
  const random = createRandom(seed);
  return {
    name: `${id} ${name}`,
    reply: {
      kind: 'composed',
      compose: (record, { body }) => make(record, JSON.parse(body), random).reply,
    },
  };
}
