import { expect, test } from 'vitest';
import { createUnreadMarks } from './unreadMarks';

test('the count follows each message; flashing and overlay begin once, and end when somebody has looked', () => {
  const done: string[] = [];
  const show = createUnreadMarks({
    showCountInTitle: (count) => done.push(`title ${count}`),
    setBadgeCount: (count) => done.push(`badge ${count}`),
    setOverlay: (on) => done.push(`overlay ${on}`),
    flash: (on) => done.push(`flash ${on}`),
  });
  show({ count: 1, hasNews: true });
  show({ count: 2, hasNews: true });
  show({ count: 0, hasNews: false });
  expect(done).toEqual([
    ...['title 1', 'badge 1', 'overlay true', 'flash true'],
    ...['title 2', 'badge 2'],
    ...['title 0', 'badge 0', 'overlay false', 'flash false'],
  ]);
});
