// The app without its window, to be killed: over real HTTP and real files, under a clock that runs fast.
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { createTextFile } from '../../src/main/lib/atomicFile';
import type { NetSession } from '../../src/main/gws/guardedFetch';
import type { Log } from '../../src/main/lib/log';
import type { Clock } from '../../src/main/lib/time';
import { parseRecord, type ChatRecord } from '../../src/main/session/chatRecord';
import { createChatFile } from '../../src/main/session/chatStore';
import { createRandom } from '../../src/simulator/random';
import { createEngine } from '../engine/engine';
import { listenToFiles } from './failpointFiles';
import { findChanges, type FileStage, type RecordChange } from './fileStages';
import type { Assignment, Command, News } from './protocol';

const assignment = JSON.parse(process.argv[2] ?? '{}') as Assignment;
const { folder, failpoint } = assignment;
const CHAT_FILE = 'chat.json';

function tell(news: News): void {
  process.send?.(news);
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; until it arrives nothing else may happen.
  for (;;);
}

function createFastClock(speed: number): Clock {
  const startedAtMs = Date.now();
  const startedMs = performance.now();
  return {
    now: () => startedAtMs + (Date.now() - startedAtMs) * speed,
    monotonic: () => (performance.now() - startedMs) * speed,
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs / speed);
      return () => clearTimeout(timer);
    },
  };
}

let before: ChatRecord | null = null;
let changes: ReadonlySet<RecordChange> = new Set();

function followRecord(stage: FileStage, content: string): void {
  if (stage === 'begun') {
    const record = parseRecord(content);
    if (record === 'newer') return;
    changes = findChanges(before, record);
    before = record;
  } else if (stage === 'removing') {
    changes = new Set(['ending']);
    before = null;
  }
}

if (failpoint?.kind === 'file') {
  const { change, stage: wanted } = failpoint;
  listenToFiles((stage, path, content) => {
    const isChat = basename(path).includes(CHAT_FILE);
    if (isChat) followRecord(stage, content);
    if (stage !== wanted) return;
    const isAbout = isChat ? change !== 'end' && change !== 'any' && changes.has(change) : change === 'end';
    if (isAbout || change === 'any') die();
  });
}

function openLine(): NetSession {
  return {
    async fetch(url, request) {
      const isMessage = request.body?.includes('"SendMessage"') ?? false;
      if (isMessage && failpoint?.kind === 'line' && failpoint.where === 'before the socket') die();
      const response = await fetch(url, request);
      if (isMessage && failpoint?.kind === 'line') {
        await response.clone().text();
        die();
      }
      return response;
    },
    close: () => Promise.resolve(),
  };
}

const log: Log = {
  debug() {},
  info() {},
  warn() {},
  error: (event, fields) => tell({ name: 'error', what: `${event}: ${String(fields?.['error'])}` }),
};

const clock = createFastClock(assignment.speed);
let isShowDue = false;
let chatId: string | null = null;
let lastShown = '';

function showSoon(): void {
  if (isShowDue) return;
  isShowDue = true;
  queueMicrotask(() => {
    isShowDue = false;
    show();
  });
}

function show(): void {
  const { phase, link, items, outgoing } = session.getView();
  const own = items.flatMap((item) =>
    item.kind === 'message' && item.author === 'customer' ? [{ key: item.key, text: item.text }] : [],
  );
  const screen = { chatId, phase: phase.name, link: link.name, own, outgoing, draft: session.getDraft() };
  const shown = JSON.stringify(screen);
  if (shown === lastShown) return;
  lastShown = shown;
  tell({ name: 'screen', screen });
}

const files = createChatFile(join(folder, CHAT_FILE), clock, log);
const { session, start } = createEngine({
  serverUrl: assignment.serverUrl,
  contactCenterId: assignment.contactCenterId,
  openSession: openLine,
  store: {
    ...files,
    async load() {
      const record = await files.load();
      chatId = record?.chat?.id ?? null;
      return record;
    },
    async save(record) {
      await files.save(record);
      // Not before: of a chat that came as the app died, only the server knows, and ends it by itself.
      chatId = record?.chat?.id ?? chatId;
      showSoon();
    },
  },
  journal: createTextFile(join(folder, 'unfinished-ends.json'), clock),
  profile: 'responsive',
  newId: randomUUID,
  clock,
  random: createRandom(assignment.seed),
  log,
  onChange: showSoon,
});

async function obey(command: Command): Promise<void> {
  switch (command.name) {
    case 'start':
      session.start({ nickname: 'Chris', subject: 'A late parcel' });
      return;
    case 'send': {
      const localId = session.send(command.text);
      if (localId === null) return;
      await session.whenSaved();
      tell({ name: 'saved', number: command.number, localId });
      return;
    }
    case 'draft':
      session.setDraft(command.text);
      await session.whenSaved();
      tell({ name: 'draftSaved', text: command.text });
      return;
    case 'resend':
      session.resend(command.localId);
      return;
    case 'discard':
      session.discard(command.localId);
      return;
    case 'end':
      session.end();
      return;
    case 'reset':
      session.reset();
      return;
  }
}

process.on('message', (command: Command) => void obey(command));
process.on('disconnect', () => process.exit(0));
await start();
show();
