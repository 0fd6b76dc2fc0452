import { startSimulator, fault, type Fault } from '../../src/simulator';
import { expect, findHeaderPolicyFaults, test } from '../fixtures/contract';

/** The `gws` client on Electron's own network stack, judged by what the server saw. */

test.afterEach(({ simulator }) => {
  expect(findHeaderPolicyFaults(simulator)).toEqual([]);
});

for (const pathForm of ['chats', 'me/chat'] as const) {
  test.describe(`a server whose chats live under ${pathForm}`, () => {
    test.use({ simulatorOptions: { resourcePaths: [pathForm], requestChatPath: pathForm } });

    test('all seven operations reach the server once each', async ({ openLine, simulator }) => {
      const line = await openLine();
      const chat = await line.requestChat();
      simulator.agent('Kim').accept(chat.id);
      for (const operation of ['startTyping', 'stopTyping', 'getChat'] as const) {
        expect((await line.call(operation, chat)).ok).toBe(true);
      }
      expect((await line.call('sendMessage', chat, 'Hello "Kim" 👋')).ok).toBe(true);
      const transcript = await line.call('getTranscript', chat, 1);
      expect(transcript).toMatchObject({ ok: true, value: { unreadable: 0 } });
      expect((await line.call('complete', chat)).ok).toBe(true);
      expect(simulator.wireLog.records().map(({ operation }) => operation)).toEqual([
        'RequestChat',
        'SendStartTypingNotification',
        'SendStopTypingNotification',
        'GetChat',
        'SendMessage',
        'GetTranscript',
        'Complete',
      ]);
    });
  });
}

test('constant headers of the settings go along with every request', async ({ openLine, simulator }) => {
  const line = await openLine({ extraHeaders: { apikey: 'k-123', 'X-Gateway': 'front' } });
  const chat = await line.requestChat();
  await line.call('getTranscript', chat, 1);
  expect(simulator.wireLog.records().map(({ headers }) => [headers['apikey'], headers['x-gateway']])).toEqual(
    [
      ['k-123', 'front'],
      ['k-123', 'front'],
    ],
  );
});

test('POSTs received are POSTs sent: every write has a connection of its own, though reads keep theirs', async ({
  openLine,
  simulator,
}) => {
  const line = await openLine();
  const chat = await line.requestChat();
  for (let round = 0; round < 5; round += 1) {
    await line.call('getTranscript', chat, 1);
    await line.call('sendMessage', chat, `message ${round}`);
  }
  const writes = simulator.wireLog.records({ method: 'POST' });
  expect(writes.map(({ requestOnConnection }) => requestOnConnection)).toEqual([1, 1, 1, 1, 1, 1]);
  const reads = simulator.wireLog.records({ method: 'GET' });
  expect(reads.map(({ requestOnConnection }) => requestOnConnection)).toEqual([1, 2, 3, 4, 5]);
});

for (const how of ['reset', 'close'] as const) {
  test(`POSTs received are POSTs sent, also when the server ends connections before its answer (${how})`, async ({
    openLine,
    simulator,
  }) => {
    const line = await openLine();
    const chat = await line.requestChat();
    await line.call('getTranscript', chat, 1);
    simulator.faults.plan({ operation: 'SendMessage' }, fault.loseAnswer(how), { times: 5 });
    for (let round = 0; round < 5; round += 1) {
      await line.call('getTranscript', chat, 1);
      expect(await line.call('sendMessage', chat, `message ${round}`)).toMatchObject({
        ok: false,
        kind: 'offline',
        applied: 'unknown',
      });
    }
    expect(simulator.wireLog.count({ operation: 'SendMessage' })).toBe(5);
    expect((await line.call('sendMessage', chat, 'and on')).ok).toBe(true);
  });
}

