import { between, createRandom, pick, type Random } from '../../src/simulator/random';

/** One thing that somebody does. Times are milliseconds from the customer's request for the chat. */
export type TraceStep =
  | {
      readonly atMs: number;
      readonly by: 'agent';
      readonly does: 'join' | 'startTyping' | 'stopTyping' | 'end';
    }
  | { readonly atMs: number; readonly by: 'agent'; readonly does: 'say'; readonly text: string }
  /** A key pressed. */
  | { readonly atMs: number; readonly by: 'customer'; readonly does: 'type' | 'end' }
  | { readonly atMs: number; readonly by: 'customer'; readonly does: 'send'; readonly text: string };

/** A chat as it went. It is fixed beforehand, so that every way of polling sees the very same chats. */
export interface Trace {
  readonly kind: TraceKind;
  /** By rising time; the last one ends the chat. */
  readonly steps: readonly TraceStep[];
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** How the two of one kind of chat write. All `…Share` are from 0 to 1, all times in seconds. */
interface Habits {
  /** Of all chats. */
  readonly share: number;
  readonly waiting: Range;
  /** How often the customer writes and the agent answers. */
  readonly exchanges: Range;
  /** Between the customer's message and the agent's first keystroke, or the agent's canned reply. */
  readonly agentReading: Range;
  readonly agentTyping: Range;
  /** Of the answers, those that are inserted ready-made, without typing. */
  readonly cannedShare: number;
  /** The agent stops in the middle of typing, so that the server says so, and goes on. */
  readonly pauseShare: number;
  /** The agent's text is followed by another one of the same turn. */
  readonly followUpShare: number;
  /** Of these, those that the server announces with typing of their own. */
  readonly followUpTypedShare: number;
  /** The agent says "one moment" and is silent for as long as `lookUp`. */
  readonly lookUpShare: number;
  readonly lookUp: Range;
  readonly customerReading: Range;
  readonly customerTyping: Range;
  /** The customer leaves the desk for as long as `away` before writing. */
  readonly awayShare: number;
  readonly away: Range;
}

const range = (low: number, high: number): Range => ({ low, high });

const HABITS = {
  quickQuestion: {
    share: 0.3,
    waiting: range(5, 40),
    exchanges: range(2, 4),
    agentReading: range(3, 10),
    agentTyping: range(3, 12),
    cannedShare: 0.08,
    pauseShare: 0.1,
    followUpShare: 0.25,
    followUpTypedShare: 0.4,
    lookUpShare: 0.1,
    lookUp: range(20, 60),
    customerReading: range(3, 12),
    customerTyping: range(3, 15),
    awayShare: 0.03,
    away: range(30, 60),
  },
  longProblem: {
    share: 0.25,
    waiting: range(10, 60),
    exchanges: range(4, 8),
    agentReading: range(4, 20),
    agentTyping: range(4, 15),
    cannedShare: 0.08,
    pauseShare: 0.2,
    followUpShare: 0.3,
    followUpTypedShare: 0.5,
    lookUpShare: 0.45,
    lookUp: range(60, 240),
    customerReading: range(5, 20),
    customerTyping: range(5, 25),
    awayShare: 0.2,
    away: range(60, 180),
  },
  chatty: {
    share: 0.15,
    waiting: range(5, 30),
    exchanges: range(6, 12),
    agentReading: range(1.5, 5),
    agentTyping: range(2, 6),
    cannedShare: 0.03,
    pauseShare: 0.05,
    followUpShare: 0.45,
    followUpTypedShare: 0.4,
    lookUpShare: 0.04,
    lookUp: range(15, 40),
    customerReading: range(2, 6),
    customerTyping: range(2, 8),
    awayShare: 0.02,
    away: range(20, 40),
  },
  slowTypist: {
    share: 0.15,
    waiting: range(5, 60),
    exchanges: range(3, 6),
    agentReading: range(5, 15),
    agentTyping: range(8, 15),
    cannedShare: 0.05,
    pauseShare: 0.4,
    followUpShare: 0.2,
    followUpTypedShare: 0.6,
    lookUpShare: 0.15,
    lookUp: range(30, 90),
    customerReading: range(5, 20),
    customerTyping: range(10, 40),
    awayShare: 0.1,
    away: range(30, 90),
  },
  cannedReplies: {
    share: 0.15,
    waiting: range(5, 30),
    exchanges: range(3, 6),
    agentReading: range(4, 18),
    agentTyping: range(3, 10),
    cannedShare: 0.6,
    pauseShare: 0.1,
    followUpShare: 0.2,
    followUpTypedShare: 0.3,
    lookUpShare: 0.1,
    lookUp: range(30, 90),
    customerReading: range(4, 15),
    customerTyping: range(3, 15),
    awayShare: 0.05,
    away: range(30, 90),
  },
} satisfies Record<string, Habits>;

export type TraceKind = keyof typeof HABITS;
export const TRACE_KINDS = Object.keys(HABITS) as TraceKind[];

/** Of two agents' greetings one comes by itself as soon as the agent joins, the other is typed. */
const AUTOMATIC_GREETING_SHARE = 0.5;
/** Typing that ends without a message. */
const ABANDONED_TYPING_SHARE = 0.06;
/** Some servers say that the typing stopped when the message arrives, others only name the message. */
const STOP_BEFORE_TEXT_SHARE = 0.5;
/** A customer adds a line while the agent is still reading. */
const AFTERTHOUGHT_SHARE = 0.12;
/** An agent does not wait for the customer, who is typing. */
const INTERJECTION_SHARE = 0.03;
const KEY_EVERY_MS = 700;

const LINES = [
  'Yes, of course.',
  'Thank you for waiting. I have found your order and it left our warehouse yesterday.',
  'Could you tell me the number on the back of the device, please?',
  'I am sorry about that. Let me see what I can do for you.',
  'The refund takes three to five working days. You will get a message as soon as it is on its way.',
  'Please switch the router off, wait for ten seconds and switch it on again. The lamp should turn green.',
  'All right',
  'No, that is not needed.',
] as const;

/** The same seed gives the same chats. */
export function createTraces(count: number, seed: number): Trace[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, number) => createTrace(pickKind(random), number, random));
}

