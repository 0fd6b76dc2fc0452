import { expect, test } from 'vitest';
import { parseLocatedJson } from './locatedJson';

function parse(text: string) {
  const json = parseLocatedJson(text);
  if (!json.ok) throw new Error(json.error);
  return json.value;
}

test('values are those of JSON, and each can be found in the text', () => {
  const text = '{\r\n  "a": 1,\n\t"list": [ {"b": "x"}, 2 ]\n}';
  const json = parse(text);
  expect(json.value).toEqual(JSON.parse(text));
  expect(json.placeOfValue([])).toBe('line 1, column 1');
  expect(json.placeOfValue(['a'])).toBe('line 2, column 8');
  expect(json.placeOfName(['a'])).toBe('line 2, column 3');
  expect(json.placeOfValue(['list', 0, 'b'])).toBe('line 3, column 18');
  expect(json.placeOfValue(['list', 1])).toBe('line 3, column 24');
});

test('what is not there is where it would have to be', () => {
  expect(parse('{"list": [{}]}').placeOfValue(['list', 0, 'key'])).toBe('line 1, column 11');
});

test('names that are there twice are found at any depth', () => {
  expect(parse('{"a": {"b": 1, "b": 2}, "c": [{"d": 1, "d": 1}], "a": 3}').twice).toEqual([
    ['a', 'b'],
    ['c', 0, 'd'],
    ['a'],
  ]);
});

test.each([
  ['', 'line 1, column 1: a value is missing'],
  ['{"a":}', 'line 1, column 6: a value is missing'],
  ['{"a" 1}', 'line 1, column 6: a colon is missing'],
  ['{"a":1\n "b":2}', 'line 2, column 2: a comma is missing'],
  ['{"a":1', 'line 1, column 7: a closing brace is missing'],
  ['[1', 'line 1, column 3: a closing bracket is missing'],
  ['{"a":1,}', 'line 1, column 8: a name in double quotes is missing'],
  ['{a:1}', 'line 1, column 2: this is no JSON'],
  ["{'a':1}", 'line 1, column 2: this is no JSON'],
  ['{"a":1}\n{', 'line 2, column 1: something follows the end'],
  ['{ // why\n}', 'line 1, column 3: JSON has no comments'],
  ['{"a": "x\n"}', 'line 1, column 7: a text does not end'],
  ['{"a": "\\x"}', 'line 1, column 7: this is no valid escape'],
  ['{"a": "\\u12"}', 'line 1, column 7: this is no valid \\u escape'],
  ['{"a": 01}', 'line 1, column 8: a comma is missing'],
  ['{"a": 1.}', 'line 1, column 7: a number does not end'],
  ['{"a": "\t"}', 'line 1, column 7: this character must be escaped'],
  ['{"a": NaN}', 'line 1, column 7: this is no JSON'],
])('%j is refused, with the place', (text, sentence) => {
  expect(parseLocatedJson(text)).toEqual({ ok: false, error: sentence });
});
