import type { Agent } from '../agentDesk';
import { isTyping, presentAgents, type Chat, type Entry } from '../chat';
import { createTimerGroup, type Clock, type TimerGroup } from '../clock';
import { Refusal } from '../modelCore';
import { pick, type Random } from '../random';
import * as rhythm from './rhythm';
import { RHYTHM } from './rhythm';
import { AGENT_NAMES } from './script';
import { answer, beginConversation, giveUp, greet, nudge, type Memory, type Reply } from './scriptedAgent';

/** The scripted agent at work in one chat: decides with `scriptedAgent`, and takes its time. */
export interface Pilot {
  /** The name it serves the chat under. */
  readonly agentName: string;
  /** Takes the chat if it waits, or goes on with it. */
  resume(): void;
  /** Does nothing more. */
  pause(): void;
  /** What has happened in the chat. */
  hear(entries: readonly Entry[]): void;
}

interface Step {
  readonly afterMs: number;
  readonly act: () => void;
}

export interface PilotOptions {
  readonly chat: Chat;
  readonly agent: (name: string) => Agent;
  readonly clock: Clock;
  readonly pace: number;
  readonly random: Random;
}

export function createPilot({ chat, agent, clock, pace, random }: PilotOptions): Pilot {
  let agentName = pick(random, AGENT_NAMES);
  let memory: Memory = beginConversation(agentName, chat.customer.nickname);
  let timers: TimerGroup | null = null;
  let steps: Step[] = [];
  let unanswered: string[] = [];
  let isAccepting = false;
  let isActing = false;
  let hasNudged = false;
  let callOffReply = (): void => undefined;
  let callOffNudge = (): void => undefined;

  const self = () => agent(agentName);
  const presence = () => presentAgents(chat).find(({ nickname }) => nickname === agentName);

  function later(ms: number, work: () => void): () => void {
    return timers?.after(ms / pace, work) ?? (() => undefined);
  }

  function perform(next: readonly Step[]): void {
    const wasIdle = steps.length === 0;
    steps.push(...next);
    if (wasIdle) performNext();
  }

  function performNext(): void {
    const step = steps[0];
    if (!step) return restOrReply();
    later(step.afterMs, () => {
      if (!isDone(step)) return resume();
      steps.shift();
      performNext();
    });
  }

  /** False when somebody else has changed the chat so that the plan no longer fits. */
  function isDone(step: Step): boolean {
    isActing = true;
    try {
      step.act();
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    } finally {
      isActing = false;
    }
  }

  function restOrReply(): void {
    if (!timers || chat.state === 'Idle') return;
    if (unanswered.length > 0) waitForTheCustomerToFinish();
    else waitForTheCustomerToWrite();
  }

  function waitForTheCustomerToFinish(): void {
    callOffReply();
    callOffNudge();
    const text = unanswered.join('\n');
    const wait = isTyping(chat, chat.customer)
      ? RHYTHM.longestWaitForTypingMs
      : rhythm.readingMs(text, random);
    callOffReply = later(wait, () => {
      unanswered = [];
      speak(answer(memory, text, random));
    });
  }

  function waitForTheCustomerToWrite(): void {
    callOffNudge();
    callOffNudge = hasNudged
      ? later(RHYTHM.giveUpAfterMs, () => speak(giveUp(memory, random)))
      : later(RHYTHM.nudgeAfterMs, () => {
          hasNudged = true;
          speak(nudge(memory, random));
        });
  }

  function speak(reply: Reply): void {
    memory = reply.memory;
    const talking = reply.lines.flatMap((line, at) =>
      typingSteps(line, at === 0 ? 0 : rhythm.breathMs(random)),
    );
    const ending = { afterMs: rhythm.farewellMs(random), act: () => self().end(chat.id) };
    perform(reply.ends ? [...talking, ending] : talking);
  }

  /** Start typing, type, and send; now and then with a pause for thought in the middle. */
  function typingSteps(line: string, pauseBeforeMs: number): Step[] {
    const typing = rhythm.typingMs(line, random);
    const start = { afterMs: pauseBeforeMs, act: () => self().startTyping(chat.id) };
    const send = (afterMs: number): Step => ({
      afterMs,
      act: () => {
        self().stopTyping(chat.id);
        self().say(chat.id, line);
      },
    });
    if (!rhythm.pausesWhileTyping(line, random)) return [start, send(typing)];
    return [
      start,
      { afterMs: typing * 0.4, act: () => self().stopTyping(chat.id) },
      { afterMs: rhythm.breathMs(random), act: () => self().startTyping(chat.id) },
      send(typing * 0.6),
    ];
  }

  function acceptSoon(): void {
    isAccepting = true;
    const accept = (): void => {
      isAccepting = false;
      const wasHere = chat.transcript.some(
        ({ from }) => from.type === 'Agent' && from.nickname === agentName,
      );
      const written = textsSinceTheAgentSpoke(chat);
      if (wasHere) {
        self().rejoin(chat.id);
        unanswered = written;
        return;
      }
      self().accept(chat.id);
      // What was written while waiting belongs to the subject.
      speak(greet(memory, [chat.subject, ...written].join('\n'), random));
    };
    perform([{ afterMs: rhythm.acceptDelayMs(random), act: accept }]);
  }

  /** Somebody else may have served the chat meanwhile: whoever is there, goes on. */
  function goOn(): void {
    const [present] = presentAgents(chat);
    if (present && present.nickname !== agentName) {
      agentName = present.nickname;
      memory = { ...memory, agentName };
    }
    unanswered = textsSinceTheAgentSpoke(chat);
    restOrReply();
  }

  function resume(): void {
    pause();
    timers = createTimerGroup(clock);
    if (chat.state === 'WaitingForAgent') acceptSoon();
    else goOn();
  }

  function pause(): void {
    timers?.stop();
    timers = null;
    steps = [];
    isAccepting = false;
    const present = presence();
    if (present && isTyping(chat, present)) self().stopTyping(chat.id);
  }

  function hear(entries: readonly Entry[]): void {
    if (!timers || isActing) return;
    if (chat.state === 'WaitingForAgent') {
      // Taken out of the chat by somebody else: what was planned is off.
      if (!isAccepting) resume();
      return;
    }
    const own = entries.filter(({ from }) => from.id === chat.customer.id);
    const written = own.flatMap(({ type, text }) => (type === 'Text' && text ? [text] : []));
    unanswered.push(...written);
    if (written.length > 0) hasNudged = false;
    if (own.length > 0 && steps.length === 0) restOrReply();
  }

  return {
    get agentName() {
      return agentName;
    },
    resume,
    pause,
    hear,
  };
}

function textsSinceTheAgentSpoke(chat: Chat): string[] {
  const lastSpoken = chat.transcript.findLastIndex(
    ({ type, from }) => type === 'Text' && from.type === 'Agent',
  );
  return chat.transcript
    .slice(lastSpoken + 1)
    .flatMap(({ type, from, text }) =>
      type === 'Text' && from.id === chat.customer.id && text ? [text] : [],
    );
}
