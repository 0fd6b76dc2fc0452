import type { ChatView } from '@shared/chat';
import { silentLog } from '../../src/main/lib/log';
import { wait, type Clock } from '../../src/main/lib/time';
import type { ChatRecord } from '../../src/main/session/chatRecord';
import { createFakeClock } from '../../src/simulator/fakeClock';
import { between, createRandom } from '../../src/simulator/random';
import { createVirtualServer, type VirtualServer } from '../../src/simulator/virtual';
import { createEngine } from '../engine/engine';
import { openVirtualLine } from '../engine/virtualLine';
import { formatSeconds, getQuantile, type Report } from '../report';
import { createCustomer, isRunning, playAgent, untilShown } from './customer';
import { SCENARIOS, type Scenario } from './scenarios';
import type { Story } from './story';
import { createWitness, type Witness } from './witness';

/** Chats by the hundred under random faults, in simulated time. */

export interface SendsOptions {
  readonly sends: number;
  readonly seed: number;
}

/** Some of the harms chosen fit only some requests: this makes it one request in ten. */
const HARM_RATE = 0.107;
const MESSAGES_PER_CHAT = 40;
const CHATS_AT_ONCE = 25;
const SETTLED_WITHIN_MS = 30 * 60_000;
const READ_WITHIN_MS = 120_000;

interface ChatEnd {
  readonly said: number;
  readonly violations: readonly string[];
  readonly stories: readonly Story[];
  readonly isCut: boolean;
}

interface World {
  readonly server: VirtualServer;
  readonly clock: Clock;
  readonly random: () => number;
  readonly witnesses: Map<string, Witness>;
  readonly newId: () => string;
}

async function playChat(world: World, name: string, count: number): Promise<ChatEnd> {
  const { server, clock, random, witnesses, newId } = world;
  let record: ChatRecord | null = null;
  const getChatId = () => record?.chat?.id ?? chatId;
  let chatId: string | null = null;
  const witness = createWitness({ name, server, getChatId, nowMs: clock.monotonic });
  let isLookDue = false;
  /** Of the wrong belief that the chat is over. Judged when it is said: later the server has ended it as well. */
  const falseEnds: string[] = [];
  let isEndExpected = false;

  /** The screen is told of changes when the work that made them is done. */
  function lookSoon(): void {
    if (isLookDue) return;
    isLookDue = true;
    queueMicrotask(() => {
      isLookDue = false;
      const view = session.getView();
      witness.look(view);
      judgeEnd(view);
      customer.react(view);
    });
  }

  function judgeEnd({ phase }: ChatView): void {
    if (phase.name !== 'ended' || isEndExpected || chatId === null) return;
    isEndExpected = true;
    if (server.model.findChat(chatId)?.state === 'Idle') return;
    falseEnds.push(`${name}: taken for over (${phase.reason}), and it was not`);
  }

  const { session } = createEngine({
    serverUrl: 'http://center.test',
    contactCenterId: server.contactCenterId,
    openSession: () => openVirtualLine(server),
    store: {
      load: () => Promise.resolve(null),
      save(saved) {
        record = saved;
        return Promise.resolve();
      },
      isSaved: () => true,
    },
    journal: { load: () => Promise.resolve(null), save: () => Promise.resolve() },
    profile: 'balanced',
    newId,
    clock,
    random,
    log: silentLog,
    onChange: lookSoon,
    onAttempt: witness.noteAttempt,
  });
  const customer = createCustomer({ session, witness, clock, random });

  do {
    session.reset();
    session.start({ nickname: 'Chris', subject: name });
    await untilShown({ session, clock }, ({ phase }) => phase.name !== 'requesting', 60_000);
  } while (!isRunning(session.getView()));
  chatId = getChatId() ?? '';
  witnesses.set(chatId, witness);
  const kim = server.agent('Kim');
  let isAgentDone = false;
  const agent = playAgent(kim, chatId, { clock, random, isOver: () => isAgentDone });

  const isCut = random() < 0.15;
  const said = await customer.talk(isCut ? Math.ceil(count * random()) : count);
  if (isCut) {
    await endByAgent(world, chatId);
    await untilShown({ session, clock }, (view) => !isRunning(view), SETTLED_WITHIN_MS);
  } else {
    await untilShown(
      { session, clock },
      (view) => view.outgoing.length === 0 || !isRunning(view),
      SETTLED_WITHIN_MS,
    );
  }
  isAgentDone = true;
  await agent;
  // Whatever was said last has been read by then.
  await wait(clock, READ_WITHIN_MS);
  const isStillOn = isRunning(session.getView());
  witness.conclude(session.getView(), { isWhole: isStillOn });
  witnesses.delete(chatId);
  isEndExpected = true;
  session.end();
  await untilShown({ session, clock }, ({ phase }) => phase.name === 'ended', 120_000);
  return {
    said,
    violations: [...witness.violations, ...falseEnds],
    stories: [...witness.stories.values()],
    isCut,
  };
}

