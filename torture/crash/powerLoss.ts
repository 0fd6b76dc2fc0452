import { createTextFile } from '../../src/main/lib/atomicFile';
import type { Log } from '../../src/main/lib/log';
import { wait, type Clock } from '../../src/main/lib/time';
import { createChatFile } from '../../src/main/session/chatStore';
import type { Session } from '../../src/main/session/session';
import { createFakeClock, type FakeClock } from '../../src/simulator/fakeClock';
import { between, createRandom, pick, type Random } from '../../src/simulator/random';
import { createVirtualServer, type VirtualServer } from '../../src/simulator/virtual';
import { createEngine } from '../engine/engine';
import { openVirtualLine } from '../engine/virtualLine';
import type { Report } from '../report';
import { createCustomer, isRunning, untilShown } from '../sends/customer';
import { createWitness, type Witness } from '../sends/witness';
import { createDisk, LOSSES, mount, type Disk, type Loss } from './memoryFiles';

/**
 * One chat, again and again, and each time the power fails at another step of the writing of its files. Runs bundled:
 * the app's code is on the files of `memoryFiles.ts`.
 */

export interface PowerLossOptions {
  /** How many failures of the power. */
  readonly points: number;
  readonly seed: number;
}

const CHAT_FILE = '/data/chat.json';
const ENDS_FILE = '/data/unfinished-ends.json';
const MESSAGES = 6;
const TAKES_AT_MOST_MS = 30 * 60_000;

interface World {
  readonly server: VirtualServer;
  readonly simulated: FakeClock;
  readonly random: Random;
  readonly witness: Witness;
  readonly errors: string[];
  readonly chatIds: Set<string>;
  readonly plan: { typed: number; isEndAsked: boolean };
  readonly newId: () => string;
}

/** From one start of the app to the failure of the power, after which nothing of it moves any more. */
interface Life {
  readonly session: Session;
  readonly clock: Clock;
  start(): Promise<void>;
}

function createWorld(seed: number): World {
  const simulated = createFakeClock();
  const server = createVirtualServer({ clock: simulated, seed, silenceLimitMs: 10 * 60_000 });
  server.faults.random({ seed, rate: 0.1 });
  const chatIds = new Set<string>();
  const witness = createWitness({
    name: '',
    server,
    getChatId: () => [...chatIds].at(-1) ?? null,
    nowMs: simulated.now,
  });
  server.wireLog.onRecorded((record) => {
    if (record.operation === 'SendMessage') witness.noteRequest(record);
  });
  let lastId = 0;
  return {
    server,
    simulated,
    random: createRandom(seed),
    witness,
    errors: [],
    chatIds,
    plan: { typed: 0, isEndAsked: false },
    newId: () => `m${(lastId += 1)}`,
  };
}

function createLife(world: World, disk: Disk): Life {
  const { server, simulated, random, witness } = world;
  const bornMs = simulated.now();
  const clock: Clock = {
    now: simulated.now,
    monotonic: () => simulated.now() - bornMs,
    after: (delayMs, callback) => simulated.after(delayMs, () => disk.isDead || callback()),
  };
  const line = openVirtualLine(server);
  const log: Log = {
    debug() {},
    info() {},
    warn() {},
    error: (event, fields) => world.errors.push(`${event}: ${String(fields?.['error'])}`),
  };
  const files = createChatFile(CHAT_FILE, clock, log);
  let hasRead = false;
  const { session, start } = createEngine({
    serverUrl: 'http://center.test',
    contactCenterId: server.contactCenterId,
    openSession: () => ({
      ...line,
      fetch: (url, request) => (disk.isDead ? new Promise(() => undefined) : line.fetch(url, request)),
    }),
    store: {
      ...files,
      async save(record) {
        await files.save(record);
        // Not before: of a chat that came as the power failed, only the server knows, and ends it by itself.
        if (record?.chat && !disk.isDead) world.chatIds.add(record.chat.id);
      },
    },
    journal: createTextFile(ENDS_FILE, clock),
    profile: 'balanced',
    newId: world.newId,
    clock,
    random,
    log,
    onChange: () =>
      queueMicrotask(() => {
        if (disk.isDead) return;
        const view = session.getView();
        // What was delivered before the power failed is back on the screen with the first read.
        hasRead ||= view.items.length > 0 && view.link.name === 'live';
        if (hasRead || !isRunning(view)) witness.look(view);
        customer.react(view);
      }),
    onAttempt: witness.noteAttempt,
  });
  const customer = createCustomer({ session, witness, clock, random });
  mount(disk);
  return { session, clock, start };
}

