import { describe, expect, test } from 'vitest';
import type { TranscriptEntry } from '@shared/chat';
import {
  chatReplySchema,
  envelopeSchema,
  requestChatReplySchema,
  toChatReading,
  toTranscriptReading,
  transcriptReplySchema,
} from './wire';

const readTranscript = (json: string) => toTranscriptReading(transcriptReplySchema().parse(JSON.parse(json)));
const readMessage = (message: unknown) => readTranscript(JSON.stringify({ messages: [message] }));
const readChat = (chat: unknown) => toChatReading(chatReplySchema().parse({ chat }));

const kim = { nickname: 'Kim', participantId: '2', type: 'Agent' };
const message = { index: 3, type: 'Text', from: kim, text: 'Hello' };
const entry: TranscriptEntry = {
  index: 3,
  kind: 'text',
  from: { id: '2', nickname: 'Kim', kind: 'agent' },
  text: 'Hello',
  sentAtMs: null,
};

describe('a message', () => {
  test('as documented is read in full', () => {
    expect(readMessage({ ...message, timestampSeconds: 1_700_000_000_000 })).toEqual({
      entries: [{ ...entry, sentAtMs: 1_700_000_000_000 }],
      unreadable: 0,
    });
  });

  test.each([
    ['an index in text', { index: '3' }, {}],
    ['a participant id as a number', { from: { ...kim, participantId: 2 } }, {}],
    [
      'a participant without an id',
      { from: { nickname: 'Kim', type: 'Agent' } },
      { from: { ...entry.from, id: '' } },
    ],
    ['no sender', { from: undefined }, { from: null }],
    ['a sender of null', { from: null }, { from: null }],
    ['a sender that is a text', { from: 'Kim' }, { from: null }],
    [
      'a sender of an unknown type',
      { from: { ...kim, type: 'External' } },
      { from: { ...entry.from, kind: 'system' } },
    ],
    [
      'a sender of type Client',
      { from: { ...kim, type: 'Client' } },
      { from: { ...entry.from, kind: 'customer' } },
    ],
    [
      'a sender without a type',
      { from: { ...kim, type: undefined } },
      { from: { ...entry.from, kind: 'system' } },
    ],
    [
      'a nickname that is no text',
      { from: { ...kim, nickname: 7 } },
      { from: { ...entry.from, nickname: '' } },
    ],
    ['no text', { text: undefined }, { text: '' }],
    ['a text that is none', { text: { html: '<b>' } }, { text: '' }],
    ['half a character', { text: 'a\ud800b' }, { text: 'a\ufffdb' }],
    ['an unknown type', { type: 'SomethingNew' }, { kind: 'unknown' }],
    ['a type named like a part of every object', { type: 'constructor' }, { kind: 'unknown' }],
    ['a text that the server calls its own', { treatAs: 'System' }, { kind: 'notice' }],
    ['fields that nobody knows', { html: '<script>', url: 'javascript:0', utcTime: 1 }, {}],
    ['a time that is none', { timestampSeconds: 'now' }, {}],
    ['a time before all times', { timestampSeconds: -1 }, {}],
    ['a time beyond all times', { timestampSeconds: 9e15 }, {}],
  ])('with %s is still read', (_name, changed, expected) => {
    expect(readMessage({ ...message, ...changed })).toEqual({
      entries: [{ ...entry, ...expected }],
      unreadable: 0,
    });
  });

  test.each([
    '0',
    '-1',
    '1.5',
    '1e400',
    '9007199254740993',
    'null',
    'true',
    '"x"',
    '"1.5"',
    '"-1"',
    '[]',
    '"1e3"',
  ])('with the index %s is left out and counted, and the others are read', (index) => {
    const json = `{"messages":[{"index":${index},"type":"Text"},${JSON.stringify(message)}]}`;
    expect(readTranscript(json)).toEqual({ entries: [entry], unreadable: 1 });
  });

  test.each([null, 1, 'x', [], {}, { index: 3 }, { index: 3, type: 7 }, { type: 'Text' }])(
    'that is %j is left out and counted',
    (raw) => {
      expect(readMessage(raw)).toEqual({ entries: [], unreadable: 1 });
    },
  );

  test('that tries to change what all objects share changes nothing', () => {
    const json = `{"messages":[{"__proto__":{"polluted":1,"text":"forged"},"constructor":{"prototype":{"polluted":1}},
      "index":3,"type":"Text","from":{"__proto__":{"type":"Agent"},"participantId":"2","nickname":"Kim"}}]}`;
    expect(readTranscript(json).entries).toEqual([
      { ...entry, text: '', from: { id: '2', nickname: 'Kim', kind: 'system' } },
    ]);
    expect('polluted' in {}).toBe(false);
  });
});

