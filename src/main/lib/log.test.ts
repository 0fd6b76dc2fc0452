import { expect, test } from 'vitest';
import { createLog } from './log';

function logOne(fields: Record<string, unknown>): { line: string; parsed: Record<string, unknown> } {
  const lines: string[] = [];
  createLog(
    (line) => lines.push(line),
    () => 0,
  ).warn('something happened', fields);
  const line = lines[0] ?? '';
  return { line, parsed: JSON.parse(line) as Record<string, unknown> };
}

test('a line is one JSON object with time, level and event', () => {
  expect(logOne({ attempt: 2 }).parsed).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    level: 'warn',
    event: 'something happened',
    attempt: 2,
  });
});

test('what a person said, and who they are, never reaches a line, however deep it lies', () => {
  const { line } = logOne({
    text: 'PLANTED',
    request: { body: { nickname: 'PLANTED', subject: 'PLANTED' }, headers: { apikey: 'PLANTED' } },
    list: [{ contactCenterId: 'PLANTED' }],
  });
  expect(line).not.toContain('PLANTED');
});

test('a line break in a value cannot forge a second line', () => {
  expect(logOne({ detail: 'x\n{"level":"error"}' }).line).not.toContain('\n');
});

test('an error keeps its name and message', () => {
  expect(logOne({ error: new RangeError('init["status"] must be in range') }).parsed['error']).toMatchObject({
    name: 'RangeError',
    message: 'init["status"] must be in range',
  });
});
