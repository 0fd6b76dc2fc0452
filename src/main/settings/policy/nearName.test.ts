import { expect, test } from 'vitest';
import { SETTING_NAMES } from '@shared/settings';
import { countEdits, findNearName } from './nearName';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['openLink', 'openLinks', 1],
])('from %j to %j it is %i edits', (from, to, edits) => {
  expect([countEdits(from, to), countEdits(to, from)]).toEqual([edits, edits]);
});

test.each([
  ['serverURL', 'serverUrl'],
  ['SERVERURL', 'serverUrl'],
  ['openLink', 'openLinks'],
  ['langauge', 'language'],
  ['contactCentreId', 'contactCenterId'],
  ['lgo', 'logo'],
  ['colour', null],
  ['', null],
  ['constructor', null],
  ['x'.repeat(1_000_000), null],
])('%.20j probably means %j', (typed, meant) => {
  expect(findNearName(typed, SETTING_NAMES)).toBe(meant);
});
