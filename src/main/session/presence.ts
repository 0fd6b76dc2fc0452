import type { Participant, TranscriptEntry } from '@shared/chat';
import { SECOND } from '../lib/time';

/**
 * Who is there and who is typing, from joins and leaves: a server may report a waiting chat for a moment on every
 * join, so its `state` alone says too little.
 */
export interface Presence {
  /** Agents in the chat now: participant id -> nickname, in the order in which they came. */
  readonly agents: ReadonlyMap<string, string>;
  /** True once an agent has been there. */
  readonly hadAgent: boolean;
  readonly typing: { readonly agentId: string; readonly nickname: string; readonly untilMs: number } | null;
}

export const NOBODY: Presence = { agents: new Map(), hadAgent: false, typing: null };

/** The indicator goes by itself when the end of the typing is never told. */
export const TYPING_LASTS_MS = 10 * SECOND;

/** Far more than ever join a chat; a transcript that names more must not make this grow without end. */
const MAX_AGENTS = 50;

function withAgent(presence: Presence, agent: Participant): Presence {
  if (presence.agents.size >= MAX_AGENTS && !presence.agents.has(agent.id)) return presence;
  return { ...presence, hadAgent: true, agents: new Map(presence.agents).set(agent.id, agent.nickname) };
}

function withoutAgent(presence: Presence, agent: Participant): Presence {
  const agents = new Map(presence.agents);
  agents.delete(agent.id);
  return withoutTyping({ ...presence, agents }, agent);
}

function withoutTyping(presence: Presence, agent: Participant): Presence {
  return presence.typing?.agentId === agent.id ? { ...presence, typing: null } : presence;
}

/**
 * Takes one transcript entry into account. `isReplay`: it was read as part of an old transcript, whose typing is
 * long over. `nowMs` is on the monotonic clock.
 */
export function noteEntry(
  presence: Presence,
  entry: TranscriptEntry,
  { isReplay, nowMs }: { isReplay: boolean; nowMs: number },
): Presence {
  const agent = entry.from;
  if (agent?.kind !== 'agent') return presence;
  switch (entry.kind) {
    case 'joined':
    case 'rejoined':
      return withAgent(presence, agent);
    case 'left':
      return withoutAgent(presence, agent);
    case 'text':
    case 'typingStopped':
      return withoutTyping(presence, agent);
    case 'typingStarted':
      return isReplay
        ? presence
        : {
            ...presence,
            typing: { agentId: agent.id, nickname: agent.nickname, untilMs: nowMs + TYPING_LASTS_MS },
          };
    case 'notice':
    case 'unknown':
      return presence;
  }
}

/** The chat resource names all who are there now, and so corrects what joins and leaves left out. */
export function noteParticipants(presence: Presence, participants: readonly Participant[]): Presence {
  const agents = new Map<string, string>();
  for (const { id, nickname, kind } of participants) {
    if (kind === 'agent' && agents.size < MAX_AGENTS) agents.set(id, nickname);
  }
  const typing = presence.typing !== null && agents.has(presence.typing.agentId) ? presence.typing : null;
  return { agents, typing, hadAgent: presence.hadAgent || agents.size > 0 };
}

export function expireTyping(presence: Presence, nowMs: number): Presence {
  return presence.typing !== null && nowMs >= presence.typing.untilMs
    ? { ...presence, typing: null }
    : presence;
}
