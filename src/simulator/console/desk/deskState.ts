import type { DeskChat, DeskEntry, FaultPreset, News } from '../../consoleContract';

export interface OpenChat {
  readonly chat: DeskChat;
  readonly transcript: readonly DeskEntry[];
  /** Messages of the customer that nobody at this desk has looked at. */
  readonly unread: number;
}

/** All that the screen shows. It mirrors the server; only what is selected and unread is the desk's own. */
export interface DeskState {
  autopilotEnabled: boolean;
  faultPreset: FaultPreset;
  chats: Map<string, OpenChat>;
  selectedId: string | null;
  /** Whether somebody is looking at the page. */
  isWatched: boolean;
}

export interface Sections {
  readonly waiting: readonly OpenChat[];
  readonly talking: readonly OpenChat[];
  readonly ended: readonly OpenChat[];
}

export function createDeskState(): DeskState {
  return { autopilotEnabled: false, faultPreset: 'off', chats: new Map(), selectedId: null, isWatched: true };
}

export function applyNews(state: DeskState, news: News): void {
  switch (news.type) {
    case 'snapshot':
      state.autopilotEnabled = news.autopilotEnabled;
      state.faultPreset = news.faultPreset;
      state.chats = new Map(
        news.chats.map(({ transcript, ...chat }) => [
          chat.id,
          { chat, transcript, unread: state.chats.get(chat.id)?.unread ?? 0 },
        ]),
      );
      if (state.selectedId !== null && !state.chats.has(state.selectedId)) state.selectedId = null;
      return;
    case 'chatChanged':
      return applyChange(state, news.chat, news.added);
    case 'chatForgotten':
      state.chats.delete(news.chatId);
      if (state.selectedId === news.chatId) state.selectedId = null;
      return;
    case 'autopilotSwitched':
      state.autopilotEnabled = news.enabled;
      return;
    case 'faultsSwitched':
      state.faultPreset = news.preset;
  }
}

function applyChange(state: DeskState, chat: DeskChat, added: readonly DeskEntry[]): void {
  const known = state.chats.get(chat.id);
  const lastIndex = known?.transcript.at(-1)?.index ?? 0;
  const fresh = added.filter(({ index }) => index > lastIndex);
  const isSeen = state.isWatched && state.selectedId === chat.id;
  const written = fresh.filter(({ type, from }) => type === 'Text' && from.id === chat.customer.id).length;
  state.chats.set(chat.id, {
    chat,
    transcript: [...(known?.transcript ?? []), ...fresh],
    unread: isSeen ? 0 : (known?.unread ?? 0) + written,
  });
}

export function select(state: DeskState, chatId: string | null): void {
  state.selectedId = chatId;
  markSeen(state);
}

export function watch(state: DeskState, isWatched: boolean): void {
  state.isWatched = isWatched;
  if (isWatched) markSeen(state);
}

function markSeen(state: DeskState): void {
  const open = state.selectedId === null ? undefined : state.chats.get(state.selectedId);
  if (open && open.unread > 0) state.chats.set(open.chat.id, { ...open, unread: 0 });
}

/** Who waits longest comes first; who talks keeps the place; who left last comes first. */
export function sectionsOf(state: DeskState): Sections {
  const all = [...state.chats.values()];
  const inState = (wanted: DeskChat['state']) => all.filter(({ chat }) => chat.state === wanted);
  return {
    waiting: inState('WaitingForAgent').sort((a, b) => a.chat.waitingSinceMs - b.chat.waitingSinceMs),
    talking: inState('Chatting'),
    ended: inState('Idle').sort((a, b) => endedAtMs(b) - endedAtMs(a)),
  };
}

function endedAtMs({ transcript }: OpenChat): number {
  return transcript.at(-1)?.atMs ?? 0;
}

/** What calls for somebody at the desk: shown in the title of the page. */
export function countCalls(state: DeskState): number {
  const { waiting, talking } = sectionsOf(state);
  const unread = talking.filter(({ chat, unread }) => unread > 0 && chat.drivenBy === 'person').length;
  return waiting.filter(({ chat }) => chat.drivenBy === 'person').length + unread;
}