test('the trap is real: on a shared, reused connection this network stack would have sent a POST again', async ({
  openLine,
  simulator,
}) => {
  // Reads do reuse theirs, and there a repeat does no harm: one call, two requests at the server.
  const line = await openLine();
  const chat = await line.requestChat();
  await line.call('getTranscript', chat, 1);
  simulator.faults.plan({ operation: 'GetTranscript', connection: 'reused' }, fault.loseAnswer());
  expect((await line.call('getTranscript', chat, 1)).ok).toBe(true);
  expect(simulator.wireLog.count({ operation: 'GetTranscript' })).toBe(3);
});

const HEADERS_OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n';
const DONE = '{"statusCode":0}';

const BROKEN_ANSWERS: readonly {
  readonly name: string;
  readonly fault: Fault;
  readonly says: { readonly kind: string; readonly hint?: string };
  /** The stack asks again by itself on a connection used before: harmless for a read, and seen only at the server. */
  readonly isRepeatedByStack?: true;
}[] = [
  {
    name: '408',
    fault: fault.answer({ status: 408, applied: true }),
    says: { kind: 'timeout' },
    isRepeatedByStack: true,
  },
  {
    name: 'status 999',
    fault: fault.raw('HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n', { applied: true }),
    says: { kind: 'badReply' },
  },
  {
    name: 'status 600',
    fault: fault.raw('HTTP/1.1 600 Odd\r\nContent-Length: 0\r\n\r\n', { applied: true }),
    says: { kind: 'badReply' },
  },
  {
    name: 'a reason phrase outside Latin-1',
    fault: fault.raw(`HTTP/1.1 200 Prüfung€\r\nContent-Length: 16\r\n\r\n${DONE}`, { applied: true }),
    says: { kind: 'badReply' },
  },
  {
    name: 'a header outside Latin-1',
    fault: fault.raw(`${HEADERS_OK}X-Node: kö€\r\n\r\n${DONE}`, { applied: true }),
    says: { kind: 'badReply' },
  },
  {
    name: 'no status line',
    fault: fault.raw('\x00\x01\x02 nonsense \r\n\r\n', { applied: true }),
    says: { kind: 'badReply' },
  },
  { name: 'a body cut short', fault: fault.truncate(), says: { kind: 'badReply' } },
  { name: 'no answer at all', fault: fault.hang({ applied: true }), says: { kind: 'timeout' } },
  {
    name: 'a page',
    fault: fault.answer({ status: 200, body: '<html></html>', applied: true }),
    says: { kind: 'badReply', hint: 'notJson' },
  },
  {
    name: 'an empty body',
    fault: fault.answer({ status: 200, body: '', applied: true }),
    says: { kind: 'badReply' },
  },
  {
    name: '500',
    fault: fault.answer({ status: 500, body: 'oops', applied: true }),
    says: { kind: 'server' },
  },
  { name: '503', fault: fault.answer({ status: 503, applied: true }), says: { kind: 'rateLimited' } },
];

for (const { name, fault: broken, says, isRepeatedByStack } of BROKEN_ANSWERS) {
  test(`a write answered with ${name}: one POST, an outcome that claims nothing, and the line works on`, async ({
    openLine,
    simulator,
  }) => {
    const line = await openLine({ writeDeadlineMs: 3000 });
    const chat = await line.requestChat();
    simulator.faults.plan({ operation: 'SendMessage' }, broken);
    expect(await line.call('sendMessage', chat, 'Hello')).toMatchObject({
      ok: false,
      applied: 'unknown',
      ...says,
    });
    expect(simulator.wireLog.count({ operation: 'SendMessage' })).toBe(1);
    expect((await line.call('sendMessage', chat, 'Hello again')).ok).toBe(true);
  });

  test(`reads answered with ${name} ten times over: the next one works`, async ({ openLine, simulator }) => {
    const line = await openLine({ readDeadlineMs: 1000 });
    const chat = await line.requestChat();
    const plan = simulator.faults.plan({ operation: 'GetTranscript' }, broken, { times: 10 });
    while (plan.hits < 10) {
      const { ok } = await line.call('getTranscript', chat, 1);
      if (isRepeatedByStack === undefined) expect(ok).toBe(false);
    }
    expect((await line.call('getTranscript', chat, 1)).ok).toBe(true);
  });
}

