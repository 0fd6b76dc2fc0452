import { expect, test } from 'vitest';
import { createTraces, TRACE_KINDS } from './trace';

const traces = createTraces(200, 5);

test('the same seed gives the same chats, another seed others', () => {
  expect(createTraces(200, 5)).toEqual(traces);
  expect(createTraces(200, 6)).not.toEqual(traces);
});

test('there are chats of every kind', () => {
  expect(new Set(traces.map(({ kind }) => kind))).toEqual(new Set(TRACE_KINDS));
});

test('each goes forward in time, waits 5 to 60 s, and ends once', () => {
  for (const { steps } of traces) {
    const times = steps.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(steps[0]?.does).toBe('join');
    expect(times[0]).toBeGreaterThanOrEqual(5000);
    expect(times[0]).toBeLessThanOrEqual(60_000);
    expect(steps.filter(({ does }) => does === 'end')).toEqual([steps.at(-1)]);
  }
});

test('no two texts are the same, so that each is known again when it arrives', () => {
  const texts = traces.flatMap(({ steps }) => steps.flatMap((step) => ('text' in step ? [step.text] : [])));
  expect(new Set(texts).size).toBe(texts.length);
});

test('most texts of agents are announced by typing, and not all', () => {
  let announced = 0;
  let all = 0;
  for (const { steps } of traces) {
    let isTyping = false;
    for (const step of steps) {
      if (step.by !== 'agent') continue;
      if (step.does === 'startTyping') isTyping = true;
      if (step.does !== 'say') continue;
      all += 1;
      if (isTyping) announced += 1;
      isTyping = false;
    }
  }
  expect(announced / all).toBeGreaterThan(0.6);
  expect(announced / all).toBeLessThan(0.85);
});
