import { isChatId } from '../../src/main/gws/endpoints';
import { GwsError } from '../../src/main/gws/errors';
import { describeRequest } from '../../src/simulator/api';
import type { OperationName } from '../../src/simulator/operations';
import { createRandom, type Random } from '../../src/simulator/random';
import type { WireRecord } from '../../src/simulator/wireLog';
import { formatSeconds, type Report } from '../report';
import { arePrototypesUntouched } from './freeze';
import { makeMalformed, type Arrival } from './malformedAnswer';
import { judge, type Proof } from './oracle';
import { checkLines, createReceiver, type Receiver } from './receiver';
import { createSubject, type Look, type Subject } from './subject';

/** Malformed answers by the hundred thousand, through the transport, the parser and the receiver. */

export interface FuzzOptions {
  readonly answers: number;
  readonly seed: number;
}

const ANSWERS_PER_SUBJECT = 50;
const MS_PER_MEBIBYTE = 50;
/** Short answers get this much for the way through the HTTP library, which has nothing to do with their length. */
const MS_AT_LEAST = 50;
const HANG_MS = 20_000;

const TARGETS: readonly (readonly [weight: number, target: OperationName])[] = [
  [50, 'GetTranscript'],
  [20, 'GetChat'],
  [15, 'SendMessage'],
  [11, 'RequestChat'],
  [2, 'Complete'],
  [2, 'SendStartTypingNotification'],
];

function chooseTarget(random: Random): OperationName {
  let rest = random() * 100;
  return TARGETS.find(([weight]) => (rest -= weight) < 0)?.[1] ?? 'GetTranscript';
}

interface Case {
  readonly target: OperationName;
  readonly arrival: Arrival;
  readonly proof: Proof;
  readonly wrong: readonly string[];
  readonly workMs: number;
}

interface Round {
  readonly subject: Subject;
  readonly receiver: Receiver;
  /** Which operation's answers are spoilt, and how. */
  readonly plan: {
    target: OperationName | null;
    random: Random;
    arrival: Arrival | null;
    proof: Proof | null;
  };
}

async function createRound(seed: number): Promise<Round> {
  const random = createRandom(seed);
  const plan: Round['plan'] = { target: null, random, arrival: null, proof: null };
  const subject = await createSubject({
    random,
    spoil(request, answer) {
      const described = describeRequest(request.method, request.path, request.body);
      if (described.operation !== plan.target) return null;
      // An operation that asks once more gets the same answer again.
      plan.arrival ??= makeMalformed(answer, plan.random, toRecord(request, described));
      return plan.arrival;
    },
  });
  const receiver = createReceiver();
  for (let steps = Math.floor(random() * 30); steps > 0; steps -= 1) subject.goOn(random);
  await subject.poll(true);
  if (subject.readings.transcript !== null) receiver.takeTranscript(subject.readings.transcript, 0);
  return { subject, receiver, plan };
}

function toRecord(
  { method, path, headers }: Pick<WireRecord, 'method' | 'path' | 'headers'>,
  described: Pick<WireRecord, 'operation' | 'chatId'>,
): WireRecord {
  return {
    seq: 1,
    atMs: 0,
    method,
    path,
    headers,
    ...described,
    body: null,
    connectionId: 1,
    requestOnConnection: 1,
    fault: null,
    applied: true,
    outcome: { kind: 'pending' },
  };
}

async function runCase({ subject, receiver, plan }: Round, random: Random): Promise<Case> {
  if (random() < 0.3) subject.goOn(random);
  if (random() < 0.1) await subject.poll(false);
  // A message that was just added is shown when it is saved.
  await new Promise(setImmediate);
  const target = chooseTarget(random);
  const before = subject.look();
  const errorsBefore = subject.errors.length;
  Object.assign(plan, { target, random, arrival: null, proof: null });
  subject.readings.transcript = null;
  subject.readings.chat = null;
  const wrong: string[] = [];
  try {
    wrong.push(...(await inTime(exercise(target, subject, () => readProof(plan), before))));
  } catch (error) {
    wrong.push(`threw ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`);
  }
  const workMs = subject.workMs();
  const nowMs = 0;
  if (subject.readings.transcript !== null)
    wrong.push(...receiver.takeTranscript(subject.readings.transcript, nowMs));
  if (subject.readings.chat !== null) wrong.push(...receiver.takeChat(subject.readings.chat));
  wrong.push(...subject.errors.slice(errorsBefore));
  wrong.push(...checkEnd(subject, readProof(plan)));
  if (plan.arrival === null) wrong.push('the answer was never asked for');
  if (!arePrototypesUntouched()) wrong.push('a common prototype was touched');
  plan.target = null;
  return { target, arrival: readArrival(plan), proof: readProof(plan), wrong, workMs };
}

