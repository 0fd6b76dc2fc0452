import { describe, expect, test } from 'vitest';
import { createRandom } from '../random';
import { answer, beginConversation, giveUp, greet, nudge, type Memory } from './scriptedAgent';
import * as script from './script';
import { TOPICS } from './script';

const anna = beginConversation('Maya', 'Anna Schmidt');
const low = () => 0;
const high = () => 0.999;

function fill(lines: script.Lines): string[] {
  return lines.map((line) => line.replaceAll('{name}', 'Anna').replaceAll('{agent}', 'Maya'));
}

function after(memory: Memory, ...texts: string[]): Memory {
  return texts.reduce((before, text) => answer(before, text, low).memory, memory);
}

describe('a greeting', () => {
  test('names the customer and the agent, and asks what it is about', () => {
    expect(greet(anna, 'hello', low)).toEqual({
      lines: ['Hello Anna, this is Maya.', 'What can I do for you?'],
      ends: false,
      memory: {
        ...anna,
        said: ['Hello Anna, this is Maya.', 'What can I do for you?'],
      },
    });
  });

  test('takes up the subject, and asks for what is needed', () => {
    const reply = greet(anna, 'My parcel is late', low);
    expect(reply.lines).toEqual([
      'Hello Anna, this is Maya.',
      'I see it’s about a delivery.',
      'Do you have the order number at hand? It’s in your confirmation email.',
    ]);
    expect(reply.memory).toMatchObject({ topic: 'parcel', asked: 'detail' });
  });

  test.each([
    ['Dr. Weber', 'Dr. Weber'],
    ['  Chris  ', 'Chris'],
    ['🦄✨ Zoë 👋', 'Zoë'],
    ['🦄', '🦄'],
    ['نور الهدى', 'نور'],
    ['x'.repeat(200), 'x'.repeat(30)],
  ])('addresses %j as a person would', (name, spoken) => {
    expect(beginConversation('Maya', name).customerName).toBe(spoken);
  });

  test('keeps dollar signs and braces in a name as they are', () => {
    const memory = beginConversation('Maya', '$&{agent}');
    expect(greet(memory, '', low).lines[0]).toContain('$&');
  });
});

describe('an answer', () => {
  test.each([
    ['Where is my parcel?', 'parcel'],
    ['it was delivered to the wrong house', 'parcel'],
    ['My invoice is wrong', 'invoice'],
    ['You charged me twice!', 'invoice'],
    ['My phone won’t charge any more', 'broken device'],
    ['I want my money back', 'refund'],
    ['The screen is cracked', 'broken device'],
    ['it doesn’t work any more', 'broken device'],
    ['I forgot my password', 'password'],
    ["can't log in", 'password'],
    ['Are you open on Sunday?', 'opening hours'],
    ['I have moved', 'address'],
    ['please cancel my subscription', 'cancellation'],
    ['Can I book a technician?', 'appointment'],
  ])('%s is about: %s', (text, topic) => {
    expect(answer(anna, text, low).memory.topic).toBe(topic);
  });

  test.each([
    ['first asks back', low, 'detail'],
    ['or helps at once', high, 'anythingElse'],
  ])('%s', (_how, random, asked) => {
    expect(answer(anna, 'Where is my parcel?', random).memory.asked).toBe(asked);
  });

  test('to the detail it asked for is the solution', () => {
    const asked = after(anna, 'Where is my parcel?');
    const { lines, memory } = answer(asked, 'It is 4711', low);
    expect(lines).toEqual([script.LOOKING[0], TOPICS[0]?.answers[0], script.ANYTHING_ELSE[0]]);
    expect(memory).toMatchObject({ topic: 'parcel', asked: 'anythingElse' });
  });

  test('goes over to another topic when the customer does', () => {
    const asked = after(anna, 'Where is my parcel?', '4711');
    expect(answer(asked, 'And my invoice is wrong', low).memory).toMatchObject({ topic: 'invoice' });
  });

  test('says nothing twice while there is another way to say it', () => {
    let memory = anna;
    const lines: string[] = [];
    for (let asked = 0; asked < 2; asked += 1) {
      const reply = answer(memory, 'hmm', low);
      lines.push(...reply.lines);
      memory = reply.memory;
    }
    expect(new Set(lines).size).toBe(2);
  });

  test('to what is not understood three times is to pass it on', () => {
    const memory = after(anna, 'hmm', 'well');
    expect(answer(memory, 'you know', low).lines).toEqual([script.PASSED_ON[0], script.ANYTHING_ELSE[0]]);
  });

  test('to a question about the solved topic is a little more of it', () => {
    const memory = after(anna, 'Where is my parcel?', '4711');
    expect(answer(memory, 'and if I am out?', low).lines).toEqual([TOPICS[0]?.followUps[0]]);
  });

  test('to a nod is to ask whether there is more', () => {
    const memory = after(anna, 'Where is my parcel?', '4711', 'and if I am out?');
    expect(answer(memory, 'ok', low).lines).toEqual(['Good!', script.ANYTHING_ELSE[1]]);
  });

  test('to anger begins with sympathy', () => {
    expect(answer(anna, 'This is ridiculous, where is my parcel', low).lines[0]).toBe(
      fill(script.SYMPATHY)[0],
    );
  });

  test('to what is not English is a friendly excuse', () => {
    expect(answer(anna, 'أين طردي؟', low).lines).toEqual([script.ENGLISH_ONLY[0]]);
  });

  test('to the question who is there is the truth', () => {
    expect(answer(anna, 'are you a bot?', low).lines).toEqual([script.WHO_I_AM[0]]);
  });

  test.each(['🙂', '', '   ', '?'])('to %j is still an answer', (text) => {
    expect(answer(anna, text, low).lines.join('')).not.toBe('');
  });
});

describe('the end', () => {
  test.each(['bye', 'Thanks, goodbye!', 'That’s all, have a nice day'])('comes with “%s”', (text) => {
    const reply = answer(anna, text, low);
    expect(reply).toMatchObject({ ends: true, lines: [fill(script.GOODBYES)[0]] });
  });

  test.each(['no', 'No thank you', 'nope', 'thanks', 'nothing else'])(
    'comes with “%s”, once the agent has asked whether there is more',
    (text) => {
      const memory = after(anna, 'Where is my parcel?', '4711');
      expect(answer(memory, text, low).ends).toBe(true);
    },
  );

  test.each([
    ['thanks', anna],
    ['no', anna],
    ['yes', after(anna, 'Where is my parcel?', '4711')],
    ['No, where is my invoice?', after(anna, 'Where is my parcel?', '4711')],
  ])('does not come with “%s” while there may be more to say', (text, memory) => {
    expect(answer(memory, text, low).ends).toBe(false);
  });

  test('comes by itself only after the customer was asked whether they are there', () => {
    const nudged = nudge(anna, low);
    expect(nudged).toMatchObject({ ends: false, lines: ['Are you still there, Anna?'] });
    expect(giveUp(nudged.memory, low).ends).toBe(true);
  });
});

test('every topic, in every variant, leaves no gap to fill and is short enough to read', () => {
  const random = createRandom(7);
  for (const topic of TOPICS) {
    for (const lines of [topic.opening, topic.questions, topic.answers, topic.followUps]) {
      for (const line of lines) expect(line.length).toBeLessThan(160);
    }
    for (let tried = 0; tried < 20; tried += 1) {
      const greeting = greet(anna, topic.name, random);
      const reply = answer(greeting.memory, '4711', random);
      expect([...greeting.lines, ...reply.lines].join(' ')).not.toMatch(/[{}]|undefined/);
    }
  }
});
