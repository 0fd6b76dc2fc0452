import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { OutgoingMessage } from '@shared/chat';
import { fault, startSimulator, type Simulator } from '../../src/simulator';
import { createRandom, type Random } from '../../src/simulator/random';
import type { Report } from '../report';
import { bundle } from './bundle';
import { createAccount, type Account } from './account';
import { startLife, type Life } from './life';
import type { Screen } from './protocol';
import { WAYS, type Way } from './ways';

/** The app is killed, started again, and killed again, over real HTTP and on real files. */

export interface KillsOptions {
  readonly kills: number;
  readonly seed: number;
  /** How many apps live and die side by side. Default 2. */
  readonly atOnce?: number;
}

const SPEED = 20;
const START_WITHIN_MS = 20_000;
const SETTLE_WITHIN_MS = 60_000;
const KILLS_PER_CHAT = 6;

interface World {
  readonly simulator: Simulator;
  readonly folder: string;
  readonly program: string;
  readonly random: Random;
  readonly violations: string[];
  /** Failpoints that were hit, by name. */
  readonly hits: Map<string, number>;
  readonly counts: {
    lives: number;
    typed: number;
    unkept: number;
    delivered: number;
    deliveredInEnded: number;
    discarded: number;
    doubts: number;
  };
  account: Account;
  lastDraft: string | null;
  lastDeath: string;
  seed: number;
}

/** For the reader of a violation: which life, and how the last one before it ended. */
function where({ seed, lastDeath }: World): string {
  return `life ${seed}, after "${lastDeath}"`;
}

function isRunning({ phase }: Screen): boolean {
  return phase === 'waiting' || phase === 'chatting';
}

function begin(world: World, way: Way | null): Life {
  const { simulator, folder, program, counts } = world;
  counts.lives += 1;
  world.seed += 1;
  return startLife(program, {
    folder,
    serverUrl: simulator.url,
    contactCenterId: simulator.contactCenterId,
    seed: world.seed,
    speed: SPEED,
    failpoint: way?.failpoint ?? null,
  });
}

/** Gets a chat going, with an agent in it; false when the victim died on the way. */
async function openChat(world: World, life: Life): Promise<boolean> {
  const { simulator, account } = world;
  for (let tries = 0; tries < 5; tries += 1) {
    const isUp = await life.until(
      ({ phase }) => phase !== 'requesting' && phase !== 'ending',
      START_WITHIN_MS,
    );
    if (!isUp) return false;
    const screen = life.screen();
    if (screen !== null && isRunning(screen)) break;
    // A new chat: what became of the last one has been settled by now, or it never came to be.
    life.tell({ name: 'reset' });
    life.tell({ name: 'start' });
    if (
      !(await life.until(({ phase }) => phase !== screen?.phase && phase !== 'requesting', START_WITHIN_MS))
    )
      return false;
  }
  // What follows is about a chat that is on the disk.
  const isKept = (screen: Screen) => simulator.model.findChat(screen.chatId ?? '')?.endedBy === null;
  if (!(await life.until(isKept, START_WITHIN_MS))) return false;
  const chat = simulator.model.findChat(life.screen()?.chatId ?? '');
  if (chat === undefined) return false;
  account.setChat(chat.id);
  if (chat.state === 'WaitingForAgent') simulator.agent('Kim').accept(chat.id);
  return !life.isOver();
}

async function type(world: World, life: Life, count: number): Promise<void> {
  const { random, account, counts } = world;
  for (let typed = 0; typed < count && !life.isOver(); typed += 1) {
    const message = account.type(random() < 0.4);
    counts.typed += 1;
    life.tell({ name: 'send', ...message });
    if (random() < 0.5) await pause(random() * 60);
  }
}

/** Sees to it that the victim dies in this way; what does not come to pass in time ends in a kill at that time. */
function arrange({ simulator, random }: World, life: Life, { from, losesAnswer }: Way): () => void {
  const killSoon = (ms: number): boolean => {
    setTimeout(life.kill, ms);
    return true;
  };
  const plan = (harm: ReturnType<typeof fault.delay>, ms: number) =>
    simulator.faults.plan({ operation: 'SendMessage', when: () => killSoon(ms) }, harm);
  const plans = [
    ...(from === 'arrived' ? [plan(fault.delay({ beforeMs: 60 }), 0)] : []),
    ...(from === 'arrived and lost' ? [plan(fault.hang({ forMs: 500 }), 0)] : []),
    ...(from === 'carried out' ? [plan(fault.delay({ afterMs: 500 }), 30)] : []),
    ...(losesAnswer === true
      ? [simulator.faults.plan({ operation: 'SendMessage' }, fault.loseAnswer())]
      : []),
  ];
  if (from === 'any time') setTimeout(life.kill, random() * 1200);
  return () => plans.forEach((one) => one.cancel());
}