function pickKind(random: Random): TraceKind {
  let rest = random();
  return TRACE_KINDS.find((kind) => (rest -= HABITS[kind].share) < 0) ?? 'quickQuestion';
}

function createTrace(kind: TraceKind, number: number, random: Random): Trace {
  const habits: Habits = HABITS[kind];
  const steps: TraceStep[] = [];
  let atMs = 0;
  let texts = 0;

  const pass = ({ low, high }: Range) => {
    atMs += between(random, low, high) * 1000;
  };
  const happens = (share: number) => random() < share;
  const agent = (does: 'join' | 'startTyping' | 'stopTyping' | 'end') => {
    steps.push({ atMs, by: 'agent', does });
  };
  /** Every text of a run is unlike all others, so that it is known again when it arrives. */
  const line = () => `${pick(random, LINES)} (${number}.${(texts += 1)})`;

  function agentSays(typed: boolean): void {
    if (typed) {
      agent('startTyping');
      if (happens(habits.pauseShare)) {
        pass(range(2, 5));
        agent('stopTyping');
        pass(range(2, 8));
        agent('startTyping');
      }
      pass(habits.agentTyping);
      if (happens(STOP_BEFORE_TEXT_SHARE)) agent('stopTyping');
    }
    steps.push({ atMs, by: 'agent', does: 'say', text: line() });
  }

  function agentTurn(): void {
    pass(habits.agentReading);
    if (happens(ABANDONED_TYPING_SHARE)) {
      agent('startTyping');
      pass(range(2, 6));
      agent('stopTyping');
      pass(range(5, 15));
    }
    agentSays(!happens(habits.cannedShare));
    if (happens(habits.lookUpShare)) {
      pass(habits.lookUp);
      agentSays(!happens(habits.cannedShare));
    }
    while (happens(habits.followUpShare)) {
      pass(range(2, 8));
      agentSays(happens(habits.followUpTypedShare));
    }
  }

  function customerWrites(): void {
    const endsMs = atMs + between(random, habits.customerTyping.low, habits.customerTyping.high) * 1000;
    for (; atMs < endsMs; atMs += KEY_EVERY_MS) steps.push({ atMs, by: 'customer', does: 'type' });
    steps.push({ atMs, by: 'customer', does: 'send', text: line() });
  }

  /** At the same time as what comes next. */
  function meanwhile(work: () => void): void {
    const nowMs = atMs;
    work();
    atMs = nowMs;
  }

  function customerTurn(): void {
    pass(happens(habits.awayShare) ? habits.away : habits.customerReading);
    if (happens(INTERJECTION_SHARE)) {
      meanwhile(() => {
        pass(range(1, 5));
        agentSays(happens(habits.followUpTypedShare));
      });
    }
    customerWrites();
    if (happens(AFTERTHOUGHT_SHARE)) {
      pass(range(1, 3));
      customerWrites();
    }
  }

  pass(habits.waiting);
  agent('join');
  pass(range(0.5, 2.5));
  agentSays(!happens(AUTOMATIC_GREETING_SHARE));
  const exchanges = Math.round(between(random, habits.exchanges.low, habits.exchanges.high));
  for (let exchange = 0; exchange < exchanges; exchange += 1) {
    customerTurn();
    agentTurn();
  }
  pass(range(4, 12));
  atMs = Math.max(atMs, ...steps.map((step) => step.atMs + 1));
  steps.push(happens(0.5) ? { atMs, by: 'agent', does: 'end' } : { atMs, by: 'customer', does: 'end' });
  return { kind, steps: steps.sort((a, b) => a.atMs - b.atMs) };
}

export function getDurationMs({ steps }: Trace): number {
  return steps.at(-1)?.atMs ?? 0;
}
