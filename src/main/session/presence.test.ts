import { expect, test } from 'vitest';
import type { Participant, TranscriptEntry, TranscriptEntryKind } from '@shared/chat';
import {
  expireTyping,
  NOBODY,
  noteEntry,
  noteParticipants,
  TYPING_LASTS_MS,
  type Presence,
} from './presence';

const kim: Participant = { id: '2', nickname: 'Kim', kind: 'agent' };
const lee: Participant = { id: '3', nickname: 'Lee', kind: 'agent' };
const chris: Participant = { id: '1', nickname: 'Chris', kind: 'customer' };

type Happening = readonly [kind: TranscriptEntryKind, from: Participant | null];

function see(happenings: readonly Happening[], { isReplay = false, from = NOBODY } = {}): Presence {
  return happenings.reduce((presence, [kind, participant], at) => {
    const entry: TranscriptEntry = { index: at + 1, kind, from: participant, text: '', sentAtMs: null };
    return noteEntry(presence, entry, { isReplay, nowMs: 100 });
  }, from);
}

const here = ({ agents, hadAgent, typing }: Presence) => ({
  agents: [...agents.values()],
  hadAgent,
  typing: typing?.nickname ?? null,
});

test('agents are there from their joining to their leaving, in the order in which they came', () => {
  expect(
    here(
      see([
        ['joined', kim],
        ['joined', lee],
      ]),
    ),
  ).toEqual({ agents: ['Kim', 'Lee'], hadAgent: true, typing: null });
  expect(
    here(
      see([
        ['joined', kim],
        ['left', kim],
      ]),
    ),
  ).toEqual({ agents: [], hadAgent: true, typing: null });
  expect(
    here(
      see([
        ['joined', kim],
        ['left', kim],
        ['rejoined', kim],
      ]),
    ).agents,
  ).toEqual(['Kim']);
});

test('an agent who joins twice is there once, under the newer name', () => {
  expect(
    here(
      see([
        ['joined', kim],
        ['joined', { ...kim, nickname: 'Kim B.' }],
      ]),
    ).agents,
  ).toEqual(['Kim B.']);
});

test('customers, systems, supervisors and the unnamed are no agents', () => {
  const others: (Participant | null)[] = [
    chris,
    { id: '0', nickname: 'System', kind: 'system' },
    { id: '9', nickname: 'Boss', kind: 'supervisor' },
    null,
  ];
  expect(
    see(
      others.flatMap((other): Happening[] => [
        ['joined', other],
        ['typingStarted', other],
      ]),
    ),
  ).toEqual(NOBODY);
});

test.each(['text', 'typingStopped', 'left'] as const)('typing ends with %s', (kind) => {
  const typing = see([
    ['joined', kim],
    ['typingStarted', kim],
  ]);
  expect([here(typing).typing, here(see([[kind, kim]], { from: typing })).typing]).toEqual(['Kim', null]);
});

test("one agent's message does not end another's typing", () => {
  expect(
    here(
      see([
        ['typingStarted', kim],
        ['text', lee],
        ['typingStopped', lee],
      ]),
    ).typing,
  ).toBe('Kim');
});

test('the typing of an old transcript is over', () => {
  expect(
    here(
      see(
        [
          ['joined', kim],
          ['typingStarted', kim],
        ],
        { isReplay: true },
      ),
    ),
  ).toEqual({
    agents: ['Kim'],
    hadAgent: true,
    typing: null,
  });
});

test('typing whose end is never told ends by itself', () => {
  const typing = see([['typingStarted', kim]]);
  expect([
    here(expireTyping(typing, 100 + TYPING_LASTS_MS - 1)).typing,
    here(expireTyping(typing, 100 + TYPING_LASTS_MS)).typing,
  ]).toEqual(['Kim', null]);
});

test('the chat resource corrects who is there, and with it who is typing', () => {
  const before = see([
    ['joined', kim],
    ['typingStarted', kim],
  ]);
  expect(here(noteParticipants(before, [chris, lee]))).toEqual({
    agents: ['Lee'],
    hadAgent: true,
    typing: null,
  });
  expect(here(noteParticipants(before, [lee, kim])).typing).toBe('Kim');
  expect(here(noteParticipants(NOBODY, [chris]))).toEqual({ agents: [], hadAgent: false, typing: null });
});

test('a server that names ever more agents does not make the list grow without end', () => {
  const many = Array.from({ length: 1000 }, (_, n): Participant => ({
    id: `${n}`,
    nickname: `${n}`,
    kind: 'agent',
  }));
  const joined = see(many.map((agent): Happening => ['joined', agent]));
  expect([joined.agents.size, noteParticipants(NOBODY, many).agents.size]).toEqual([50, 50]);
});
