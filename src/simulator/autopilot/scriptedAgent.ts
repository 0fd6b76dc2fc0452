import type { Random } from '../random';
import * as script from './script';
import { TOPICS, type Lines, type Topic } from './script';

/** What the agent remembers of a conversation. */
export interface Memory {
  readonly agentName: string;
  readonly customerName: string;
  readonly topic: string | null;
  /** The agent's question that is still open. */
  readonly asked: 'detail' | 'anythingElse' | null;
  readonly unclear: number;
  /** Everything said so far, so as not to say it twice while there is another way. */
  readonly said: readonly string[];
}

export interface Reply {
  readonly memory: Memory;
  /** One message each. */
  readonly lines: readonly string[];
  /** Whether the agent ends the chat after the last line. */
  readonly ends: boolean;
}

const ASKS_BACK = 0.65;
const LONGEST_NAME_SPOKEN = 30;
const TITLE = /^(mr|mrs|ms|dr|prof|herr|frau)\.?$/i;

const INTENTS = {
  bye: /\b(bye|goodbye|good bye|see you|good night|that('?s| is| was) (all|it|everything)|have a (nice|good|great))\b/,
  thanks: /\b(thanks?|thank you|thx|cheers|appreciate)\b/,
  no: /^(no|nope|nah|not really|nothing|all good|i'?m (good|fine))\b/,
  yes: /^(yes|yeah|yep|sure|please|of course)\b/,
  fine: /^(ok|okay|all right|alright|right|fine|good|great|perfect|super|cool|i see)\b/,
  hello: /^(hi|hello|hey|hiya|good (morning|afternoon|evening|day))\b/,
  whoAreYou:
    /\b(are you|you are|you're|is this) (a |an |just a )?(bot|robot|machine|human|person|real|ai|script)\b/,
  upset:
    /\b(angry|upset|terrible|awful|ridiculous|complain(t|ing)?|useless|worst|unacceptable|annoy(ed|ing)|fed up)\b/,
};

export function beginConversation(agentName: string, customerName: string): Memory {
  return {
    agentName,
    customerName: spokenName(customerName),
    topic: null,
    asked: null,
    unclear: 0,
    said: [],
  };
}

/** The first words, by the customer's name, and with the subject in mind where it says something. */
export function greet(memory: Memory, subject: string, random: Random): Reply {
  const speech = createSpeech(memory, random);
  speech.say(script.GREETINGS);
  const topic = findTopic(subject);
  if (!topic) return speech.reply(script.OPEN_QUESTIONS);
  speech.say(topic.opening);
  speech.say(topic.questions);
  return speech.done({ topic: topic.name, asked: 'detail' });
}

/** What the agent says to one or more messages of the customer, taken together. */
export function answer(memory: Memory, text: string, random: Random): Reply {
  const speech = createSpeech(memory, random);
  const heard = normalize(text);
  const means = (intent: keyof typeof INTENTS) => INTENTS[intent].test(heard);
  const known = TOPICS.find((topic) => topic.name === memory.topic);
  const named = findTopic(heard);

  if (!/[a-z0-9]/.test(heard) && /\p{Letter}/u.test(text)) return speech.reply(script.ENGLISH_ONLY);
  if (means('whoAreYou')) return speech.reply(script.WHO_I_AM);
  if (wantsToGo(memory, means, named !== undefined)) return speech.goodbye();
  if (means('upset')) speech.say(script.SYMPATHY);

  if (named && named !== known) {
    if (random() < ASKS_BACK) {
      if (!means('upset')) speech.say(script.ACKNOWLEDGEMENTS);
      speech.say(named.questions);
      return speech.done({ topic: named.name, asked: 'detail' });
    }
    return speech.solve(named);
  }
  if (known && memory.asked === 'detail') {
    speech.say(script.LOOKING);
    return speech.solve(known);
  }
  if (means('thanks')) {
    speech.say(script.WELCOMES);
    return speech.reply(script.ANYTHING_ELSE, { asked: 'anythingElse' });
  }
  if (means('yes')) return speech.reply(script.GO_AHEAD);
  if (known && means('fine') && heard.length < 30) {
    speech.say(script.GLAD);
    return speech.reply(script.ANYTHING_ELSE, { asked: 'anythingElse' });
  }
  if (means('hello') && heard.length < 30) return speech.reply(script.OPEN_QUESTIONS);
  if (memory.unclear < 2) {
    return speech.reply(known?.followUps ?? script.UNCLEAR, { unclear: memory.unclear + 1 });
  }
  speech.say(script.PASSED_ON);
  return speech.reply(script.ANYTHING_ELSE, { asked: 'anythingElse', unclear: 0 });
}

/** For a customer who has not written for long. */
export function nudge(memory: Memory, random: Random): Reply {
  return createSpeech(memory, random).reply(script.STILL_THERE);
}

/** For a customer who did not answer that either. */
export function giveUp(memory: Memory, random: Random): Reply {
  return { ...createSpeech(memory, random).reply(script.CLOSING_FOR_NOW), ends: true };
}

function wantsToGo(
  memory: Memory,
  means: (intent: keyof typeof INTENTS) => boolean,
  namesTopic: boolean,
): boolean {
  if (namesTopic) return false;
  return means('bye') || (memory.asked === 'anythingElse' && (means('no') || means('thanks')));
}

function createSpeech(memory: Memory, random: Random) {
  const lines: string[] = [];

  const speech = {
    say(choices: Lines): void {
      const filled = choices.map((line) =>
        line.replaceAll('{agent}', () => memory.agentName).replaceAll('{name}', () => memory.customerName),
      );
      const fresh = filled.filter((line) => !memory.said.includes(line));
      const candidates = fresh.length > 0 ? fresh : filled;
      lines.push(candidates[Math.floor(random() * candidates.length)] ?? '');
    },
    done(next: Partial<Memory>, ends = false): Reply {
      const asked = next.asked ?? null;
      return { memory: { ...memory, ...next, asked, said: [...memory.said, ...lines] }, lines, ends };
    },
    reply(choices: Lines, next: Partial<Memory> = {}): Reply {
      speech.say(choices);
      return speech.done(next);
    },
    solve(topic: Topic): Reply {
      speech.say(topic.answers);
      return speech.reply(script.ANYTHING_ELSE, { topic: topic.name, asked: 'anythingElse', unclear: 0 });
    },
    goodbye(): Reply {
      speech.say(script.GOODBYES);
      return speech.done({}, true);
    },
  };
  return speech;
}

function findTopic(text: string): Topic | undefined {
  const heard = normalize(text);
  return TOPICS.find((topic) => topic.pattern.test(heard));
}

function normalize(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").trim();
}

/** The way a person would address somebody: by the first name that is one, and never by a line full. */
function spokenName(name: string): string {
  const words = name.trim().split(/\s+/u);
  const at = words.findIndex((word) => /\p{Letter}/u.test(word));
  const first = words[at] ?? name.trim();
  const spoken = TITLE.test(first) ? words.slice(at, at + 2).join(' ') : first;
  return [...spoken].slice(0, LONGEST_NAME_SPOKEN).join('');
}
