import { expect, test } from 'vitest';
import { findConsoleUrl } from './openForPerson';

test('the address of the agent page is found in the app’s log, and nothing else is taken for it', () => {
  const line =
    '{"at":"2026-01-15T09:00:00.000Z","level":"info","event":"demo contact center runs","consoleUrl":"http://127.0.0.1:4711/console/"}';
  expect(findConsoleUrl(line)).toBe('http://127.0.0.1:4711/console/');
  expect(findConsoleUrl('{"event":"session","consoleUrl":"http://127.0.0.1/"}')).toBeNull();
});