function readArrival({ arrival }: Round['plan']): Arrival {
  return arrival ?? { name: 'never asked for', thrown: null };
}

/** The verdict on a long answer takes its time, so it is found once. */
function readProof(plan: Round['plan']): Proof {
  plan.proof ??= judge(readArrival(plan));
  return plan.proof;
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('hangs')), HANG_MS);
  });
  try {
    return await Promise.race([work, hang]);
  } finally {
    clearTimeout(timer);
  }
}

/** Lets one operation run into its spoilt answer, and answers what is wrong with what came of it. */
async function exercise(
  target: OperationName,
  subject: Subject,
  getProof: () => Proof,
  before: Look,
): Promise<string[]> {
  switch (target) {
    case 'GetTranscript':
    case 'GetChat': {
      const outcome = await subject.poll(target === 'GetChat');
      return checkPoll(target, subject.look(), before, outcome.name, getProof());
    }
    case 'SendMessage': {
      const outcome = await subject.send('Is anybody there?');
      return checkSend(outcome.name, getProof());
    }
    case 'RequestChat':
      return checkRequest(subject, getProof);
    default:
      return checkOperation(
        target === 'Complete' ? subject.client.complete : subject.client.startTyping,
        subject,
        getProof,
      );
  }
}

function checkPoll(
  target: OperationName,
  after: Look,
  before: Look,
  outcome: 'answered' | 'failed',
  proof: Proof,
): string[] {
  const content = target === 'GetTranscript' ? 'messages' : 'chat';
  const isBad = proof.name !== 'success' || !Object.hasOwn(proof.body, content);
  if (!isBad) {
    structuredClone(after);
    const news = target === 'GetTranscript' ? checkNewLines(before, after, proof.body) : [];
    return [...checkLines(before.items, after.items), ...news];
  }
  // With a bad chat resource, the transcript was read well, and may have brought what was new there.
  const { abilities, address } = after;
  const wrong = outcome === 'failed' ? [] : ['a bad answer passed for a good one'];
  if (!isSame({ abilities, address }, { abilities: before.abilities, address: before.address })) {
    wrong.push('abilities or address changed by a bad answer');
  }
  if (target === 'GetTranscript' && !isSame(after, before)) wrong.push('state changed by a bad answer');
  return wrong;
}

/** A chat may be taken for over only by an answer that says so, and for gone only by refusals. */
function checkEnd(subject: Subject, proof: Proof): string[] {
  const taken = subject.takeEnd();
  if (taken === null || subject.isIdleAtServer()) return [];
  if (taken === 'gone')
    return proof.name === 'refusal' ? [] : [`taken for gone by an answer that proves ${proof.name}`];
  const chat = proof.name === 'success' ? proof.body['chat'] : undefined;
  const state = (chat as { readonly state?: unknown } | null | undefined)?.state;
  return state === 'Idle' ? [] : [`taken for over, by the state ${JSON.stringify(state)}`];
}

/** Every new line of a message must be in the answer as it is on the screen. */
function checkNewLines(before: Look, after: Look, body: Readonly<Record<string, unknown>>): string[] {
  const known = new Set(before.items.map(({ key }) => key));
  const messages = Array.isArray(body['messages']) ? (body['messages'] as unknown[]) : [];
  return after.items.flatMap((line) => {
    if (line.kind !== 'message' || known.has(line.key)) return [];
    const isFound = messages.some((raw) => fitsLine(raw, line.author, line.text));
    return isFound
      ? []
      : [`a line that the answer does not have: ${line.author}, ${JSON.stringify(line.text.slice(0, 40))}`];
  });
}