/** The whole chat, as far as an earlier life has not come. It never comes back from a failure of the power. */
async function live(world: World, { session, clock, start }: Life): Promise<void> {
  const { random, witness, plan } = world;
  await start();
  for (let tries = 0; !plan.isEndAsked && !isRunning(session.getView()) && tries < 20; tries += 1) {
    session.reset();
    session.start({ nickname: 'Chris', subject: 'A late parcel' });
    await untilShown({ session, clock }, ({ phase }) => phase.name !== 'requesting', 60_000);
  }
  while (plan.typed < MESSAGES) {
    plan.typed += 1;
    const text = random() < 0.4 ? 'ok' : `message ${plan.typed}`;
    session.setDraft(`${text} and more`);
    const localId = session.send(text);
    if (localId === null) break;
    witness.noteTyped(localId, text);
    if (random() < 0.6) await session.whenSaved();
    else await wait(clock, between(random, 0, 200));
    await session.whenSaved();
    witness.noteSaved(localId);
    if (random() < 0.5) await wait(clock, between(random, 0, 5000));
  }
  const isSettled = () => session.getView().outgoing.length === 0 || !isRunning(session.getView());
  await untilShown({ session, clock }, isSettled, 600_000);
  await wait(clock, 120_000);
  const isWhole = isRunning(session.getView());
  witness.conclude(session.getView(), { isWhole });
  plan.isEndAsked = true;
  session.setDraft('');
  session.end();
  await untilShown({ session, clock }, ({ phase }) => phase.name !== 'ending', 120_000);
  for (const { localId } of session.getView().outgoing) session.discard(localId);
  await session.whenSaved();
  // The end goes on in the background where it was not confirmed.
  await wait(clock, 180_000);
}

interface Trial {
  readonly steps: readonly string[];
  readonly violations: readonly string[];
}

async function tryOnce(seed: number, deathAt: number, loss: Loss): Promise<Trial> {
  const world = createWorld(seed);
  const { simulated, server, witness } = world;
  let disk = createDisk();
  const steps = disk.steps;
  disk.dieAt(deathAt);
  let isDone = false;
  let failure: unknown = null;
  const begin = (): void => {
    live(world, createLife(world, disk)).then(
      () => (isDone = true),
      (error: unknown) => (failure = error),
    );
  };
  begin();
  for (let playedMs = 0; !isDone && failure === null && playedMs < TAKES_AT_MOST_MS; playedMs += 100) {
    await simulated.play(100);
    if (!disk.isDead) continue;
    disk = disk.recover(world.random, loss);
    begin();
  }
  const violations = [...witness.violations];
  if (failure !== null) violations.push(`threw ${String(failure)}`);
  else if (!isDone) violations.push('never came to an end');
  for (const error of world.errors) if (/damaged|unreadable/.test(error)) violations.push(error);
  for (const chatId of world.chatIds) {
    if (server.model.findChat(chatId)?.state !== 'Idle') violations.push('a chat that was left lives on');
  }
  const left = disk.names().filter((name) => name !== ENDS_FILE);
  if (isDone && left.length > 0) violations.push(`left on the disk: ${left.join(', ')}`);
  server.stop();
  const at = `seed ${seed}, before step ${deathAt} (${steps.at(-1) ?? 'none'}), ${loss}`;
  return { steps, violations: violations.map((violation) => `${at}: ${violation}`) };
}

export async function torturePower({ points, seed }: PowerLossOptions): Promise<Report> {
  const violations: string[] = [];
  const stepCounts = new Map<string, number>();
  const random = createRandom(seed);
  let steps = 0;
  for (let point = 0; point < points; point += 1) {
    // Every step of one chat in turn, then those of the next.
    if (steps === 0) {
      const whole = await tryOnce(seed + point, Infinity, 'all is kept');
      violations.push(...whole.violations);
      steps = whole.steps.length;
    }
    const deathAt = points < steps ? 1 + Math.floor(random() * steps) : 1 + (point % steps);
    const trial = await tryOnce(seed + Math.floor(point / steps), deathAt, pick(random, LOSSES));
    const step = trial.steps.at(-1) ?? 'none';
    stepCounts.set(step, (stepCounts.get(step) ?? 0) + 1);
    violations.push(...trial.violations);
  }
  return {
    title: 'Failures of the power, in simulated time: what is not synced may be gone, kept or torn',
    rows: [
      ['failures', points],
      ...[...stepCounts].sort().map(([step, count]) => [`  before "${step}"`, count] as const),
      ['VIOLATIONS', violations.length],
    ],
    violations,
  };
}
