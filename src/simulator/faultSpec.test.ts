import { describe, expect, test } from 'vitest';
import { applyFaultSpec, parseFaultSpec, type FaultStep } from './faultSpec';
import { startSimulator } from './index';
import { createTestClient } from './testClient';

function steps(text: string): readonly FaultStep[] {
  const parsed = parseFaultSpec(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.steps;
}

/** Operation, fault and timing of each plan. */
function plans(text: string): unknown[] {
  return steps(text).map((step) =>
    step.kind === 'plan' ? { ...step.matcher, name: step.fault.name, times: step.times } : step,
  );
}

describe('the line is understood', () => {
  test('presets', () => {
    expect(steps('slow,staleNode')).toEqual([
      { kind: 'preset', preset: 'slow' },
      { kind: 'preset', preset: 'staleNode' },
    ]);
  });

  test('random faults, with a comma of their own, before and after other items', () => {
    expect(steps('slow,random:rate=0.1,seed=7,outage,random:loseAnswer=3,delay=0.5')).toEqual([
      { kind: 'preset', preset: 'slow' },
      { kind: 'random', options: { rate: 0.1, seed: 7 } },
      { kind: 'preset', preset: 'outage' },
      { kind: 'random', options: { rate: 0.1, mix: { loseAnswer: 3, delay: 0.5 } } },
    ]);
  });

  test('faults of an operation, with a number and a time', () => {
    expect(
      plans(
        'SendMessage:loseAnswer@3,GetTranscript:delay(2000),*:status(503)@%5,GetChat:hang@4+,*:malformed(801)',
      ),
    ).toEqual([
      { operation: 'SendMessage', name: 'loseAnswer', nth: 3, times: 1 },
      { operation: 'GetTranscript', name: 'delay', times: Infinity },
      { name: 'answer 503', nth: 5, every: 5, times: Infinity },
      { operation: 'GetChat', name: 'hang', nth: 4, times: Infinity },
      { name: '801 status 000', times: Infinity },
    ]);
  });

  test.each([
    ['loseRequest', 'loseRequest'],
    ['delayAnswer(5)', 'delay'],
    ['silence', 'silence'],
    ['truncate', 'truncate'],
    ['drip', 'drip'],
    ['drip(100)', 'drip'],
    ['bandwidth(100)', 'bandwidth'],
    ['slice', 'slice'],
    ['oversize', 'oversize'],
    ['gzipBomb(1)', 'gzipBomb'],
    ['html', 'answer 200'],
    ['empty', 'answer 200'],
    ['cacheable', 'cacheable'],
    ['repeat', 'repeat'],
  ])('the fault %s', (written, name) => {
    expect(plans(`*:${written}`)).toEqual([{ name, times: Infinity }]);
  });
});

describe('what is wrong is said in one line', () => {
  test.each([
    ['', '"" is neither a preset (off, flaky,'],
    ['slow,', '"" is neither a preset'],
    ['Slow', '"Slow" is neither a preset'],
    ['sendMessage:hang', '"sendMessage:hang" is neither'],
    ['SendMessage', '"SendMessage" is neither'],
    ['SendMessage:', '"SendMessage:" is neither'],
    ['rate=0.1', '"rate=0.1" is neither'],
    ['random:', '"random:" is neither'],
    ['random:rate=1.1', '"rate=1.1" in random:… is neither rate=0…1'],
    ['random:rate=-1', '"rate=-1" in random'],
    ['random:seed=1.5', '"seed=1.5" in random'],
    ['random:constructor=1', '"constructor=1" in random'],
    ['*:explode', '"explode" is not a fault; there are loseRequest,'],
    ['*:constructor', '"constructor" is not a fault'],
    ['*:delay(2s)', '"delay(2s)" is not a fault'],
    ['*:delay', 'delay takes a number from 0 to 3600000, as in delay(0)'],
    ['*:status(99)', 'status takes a number from 200 to 599, as in status(200)'],
    ['*:hang(5)', 'hang takes no number'],
    ['*:malformed(199)', 'There is no malformed(199)'],
    ['*:hang@0', '"@0" is not a time'],
    ['*:hang@', '"@" is not a time'],
    ['*:hang@%3+', '"@%3+" is not a time'],
  ])('%s', (text, problem) => {
    const parsed = parseFaultSpec(text);
    expect(parsed).toEqual({ ok: false, problem: expect.stringContaining(problem) as unknown });
    expect(parsed.ok ? '' : parsed.problem).not.toContain('\n');
  });
});

test('a running contact center does as the line says', async () => {
  const simulator = await startSimulator();
  const client = createTestClient(simulator.url, simulator.contactCenterId);
  applyFaultSpec(steps('staleNode,SendMessage:status(503)@2,random:rate=1,html=1'), simulator);
  expect(simulator.conditions.switches.staleNode).not.toBeNull();
  const chatId = simulator.model.customer.requestChat({ nickname: 'Chris', subject: '' }).id;
  const say = async () => (await client.operate(chatId, 'SendMessage', { text: 'x' })).text;
  expect([await say(), await say()]).toEqual([expect.stringContaining('Sign in'), '']);
  client.close();
  await simulator.stop();
});
