import { expect, test } from 'vitest';
import type { News } from './news';
import { describeNews } from './notificationContent';
import { createTextSource } from './texts';

const texts = createTextSource(() => 'en');
const says = (text: string, nickname = 'Kim'): News => ({ name: 'message', nickname, text });
const joined: News = { name: 'agentJoined' };

test.each<[string, readonly News[], string, string]>([
  ['an agent', [joined], 'Someone has joined your chat', ''],
  ['a message', [says('secret')], '1 new message', ''],
  ['messages', [says('secret'), says('more')], '2 new messages', ''],
  ['an agent who speaks', [joined, says('Hello')], '1 new message', 'Someone has joined your chat'],
  ['a message that is lost', [{ name: 'notSent' }], 'A message was not sent', ''],
  ['the end', [says('Bye'), { name: 'ended' }], 'The chat has ended', '1 new message'],
])('%s: without names and without texts', (_what, news, title, body) => {
  expect(describeNews(news, texts, false)).toEqual({ title, body });
});

test('where the administrator allows it, the last message is quoted, cleaned and cut', () => {
  const quoted = (text: string, nickname?: string) =>
    describeNews([says('first'), says(text, nickname)], texts, true);
  expect(quoted('Hello\nthere')).toEqual({ title: '2 new messages', body: 'Kim: Hello there' });
  expect(quoted('\u202ekcab', '\u202etnega')).toEqual({ title: '2 new messages', body: 'tnega: kcab' });
  expect(quoted('x'.repeat(1_000_000), '').body).toBe(`${'x'.repeat(119)}…`);
  expect(quoted('Hi', 'n'.repeat(10_000)).body).toBe(`${'n'.repeat(39)}…: Hi`);
});
