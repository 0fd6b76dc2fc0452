import { afterEach, expect, test } from 'vitest';
import { fault } from '../../simulator';
import { createFakeClock as createTime } from '../../simulator/fakeClock';
import { createVirtualServer } from '../../simulator/virtual';
import { createFakeDisk, createTestApp } from './testApp';
import { createTestComputer } from './testComputer';

/** Somebody has walked away from a counter: the next customer waits for nothing that the last one has left. */

const form = { nickname: 'Chris', subject: 'A late parcel' };
const SECOND = 1000;

let stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
});

async function setUpChat() {
  const time = createTime();
  const server = createVirtualServer({ clock: time });
  const { clock, network } = createTestComputer(time, server);
  const { contactCenterId } = server;
  const app = createTestApp({ clock, network, contactCenterId, disk: createFakeDisk(), endsOnLeave: true });
  stops.push(
    () => server.stop(),
    () => app.kill(),
  );
  app.session.start(form);
  await time.play(5 * SECOND);
  const chatId = server.model.chats()[0]?.id ?? '';
  server.agent('Kim').accept(chatId);
  await time.play(5 * SECOND);
  app.session.send('Hello');
  app.session.setDraft('And one thing mo');
  await time.play(5 * SECOND);
  return { app, server, chatId, play: time.play };
}

test('everything is forgotten in the same moment, and the end is told', async () => {
  const { app, server, chatId, play } = await setUpChat();
  expect(app.lines()).toContain('Chris: Hello');
  app.session.abandon();
  expect([
    app.view().phase.name,
    app.lines(),
    app.outgoing(),
    app.view().form,
    app.session.getDraft(),
  ]).toEqual(['idle', [], [], null, '']);
  await play(5 * SECOND);
  expect(server.model.findChat(chatId)?.state).toBe('Idle');
});

test('an end that the server does not hear of is told again while the next customer chats', async () => {
  const { app, server, chatId, play } = await setUpChat();
  server.faults.plan({ operation: 'Complete' }, fault.hang({ applied: false }), { times: 3 });
  app.session.abandon();
  app.session.start({ nickname: 'Robin', subject: 'Something else' });
  await play(10 * SECOND);
  const next = server.model.chats().find(({ id }) => id !== chatId);
  server.agent('Lee').accept(next?.id ?? '');
  await play(5 * SECOND);
  expect([app.view().phase.name, server.model.findChat(chatId)?.state]).toEqual(['chatting', 'Chatting']);
  await play(120 * SECOND);
  expect(server.model.findChat(chatId)?.state).toBe('Idle');
  expect([app.view().phase.name, next?.state]).toEqual(['chatting', 'Chatting']);
});
