import { expect, it } from 'vitest';
import { IDLE_CHAT, type ChatView } from '@shared/chat';
import { createMarkers, toPieces } from './markers';

const chatting: ChatView = {
  ...IDLE_CHAT,
  phase: { name: 'chatting' },
  form: { nickname: 'Chris Example', subject: 'A late parcel', answers: { order: 'Blue sofa 4711' } },
  agents: ['Kim from Support'],
  items: [
    {
      kind: 'message',
      key: '1',
      author: 'agent',
      nickname: 'Kim from Support',
      text: 'Good morning, Chris!',
      atMs: 0,
    },
  ],
  outgoing: [
    { localId: 'x', text: 'Nobody has taken this', createdAtMs: 0, state: { name: 'notConfirmed' } },
  ],
};

it('knows what was said, typed and answered, also when the chat has been put away', () => {
  const markers = createMarkers();
  markers.noteView(chatting);
  markers.noteView({ ...chatting, outgoing: [] });
  for (const draft of ['I w', 'I wanted', 'I wanted to say', '', 'Something else']) markers.noteDraft(draft);
  markers.noteView(IDLE_CHAT);
  expect(new Set(markers.getPieces())).toEqual(
    new Set([
      'Chris Example',
      'A late parcel',
      'Blue sofa 4711',
      'Kim from Support',
      'Good morning, Chris!',
      'Nobody has taken this',
      'I wanted to say',
      'Something else',
    ]),
  );
});

it('forgets it all', () => {
  const markers = createMarkers();
  markers.noteView(chatting);
  markers.noteDraft('Something else');
  markers.forget();
  expect(markers.getPieces()).toEqual([]);
});

it.each([
  ['a word that stands anywhere', 'hello', []],
  ['a date', '2026-11-22T03:15:00', []],
  [
    'what JSON writes in another way',
    'He said "tomorrow at ten"\nand went away',
    ['tomorrow at ten', 'and went away'],
  ],
  ['a long text', `${'a'.repeat(70)}${'b'.repeat(70)}`, ['a'.repeat(64), 'b'.repeat(64)]],
  ['half an emoji at the seam', `${'c'.repeat(63)}😀${'d'.repeat(64)}`, ['c'.repeat(63), 'd'.repeat(64)]],
])('takes of %s only what can be found again', (_name, text, pieces) => {
  expect(toPieces(text)).toEqual(pieces);
});
