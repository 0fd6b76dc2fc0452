import { expect, test } from 'vitest';
import { NO_POLICY, readPolicies } from './policy';
import { createTestPolicy } from './testPolicies';

test('without any policy there is nothing to obey', async () => {
  const { policy, sources } = await readPolicies([createTestPolicy('/a', null)]);
  expect(policy).toEqual({ ok: true, value: NO_POLICY });
  expect(sources).toEqual([{ place: '/a', state: 'absent', isSigned: false, faults: [] }]);
});

test('the machine’s policy stands above the one that a command line names, setting by setting', async () => {
  const machine = createTestPolicy('/machine', '{"endpoint":"m","defaults":{"language":"de"}}');
  const named = createTestPolicy(
    '/named',
    '{"endpoint":"n","openLinks":true,"kiosk":true,"defaults":{"language":"fr","endpoint":"d"}}',
  );
  expect((await readPolicies([machine, named])).policy).toEqual({
    ok: true,
    value: {
      enforced: { endpoint: 'm', openLinks: true },
      defaults: { language: 'de', endpoint: 'd' },
      kiosk: true,
      places: { endpoint: '/machine', openLinks: '/named', language: '/machine' },
    },
  });
});

test('what is malformed in the stronger one is not decided by the weaker one', async () => {
  const machine = createTestPolicy('/machine', '{"openLinks":"no"}');
  const named = createTestPolicy('/named', '{"openLinks":true}');
  const { policy, sources } = await readPolicies([machine, named]);
  expect(policy).toMatchObject({ value: { enforced: { openLinks: false } } });
  expect(sources[0]?.faults).toEqual([
    '/machine, line 1, column 14: "openLinks" must be true or false ("openLinks" is locked at false until this is mended)',
  ]);
});

test('one that cannot be followed stops all, in one line that names each place', async () => {
  const machine = createTestPolicy('/machine', '{"a":}');
  const named = createTestPolicy('/named', '{"endpoint":7,"kiosk":1}');
  const { policy, sources } = await readPolicies([machine, named, createTestPolicy('/good', '{}')]);
  expect(policy).toEqual({
    ok: false,
    error:
      '/machine is no JSON, line 1, column 6: a value is missing; ' +
      '/named, line 1, column 23: "kiosk" must be true or false; ' +
      '/named, line 1, column 13: "endpoint" must be a text',
  });
  expect(sources.map(({ state }) => state)).toEqual(['refused', 'refused', 'inForce']);
});