async function endByAgent({ server, clock }: World, chatId: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    try {
      server.agent('Kim').end(chatId);
      return;
    } catch {
      // Not there yet, or the chat is over already.
      await wait(clock, 1000);
    }
  }
}

async function playScenario(scenario: Scenario, { sends, seed }: SendsOptions) {
  const simulated = createFakeClock();
  const startMs = simulated.now();
  const clock: Clock = {
    now: simulated.now,
    monotonic: () => simulated.now() - startMs,
    after: simulated.after,
  };
  const server = createVirtualServer({ clock: simulated, seed, wireLogLimit: 1000, ...scenario.server });
  const faults = server.faults.random({ seed, rate: HARM_RATE, ...scenario.faults });
  const random = createRandom(seed);
  let lastId = 0;
  const world: World = {
    server,
    clock,
    random,
    witnesses: new Map(),
    newId: () => `m${(lastId += 1)}`,
  };
  const off = server.wireLog.onRecorded((record) => {
    if (record.operation === 'SendMessage' && record.chatId !== null)
      world.witnesses.get(record.chatId)?.noteRequest(record);
  });
  let isOver = false;
  scenario.trouble?.(server, { clock, random: createRandom(seed + 7), isOver: () => isOver });

  const ends: ChatEnd[] = [];
  let left = sends;
  let chats = 0;
  async function playChats(): Promise<void> {
    await wait(clock, between(random, 0, 30_000));
    while (left > 0) {
      const count = Math.min(left, MESSAGES_PER_CHAT);
      left -= count;
      const end = await playChat(world, `seed ${seed}, chat ${(chats += 1)}`, count);
      left += count - end.said;
      ends.push(end);
    }
  }
  const all = Promise.all(Array.from({ length: CHATS_AT_ONCE }, playChats)).finally(() => (isOver = true));
  let failure: unknown = null;
  all.catch((error: unknown) => (failure = error));
  while (!isOver) await simulated.play(10_000);
  off();
  server.stop();
  if (failure !== null) throw failure;
  return { ends, faults, simulatedMs: clock.monotonic(), requests: server.traffic.requests };
}

export async function tortureSends(options: SendsOptions): Promise<Report> {
  const ends: ChatEnd[] = [];
  let [requests, harmed, simulatedMs] = [0, 0, 0];
  for (const [at, scenario] of SCENARIOS.entries()) {
    const sends = Math.ceil(options.sends / SCENARIOS.length);
    const played = await playScenario(scenario, { ...options, sends, seed: options.seed + at });
    ends.push(...played.ends);
    requests += played.faults.requests;
    harmed += played.faults.hits;
    simulatedMs += played.simulatedMs;
  }
  return toReport(ends, { requests, harmed, simulatedMs });
}

function toReport(
  ends: readonly ChatEnd[],
  { requests, harmed, simulatedMs }: { requests: number; harmed: number; simulatedMs: number },
): Report {
  const stories = ends.flatMap((end) => end.stories);
  const violations = ends.flatMap((end) => end.violations);
  const count = (fits: (story: Story) => boolean) => stories.filter(fits).length;
  const accused = (what: string) => violations.filter((violation) => violation.includes(`: ${what}`)).length;
  const resolved = stories.flatMap(({ resolvedInMs }) => resolvedInMs ?? []);
  return {
    title: `Sends under random faults: ${SCENARIOS.length} scenarios, ${formatSeconds(simulatedMs)} of simulated time`,
    rows: [
      ['chats', ends.length],
      ['messages typed', stories.length],
      ['requests', requests],
      ['harmed', `${harmed.toLocaleString('en')} (${((100 * harmed) / requests).toFixed(1)} %)`],
      ['delivered', count(({ isDelivered }) => isDelivered)],
      ['discarded by the person', count(({ wasDiscarded }) => wasDiscarded)],
      ['left in a stated state at the end', count((story) => !story.isDelivered && !story.wasDiscarded)],
      ['unknown shown', count(({ checkingAtMs }) => checkingAtMs !== null)],
      ['  resolved by reconciliation', resolved.length],
      ['  median time to that', formatSeconds(getQuantile(resolved, 0.5))],
      ['  95th percentile', formatSeconds(getQuantile(resolved, 0.95))],
      ['  put to the person', count(({ wasNotConfirmed }) => wasNotConfirmed)],
      ['    although the server had it', count(({ wasDoubtedThoughThere }) => wasDoubtedThoughThere)],
      ['sent again by the person', count(({ resends }) => resends > 0)],
      ['chats cut by the agent', ends.filter(({ isCut }) => isCut).length],
      ['chats taken for over that were not', accused('taken for over')],
      ['LOST', accused('lost')],
      ['DOUBLED', accused('doubled')],
      ['FALSE "NOT SENT"', accused('false "not sent"')],
      [
        'other violations',
        violations.length -
          accused('lost') -
          accused('doubled') -
          accused('false "not sent"') -
          accused('taken for over'),
      ],
    ],
    violations,
  };
}