function fitsLine(raw: unknown, author: string, text: string): boolean {
  const { text: said, from } = (raw ?? {}) as {
    readonly text?: unknown;
    readonly from?: { readonly type?: unknown } | null;
  };
  const type = typeof from?.type === 'string' ? from.type.toLowerCase() : '';
  const isCustomer = type === 'customer' || type === 'client';
  if ((author === 'customer') !== isCustomer) return false;
  // A text that is none is shown as an empty line.
  if (typeof said !== 'string') return text === '';
  return said.toWellFormed() === text || (text.endsWith('…') && said.startsWith(text.slice(0, -1)));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function checkSend(outcome: string, proof: Proof): string[] {
  const isRight =
    proof.name === 'success'
      ? outcome === 'accepted'
      : proof.name === 'nothing'
        ? outcome === 'unknown'
        : outcome !== 'accepted';
  return isRight ? [] : [`a send was called ${outcome} by an answer that proves ${proof.name}`];
}

async function checkRequest({ client }: Subject, getProof: () => Proof): Promise<string[]> {
  try {
    const address = await client.requestChat({ nickname: 'Chris', subject: 'A late parcel' });
    const proof = getProof();
    const id = proof.name === 'success' ? proof.body['id'] : undefined;
    return isChatId(address.id) && String(id) === address.id
      ? []
      : [`a chat ${address.id} out of ${proof.name}`];
  } catch (error) {
    return checkError(error, getProof());
  }
}

async function checkOperation(
  operate: (chat: Subject['address']) => Promise<void>,
  { address }: Subject,
  getProof: () => Proof,
): Promise<string[]> {
  try {
    await operate(address);
    return getProof().name === 'success' ? [] : ['done, by an answer that proves nothing'];
  } catch (error) {
    return checkError(error, getProof());
  }
}

/** "Not applied" may be said only of the API's own errors. */
function checkError(error: unknown, proof: Proof): string[] {
  if (!(error instanceof GwsError)) return [`threw ${String(error)}, no GwsError`];
  return error.applied === 'no' && proof.name !== 'refusal'
    ? [`"not applied", by an answer that proves ${proof.name}`]
    : [];
}

function getLimitMs(arrival: Arrival): number {
  const bytes = 'thrown' in arrival ? 0 : arrival.body.length;
  return Math.max(MS_AT_LEAST, (MS_PER_MEBIBYTE * bytes) / 2 ** 20);
}

export async function tortureParser({ answers, seed }: FuzzOptions): Promise<Report> {
  const violations: string[] = [];
  const counts = { success: 0, refusal: 0, nothing: 0 };
  const slow: string[] = [];
  let [bytes, slowest, workMs, done] = [0, 0, 0, 0];
  const stray = (error: unknown): void => void violations.push(`uncaught: ${String(error)}`);
  process.on('uncaughtException', stray).on('unhandledRejection', stray);
  try {
    for (let roundSeed = seed * 1_000_003; done < answers; roundSeed += 1) {
      const random = createRandom(roundSeed);
      const round = await createRound(roundSeed);
      for (let at = 0; at < ANSWERS_PER_SUBJECT && done < answers && !round.subject.isOver(); at += 1) {
        const result = await runCase(round, random);
        const { arrival } = result;
        const name = `round ${roundSeed}, answer ${at + 1}, ${result.target}, ${arrival.name}`;
        done += 1;
        workMs += result.workMs;
        counts[result.proof.name] += 1;
        if (!('thrown' in arrival)) bytes += arrival.body.length;
        slowest = Math.max(slowest, result.workMs / getLimitMs(arrival));
        violations.push(...result.wrong.map((wrong) => `${name}: ${wrong}`));
        if (result.workMs > getLimitMs(arrival) && (await isSlowAgain(roundSeed, at, arrival)))
          slow.push(
            `${name}: took ${result.workMs.toFixed(0)} ms, may take ${getLimitMs(arrival).toFixed(0)} ms`,
          );
      }
      await round.subject.close();
    }
  } finally {
    process.off('uncaughtException', stray).off('unhandledRejection', stray);
  }
  return {
    title: 'Malformed answers: transport, parser, receiver',
    rows: [
      ['answers', done],
      ['  a success all the same', counts.success],
      ['  an error of the API', counts.refusal],
      ['  neither', counts.nothing],
      ['MiB read', Math.round(bytes / 2 ** 20)],
      ['time for one, mean', `${(workMs / done).toFixed(2)} ms`],
      ['longest, as a share of what it may take', `${(100 * slowest).toFixed(0)} %`],
      ['TOO SLOW', slow.length],
      ['OTHER VIOLATIONS', violations.length],
      ['total time in the parts under test', formatSeconds(workMs)],
    ],
    violations: [...violations, ...slow],
  };
}

/** A pause of the machine does not come back; what is really slow does. */
async function isSlowAgain(roundSeed: number, at: number, arrival: Arrival): Promise<boolean> {
  for (let tries = 0; tries < 3; tries += 1) {
    const random = createRandom(roundSeed);
    const round = await createRound(roundSeed);
    let workMs = Infinity;
    for (let step = 0; step <= at; step += 1) ({ workMs } = await runCase(round, random));
    await round.subject.close();
    if (workMs <= getLimitMs(arrival)) return false;
  }
  return true;
}