test('of a text of more than a million characters the beginning is shown, with a sign that it goes on', () => {
  const { entries } = readMessage({ ...message, text: `${'x'.repeat(1_000_000)}yz` });
  expect(entries[0]?.text === `${'x'.repeat(1_000_000)}…`).toBe(true);
});

test('messages are put into the order of their indexes; of several with one index each is there', () => {
  const { entries } = readTranscript(
    JSON.stringify({ messages: [5, 2, 5, 1].map((index, at) => ({ index, type: 'Text', text: `${at}` })) }),
  );
  expect(entries.map(({ index, text }) => [index, text])).toEqual([
    [1, '3'],
    [2, '1'],
    [5, '0'],
    [5, '2'],
  ]);
});

test.each([undefined, null, {}, 'x', 7])('messages that are %j are no answer', (messages) => {
  expect(transcriptReplySchema().safeParse({ messages }).success).toBe(false);
});

describe('the chat resource', () => {
  test.each([
    ['WaitingForAgent', 'waitingForAgent'],
    ['Chatting', 'chatting'],
    ['Idle', 'idle'],
    ['SomethingNew', 'unknown'],
    ['__proto__', 'unknown'],
    ['toString', 'unknown'],
  ])('in state %s is %s', (state, expected) => {
    expect(readChat({ state }).state).toBe(expected);
  });

  test('names what is allowed and who is there; what cannot be read of it is left out', () => {
    const reading = readChat({
      id: 7,
      state: 'Chatting',
      capabilities: ['SendMessage', 7, null, 'SomethingNew'],
      participants: [kim, null, 'x', { ...kim, participantId: 9, type: 'Customer' }],
    });
    expect({ ...reading, capabilities: [...reading.capabilities] }).toEqual({
      state: 'chatting',
      capabilities: ['SendMessage', '', 'SomethingNew'],
      participants: [
        { id: '2', nickname: 'Kim', kind: 'agent' },
        { id: '9', nickname: 'Kim', kind: 'customer' },
      ],
    });
  });

  test.each([{}, { capabilities: null, participants: {} }, { capabilities: 'SendMessage' }])(
    'allows nothing and names nobody where it does not say: %j',
    (rest) => {
      const reading = readChat({ state: 'Chatting', ...rest });
      expect([reading.capabilities.size, reading.participants.length]).toEqual([0, 0]);
    },
  );

  test('is not read for ever, however many it names', () => {
    const participants = Array.from({ length: 5000 }, (_, n) => ({ ...kim, participantId: n }));
    expect(readChat({ state: 'Chatting', participants }).participants).toHaveLength(1000);
  });

  test.each([undefined, null, 'x', {}, { state: null }])('that is %j is no answer', (chat) => {
    expect(chatReplySchema().safeParse({ chat }).success).toBe(false);
  });
});

test.each([
  ['7', '7'],
  ['"c-7"', 'c-7'],
])('the id %s of a new chat is read', (id, expected) => {
  expect(requestChatReplySchema().parse(JSON.parse(`{"id":${id},"path":7}`))).toMatchObject({
    id: expected,
    path: undefined,
  });
});

test.each(['null', '{}', 'true', '1.5', '1e400', '9007199254740993'])(
  'the id %s of a new chat is none: it could be the id of another chat',
  (id) => {
    expect(requestChatReplySchema().safeParse(JSON.parse(`{"id":${id}}`)).success).toBe(false);
  },
);

test.each([
  ['0', 0],
  ['"0"', 0],
  ['12', 12],
])('the status code %s is read', (statusCode, expected) => {
  expect(envelopeSchema().parse(JSON.parse(`{"statusCode":${statusCode},"statusMessage":7}`))).toMatchObject({
    statusCode: expected,
    statusMessage: undefined,
  });
});

test.each([
  '{}',
  '{"statusCode":null}',
  '{"statusCode":true}',
  '{"statusCode":"zero"}',
  '[]',
  'null',
  '7',
  '"x"',
])('an answer %s without a status code proves nothing', (json) => {
  expect(envelopeSchema().safeParse(JSON.parse(json)).success).toBe(false);
});