test('20 oversize answers in a row leak nothing: the next read is quick', async ({ openLine, simulator }) => {
  const line = await openLine();
  const chat = await line.requestChat();
  simulator.faults.plan({ operation: 'GetTranscript' }, fault.oversize(9), { times: 20 });
  for (let round = 0; round < 20; round += 1) {
    expect(await line.call('getTranscript', chat, 1)).toMatchObject({ ok: false, kind: 'tooLarge' });
  }
  expect((await line.call('getTranscript', chat, 1)).ok).toBe(true);
});

for (const status of [301, 302, 303, 307, 308] as const) {
  test(`a redirect (${status}) to another host is not followed: nothing reaches it`, async ({
    openLine,
    simulator,
  }) => {
    const elsewhere = await startSimulator();
    try {
      const line = await openLine();
      const chat = await line.requestChat();
      simulator.faults.plan(
        { operation: ['SendMessage', 'GetTranscript'] },
        fault.redirect(status, `${elsewhere.url}/api/v2/chats`),
        { times: 2 },
      );
      for (const answer of [
        await line.call('sendMessage', chat, 'secret'),
        await line.call('getTranscript', chat, 1),
      ]) {
        expect(answer).toMatchObject({ ok: false, kind: 'badReply', hint: 'redirected' });
      }
      expect(elsewhere.wireLog.count()).toBe(0);
    } finally {
      await elsewhere.stop();
    }
  });
}

test('an answer that a cache could keep is asked for again, and news is seen', async ({
  openLine,
  simulator,
}) => {
  const line = await openLine();
  const chat = await line.requestChat();
  simulator.faults.plan({ operation: 'GetTranscript' }, fault.cacheable(), { times: 3 });
  const before = await line.call('getTranscript', chat, 1);
  simulator.agent('Kim').accept(chat.id);
  const after = await line.call('getTranscript', chat, 1);
  expect(before.ok && after.ok && JSON.stringify(after.value) !== JSON.stringify(before.value)).toBe(true);
  expect(simulator.wireLog.count({ operation: 'GetTranscript' })).toBe(2);
});

test('a demand for a login is a refusal: one request, and no Authorization ever', async ({
  openLine,
  simulator,
}) => {
  const line = await openLine();
  const chat = await line.requestChat();
  for (const scheme of ['Basic realm="x"', 'NTLM', 'Negotiate']) {
    simulator.faults.plan(
      { operation: 'GetChat' },
      fault.answer({ status: 401, headers: { 'WWW-Authenticate': scheme }, body: 'login' }),
    );
    expect(await line.call('getChat', chat)).toMatchObject({ ok: false, kind: 'forbidden' });
  }
  expect(simulator.wireLog.count({ operation: 'GetChat' })).toBe(3);
});

test.describe('behind a load balancer that keeps a chat on one node with a cookie', () => {
  test.use({ simulatorOptions: { stickyCookie: true } });

  test('reads and writes of a chat carry its cookie, and no other chat does', async ({
    openLine,
    simulator,
  }) => {
    const line = await openLine();
    const chat = await line.requestChat();
    for (let round = 0; round < 3; round += 1) {
      expect((await line.call('getTranscript', chat, 1)).ok).toBe(true);
      expect((await line.call('sendMessage', chat, 'Hello')).ok).toBe(true);
    }
    const other = await openLine();
    expect(await other.call('getChat', chat)).toMatchObject({ ok: false, kind: 'notFound' });
    const requestOfOther = simulator.wireLog.records().at(-1);
    expect(requestOfOther?.headers['cookie']).toBeUndefined();
  });
});

test('a refused connection surely sent nothing', async ({ openLine, simulator }) => {
  const line = await openLine();
  const chat = await line.requestChat();
  await simulator.goDown();
  expect(await line.call('sendMessage', chat, 'Hello')).toMatchObject({
    ok: false,
    kind: 'offline',
    applied: 'no',
  });
});