/** The server takes no Complete in this life: only the journal can tell the next one of the wish. */
function refuseEnd({ simulator }: World): () => void {
  const plan = simulator.faults.plan({ operation: 'Complete' }, fault.answer({ status: 503 }), {
    times: Infinity,
  });
  return plan.cancel;
}

async function dieOnce(world: World, way: Way): Promise<void> {
  const { random, hits } = world;
  const life = begin(world, way);
  const cancel = arrange(world, life, way);
  const allowEnd = way.endIsRefused === true ? refuseEnd(world) : () => undefined;
  let isEnded = false;
  if (await openChat(world, life)) {
    checkDraft(world, life);
    // Most of the time what an earlier life left is settled first; now and then the next death comes before that.
    if (random() < 0.8) await settle(world, life);
    const draft = `draft ${world.seed}`;
    life.tell({ name: 'draft', text: draft });
    await type(world, life, 1 + Math.floor(random() * 4));
    if (way.ends === true && !life.isOver()) {
      life.tell({ name: 'end' });
      isEnded = true;
      if (way.endIsRefused === true && (await life.until(({ phase }) => phase === 'ended', START_WITHIN_MS)))
        life.kill();
    }
  }
  const isHit = await life.untilOver(way.ends === true ? 3000 : 2000);
  if (!isHit) {
    life.kill();
    await life.untilOver(5000);
  }
  cancel();
  allowEnd();
  const name = isHit ? way.name : 'a time when nothing was due';
  world.lastDeath = name;
  hits.set(name, (hits.get(name) ?? 0) + 1);
  close(world, life);
  if (isEnded) await settleEnded(world);
}

/** What a life leaves behind for the next: what it kept and showed, and what it complained of. */
function close(world: World, life: Life): void {
  world.account.note(life);
  world.lastDraft = life.savedDraft() ?? world.lastDraft;
  world.violations.push(...life.errors.map((error) => `${where(world)}: ${error}`));
}

function checkDraft(world: World, life: Life): void {
  const draft = life.screen()?.draft;
  if (world.lastDraft === null || world.account.isNew()) return;
  // A later draft may have reached the disk without a word of it.
  if (draft === undefined || !draft.startsWith('draft '))
    world.violations.push(`${where(world)}: the draft is gone`);
}

/** Decides about messages in doubt as a person would, until nothing is under way any more. */
async function settle(world: World, life: Life): Promise<boolean> {
  const { random, account, counts } = world;
  const untilMs = performance.now() + SETTLE_WITHIN_MS;
  while (performance.now() < untilMs) {
    const isQuiet = await life.until(
      ({ outgoing, link }) =>
        link === 'live' && (outgoing.length === 0 || outgoing.some(({ state }) => isDecidable(state.name))),
      SETTLE_WITHIN_MS,
    );
    const doubtful = life.screen()?.outgoing.find(({ state }) => isDecidable(state.name));
    if (!isQuiet) return false;
    if (doubtful === undefined) return true;
    counts.doubts += 1;
    account.checkDoubt(doubtful, world.simulator);
    const isDiscarded = random() < 0.3;
    if (isDiscarded) account.discard(doubtful.localId);
    life.tell({ name: isDiscarded ? 'discard' : 'resend', localId: doubtful.localId });
    await life.until(({ outgoing }) => !outgoing.some((message) => isSameDoubt(message, doubtful)), 5000);
  }
  return false;
}

function isDecidable(name: string): boolean {
  return name === 'notConfirmed' || name === 'notSent';
}

function isSameDoubt(one: OutgoingMessage, other: OutgoingMessage): boolean {
  return one.localId === other.localId && one.state.name === other.state.name;
}

/** A chat that nobody kills any more: everything typed in it must come to its end. */
async function settleRunning(world: World): Promise<void> {
  const { account, simulator, violations, counts } = world;
  const life = begin(world, null);
  if (!(await openChat(world, life))) violations.push(`${where(world)}: did not start again`);
  else if (!(await settle(world, life))) {
    violations.push(`${where(world)}: not settled in time: ${JSON.stringify(life.screen()?.outgoing)}`);
  } else {
    // The last read before the verdict.
    await pause(300);
    for (const name of await readdir(world.folder)) {
      if (name.endsWith('.tmp')) violations.push(`${where(world)}: left behind: ${name}`);
    }
    close(world, life);
    violations.push(...account.audit(life.screen(), simulator).map((what) => `${where(world)}: ${what}`));
    counts.delivered += account.countDelivered(simulator);
    counts.discarded += account.countDiscarded();
    life.tell({ name: 'end' });
    await life.until(({ phase }) => phase === 'ended', 10_000);
  }
  life.kill();
  await life.untilOver(5000);
  beginAccount(world);
}

