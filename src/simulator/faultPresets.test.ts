import { afterEach, beforeEach, expect, test } from 'vitest';
import { FAULT_PRESETS } from './consoleContract';
import { createFakeClock, type FakeClock } from './fakeClock';
import { fault } from './faultLibrary';
import { createVirtualServer, type VirtualServer } from './virtual';

let clock: FakeClock;
let server: VirtualServer;
let chatId: string;

beforeEach(() => {
  clock = createFakeClock();
  server = createVirtualServer({ clock, oneWayMs: () => 10 });
  chatId = server.model.customer.requestChat({ nickname: 'Chris', subject: '' }).id;
  const kim = server.agent('Kim');
  kim.accept(chatId);
  kim.say(chatId, 'hello');
});

afterEach(() => server.stop());

async function ask(operation: 'SendMessage' | 'GetTranscript') {
  const startMs = clock.now();
  let tookMs = 0;
  const isSend = operation === 'SendMessage';
  const asked = server
    .exchange({
      method: isSend ? 'POST' : 'GET',
      path: `/api/v2/chats/${chatId}${isSend ? '' : '/messages?index=1'}`,
      headers: { ContactCenterId: server.contactCenterId, 'Content-Type': 'application/json' },
      ...(isSend && { body: '{"operationName":"SendMessage","text":"hi"}' }),
    })
    .finally(() => (tookMs = clock.now() - startMs));
  await clock.play(3500);
  return { result: await asked, tookMs };
}

async function entries(): Promise<number> {
  const { result } = await ask('GetTranscript');
  return (JSON.parse('body' in result ? result.body : '') as { messages: unknown[] }).messages.length;
}

test('off: all is well', async () => {
  server.faultPresets.switchTo('off');
  expect(await ask('SendMessage')).toMatchObject({ result: { status: 200 }, tookMs: 20 });
});

test('slow: every answer takes 3 s', async () => {
  server.faultPresets.switchTo('slow');
  expect(await ask('GetTranscript')).toMatchObject({ result: { status: 200 }, tookMs: 3020 });
});

test('answers lost: messages arrive, nobody hears of it, and everything else works', async () => {
  server.faultPresets.switchTo('answersLost');
  expect([(await ask('SendMessage')).result, await entries()]).toEqual([{ broken: 'reset' }, 4]);
});

test('stale node: every second answer is two entries behind', async () => {
  server.faultPresets.switchTo('staleNode');
  expect([await entries(), await entries()]).toEqual([3, 1]);
});

test('flaky: about one request in ten goes wrong, and none is carried out twice', async () => {
  server.faultPresets.switchTo('flaky');
  for (let sent = 0; sent < 500; sent += 1) await ask('SendMessage');
  const broken = server.wireLog.records().filter(({ fault }) => fault !== null).length;
  expect(broken).toBeGreaterThan(25);
  expect(broken).toBeLessThan(75);
  const texts = server.model.findChat(chatId)?.transcript.filter(({ text }) => text === 'hi').length;
  expect(texts).toBe(server.wireLog.count({ applied: true }));
});

test('outage: every connection is reset, for 60 s', async () => {
  const heard: string[] = [];
  server.faultPresets.onChange((preset) => heard.push(preset));
  server.faultPresets.switchTo('outage');
  expect((await ask('GetTranscript')).result).toEqual({ broken: 'reset' });
  await clock.play(56_499);
  expect(server.faultPresets.active).toBe('outage');
  await clock.play(1);
  expect((await ask('GetTranscript')).result).toMatchObject({ status: 200 });
  expect(heard).toEqual(['outage', 'off']);
});

test('one ends the other, and none ends what a test has planned', async () => {
  const plan = server.faults.plan({ operation: 'SendMessage' }, fault.answer({ status: 503 }));
  for (const preset of FAULT_PRESETS) server.faultPresets.switchTo(preset);
  server.faultPresets.switchTo('off');
  await clock.play(60_000);
  expect(server.faultPresets.active).toBe('off');
  expect(await entries()).toBe(await entries());
  await ask('SendMessage');
  expect(plan.hits).toBe(1);
});
