import { expect, test } from 'vitest';
import { createFakeClock } from '../lib/fakeClock';
import { MINUTE } from '../lib/time';
import { createWaitMeter } from './waitMeter';

function setUp() {
  const clock = createFakeClock();
  const measured: [number, boolean][] = [];
  const meter = createWaitMeter({ clock, onMeasured: (...wait) => measured.push(wait) });
  return { clock, measured, meter };
}

test('a wait is measured from the chat to the agent, or to its end without one', async () => {
  const { clock, measured, meter } = setUp();
  meter.noteStep('requesting', 'waiting', 'chatCreated');
  await clock.advance(MINUTE);
  meter.noteStep('waiting', 'waiting', 'resetAsked');
  meter.noteStep('waiting', 'chatting', 'agentSeen');
  meter.noteStep('chatting', 'ended', 'foundIdle');
  meter.noteStep('requesting', 'waiting', 'chatCreated');
  await clock.advance(2 * MINUTE);
  meter.noteStep('waiting', 'ending', 'endAsked');
  expect(measured).toEqual([
    [MINUTE, true],
    [2 * MINUTE, false],
  ]);
});

test('a wait that was not seen as a whole is not measured', async () => {
  const { clock, measured, meter } = setUp();
  meter.noteStep('idle', 'waiting', 'resumed');
  await clock.advance(MINUTE);
  meter.noteStep('waiting', 'chatting', 'agentSeen');
  meter.noteStep('requesting', 'waiting', 'chatCreated');
  meter.drop();
  meter.noteStep('waiting', 'chatting', 'agentSeen');
  expect(measured).toEqual([]);
});