/** The customer asked for the end and then the app died: it has to come about, and what was typed be accounted for. */
async function settleEnded(world: World): Promise<void> {
  const { account, simulator, violations } = world;
  const life = begin(world, null);
  await life.until(({ phase }) => phase !== 'requesting' && phase !== 'ending', START_WITHIN_MS);
  const screen = life.screen();
  if (screen !== null && isRunning(screen)) {
    // Killed before the wish was kept: the chat goes on, and so does the story. It must not end later by itself.
    if (!(await life.until(({ phase }) => phase === 'ended', 1500))) return leaveRunning(world, life);
    violations.push(`${where(world)}: a chat that was left came back, and then ended by itself`);
  }
  const isOver = await untilIdle(simulator, account.getChat());
  if (!isOver) violations.push(`${where(world)}: a chat that was left lives on (${JSON.stringify(screen)})`);
  close(world, life);
  violations.push(...account.auditEnded(screen, simulator).map((what) => `${where(world)}: ${what}`));
  world.counts.deliveredInEnded += account.countDelivered(simulator);
  for (const { localId } of screen?.outgoing ?? []) life.tell({ name: 'discard', localId });
  await pause(100);
  life.kill();
  await life.untilOver(5000);
  beginAccount(world);
}

async function leaveRunning(world: World, life: Life): Promise<void> {
  life.kill();
  await life.untilOver(5000);
  close(world, life);
}

async function untilIdle({ model }: Simulator, chatId: string | null): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (chatId === null || model.findChat(chatId)?.state === 'Idle') return true;
    await pause(50);
  }
  return false;
}

function beginAccount(world: World): void {
  world.counts.unkept += world.account.countUnkept();
  world.account = createAccount(world.account.lastNumber());
  world.lastDraft = null;
}

async function runWorld(world: World, takeWay: () => Way | null): Promise<void> {
  for (let way = takeWay(); way !== null;) {
    for (let kills = 0; kills < KILLS_PER_CHAT && way !== null; kills += 1) {
      await dieOnce(world, way);
      way = takeWay();
    }
    await settleRunning(world);
  }
}

async function createWorld(program: string, seed: number): Promise<World> {
  return {
    simulator: await startSimulator({ silenceLimitMs: null }),
    folder: await mkdtemp(join(tmpdir(), 'counterline-torture-')),
    program,
    random: createRandom(seed),
    violations: [],
    hits: new Map(),
    counts: { lives: 0, typed: 0, unkept: 0, delivered: 0, deliveredInEnded: 0, discarded: 0, doubts: 0 },
    account: createAccount(0),
    lastDraft: null,
    lastDeath: 'none',
    seed: seed * 1000,
  };
}

async function leaveWorld({ simulator, folder, violations }: World): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.includes('damaged')) violations.push(`a file was found damaged: ${name}`);
  }
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
}

export async function tortureWithKills({ kills, seed, atOnce = 2 }: KillsOptions): Promise<Report> {
  const program = await bundle('victim.ts', 'failpointFiles');
  const worlds = await Promise.all(
    Array.from({ length: Math.min(atOnce, kills) }, (_, at) => createWorld(program.path, seed + at)),
  );
  let taken = 0;
  const takeWay = (): Way | null => (taken < kills ? (WAYS[taken++ % WAYS.length] ?? null) : null);
  try {
    await Promise.all(worlds.map((world) => runWorld(world, takeWay)));
  } finally {
    await Promise.all(worlds.map(leaveWorld));
    await program.remove();
  }
  return toReport(worlds, taken);
}

function toReport(worlds: readonly World[], kills: number): Report {
  const violations = worlds.flatMap((world) => world.violations);
  const sum = (name: keyof World['counts']) => worlds.reduce((total, { counts }) => total + counts[name], 0);
  const hits = new Map<string, number>();
  for (const world of worlds) {
    for (const [name, count] of world.hits) hits.set(name, (hits.get(name) ?? 0) + count);
  }
  const accused = (what: string) => violations.filter((violation) => violation.includes(what)).length;
  return {
    title: 'kill -9, over real HTTP and on real files',
    rows: [
      ['kills', kills],
      ...[...hits].sort().map(([name, count]) => [`  ${name}`, count] as const),
      ['lives', sum('lives')],
      ['messages typed', sum('typed')],
      ['  died before they were kept', sum('unkept')],
      ['  delivered, in chats that went on', sum('delivered')],
      ['  delivered, in chats that were ended at once', sum('deliveredInEnded')],
      ['put to the person', sum('doubts')],
      ['discarded by the person', sum('discarded')],
      ['LOST', accused('lost')],
      ['DOUBLED', accused('doubled')],
      ['FALSE "NOT SENT"', accused('false "not sent"')],
      ['STORE NOT OPENED', accused('damaged') + accused('unreadable')],
      ['violations in all', violations.length],
    ],
    violations,
  };
}
