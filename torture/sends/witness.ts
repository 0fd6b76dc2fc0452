import type { ChatView } from '@shared/chat';
import type { WireRecord } from '../../src/simulator';
import type { VirtualServer } from '../../src/simulator/virtual';
import { beginStory, countApplied, type Story } from './story';

/**
 * Watches one chat from both ends, the requests at the server and the lines on the screen, and says where they
 * contradict each other. It never asks the client for its opinion.
 */
export interface Witness {
  readonly stories: ReadonlyMap<string, Story>;
  readonly violations: readonly string[];
  noteTyped(localId: string, text: string): void;
  /** It is on the disk, so from now on it must be on the screen. */
  noteSaved(localId: string): void;
  noteAttempt(localId: string): void;
  noteResend(localId: string): void;
  noteDiscard(localId: string): void;
  /** To be told of every SendMessage of this chat that reaches the server. */
  noteRequest(record: WireRecord): void;
  look(view: ChatView): void;
  /** The last look: nothing is under way any more. `isWhole`: the last transcript entry must have been read, too. */
  conclude(view: ChatView, options: { readonly isWhole: boolean }): void;
}

export interface WitnessOptions {
  readonly name: string;
  readonly server: Pick<VirtualServer, 'model'>;
  readonly getChatId: () => string | null;
  readonly nowMs: () => number;
}

/** What a SendMessage says; null when its body is none. */
function readText(body: string): string | null {
  const parsed: unknown = JSON.parse(body);
  const text = (parsed as { readonly text?: unknown } | null)?.text;
  return typeof text === 'string' ? text : null;
}

export function createWitness({ name, server, getChatId, nowMs }: WitnessOptions): Witness {
  const stories = new Map<string, Story>();
  const open = new Map<string, Story>();
  const violations: string[] = [];
  let attempting: Story | null = null;

  function accuse({ localId, posts, shown }: Story, what: string): void {
    const fates = posts.map(
      ({ applied, fault }) => `${applied ? 'applied' : 'not applied'}/${fault ?? 'well'}`,
    );
    violations.push(`${name} ${localId}: ${what} (shown: ${shown?.name ?? 'none'}; ${fates.join(', ')})`);
  }

  function change(localId: string, work: (story: Story) => void): void {
    const story = stories.get(localId);
    if (story !== undefined) work(story);
  }

  function noteDoubt(story: Story, { phase }: ChatView): void {
    const isRunning = phase.name === 'waiting' || phase.name === 'chatting';
    if (!story.wasNotConfirmed && isRunning && countApplied(story) > 0) story.wasDoubtedThoughThere = true;
    story.wasNotConfirmed = true;
  }

  function lookAt(story: Story, view: ChatView): void {
    const outgoing = view.outgoing.find(({ localId }) => localId === story.localId);
    if (outgoing !== undefined) {
      story.shown = outgoing.state;
      if (outgoing.state.name === 'checking') story.checkingAtMs ??= nowMs();
      if (outgoing.state.name === 'notConfirmed') noteDoubt(story, view);
      if (outgoing.state.name === 'notSent' && countApplied(story) > 0) accuse(story, 'false "not sent"');
      return;
    }
    open.delete(story.localId);
    story.isDelivered = view.items.some(({ key }) => key === story.localId);
    if (!story.isDelivered) return accuse(story, 'lost: gone from the screen');
    if (story.checkingAtMs !== null && !story.wasNotConfirmed)
      story.resolvedInMs = nowMs() - story.checkingAtMs;
  }

  function isShown({ localId }: Story, { items, outgoing }: ChatView): boolean {
    return (
      items.some(({ key }) => key === localId) || outgoing.some((message) => message.localId === localId)
    );
  }

  /** What a person sees of the conversation against what the server has of it. */
  function compareTexts(view: ChatView, isWhole: boolean): void {
    const chatId = getChatId();
    const transcript = (chatId === null ? undefined : server.model.findChat(chatId))?.transcript ?? [];
    const said = transcript.flatMap(({ text, type }) => (type === 'Text' ? [text] : []));
    const seen = view.items.flatMap((item) => (item.kind === 'message' ? [item.text] : []));
    // Of a chat that is over, the last lines may be out of reach; none before them may be missing or other.
    const due = isWhole ? said : said.slice(0, seen.length);
    const at = due.findIndex((text, index) => text !== seen[index]);
    if (at >= 0)
      violations.push(`${name}: line ${at + 1} of ${said.length} reads "${seen[at]}", not "${said[at]}"`);
    else if (seen.length > said.length) violations.push(`${name}: the screen has lines that nobody said`);
  }

  function checkWords(story: Story): void {
    for (const { body } of story.posts) {
      // Null: the request was cut off before its end.
      const sent = body === null ? null : readText(body.text);
      if (sent !== null && sent !== story.text.toWellFormed())
        accuse(story, `other words were sent: ${sent.slice(0, 40)}`);
    }
  }

  return {
    stories,
    violations,
    noteTyped(localId, text) {
      stories.set(localId, beginStory(localId, text));
    },
    noteSaved: (localId) =>
      change(localId, (story) => {
        story.isSaved = true;
        open.set(localId, story);
      }),
    noteAttempt(localId) {
      attempting = stories.get(localId) ?? null;
    },
    noteRequest: (record) => attempting?.posts.push(record),
    noteResend: (localId) => change(localId, (story) => (story.resends += 1)),
    noteDiscard: (localId) =>
      change(localId, (story) => {
        story.wasDiscarded = true;
        open.delete(localId);
      }),
    look(view) {
      for (const story of open.values()) lookAt(story, view);
    },
    conclude(view, { isWhole }) {
      for (const story of stories.values())
        if (!story.isSaved && isShown(story, view)) open.set(story.localId, story);
      for (const story of open.values()) lookAt(story, view);
      for (const story of stories.values()) {
        const copies = countApplied(story);
        checkWords(story);
        if (story.isDelivered && copies === 0) accuse(story, 'lost: shown as delivered, and not there');
        if (copies > 1) accuse(story, story.resends > 0 ? 'doubled by "send again"' : 'doubled');
        const isSettled = story.isDelivered || story.wasDiscarded;
        const isDecidable = story.shown?.name === 'notConfirmed' || story.shown?.name === 'notSent';
        if (!story.isSaved && story.shown === null && !isSettled) {
          // Cut off before it was on the disk: then it must not be at the server either.
          if (copies > 0) accuse(story, 'sent before it was kept');
        } else if (!isSettled && !isDecidable) accuse(story, 'left without a final state');
      }
      compareTexts(view, isWhole);
    },
  };
}
