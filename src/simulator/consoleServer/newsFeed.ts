import type { ServerResponse } from 'node:http';
import { isTyping, presentAgents, type Chat, type Entry } from '../chat';
import type { DeskChat, News } from '../consoleContract';
import type { Levers } from './commands';

/** Ended chats beyond these are not sent to a console that has just been opened. */
const ENDED_CHATS_SHOWN = 30;
/** A page that reads nothing any more is let go; when it comes back it gets a snapshot. */
const MAX_UNREAD_BYTES = 8 * 2 ** 20;

/** Tells every open console what happens, as server-sent events. */
export interface NewsFeed {
  subscribe(response: ServerResponse): void;
  stop(): void;
}

export function createNewsFeed({ model, autopilot, faultPresets }: Levers): NewsFeed {
  const subscribers = new Set<ServerResponse>();

  const offModel = model.onChange((change) => {
    if (change.type === 'chatForgotten') return tell({ type: 'chatForgotten', chatId: change.chatId });
    tellOf(change.chat, change.added);
  });
  const offAutopilot = autopilot.onChange((change) => {
    if (change.type === 'driverChanged') return tellIfThere(change.chatId);
    tell({ type: 'autopilotSwitched', enabled: autopilot.enabled });
    for (const chat of model.chats()) if (chat.state !== 'Idle') tellOf(chat, []);
  });

  const offFaults = faultPresets.onChange((preset) => tell({ type: 'faultsSwitched', preset }));

  function describe(chat: Chat): DeskChat {
    const agents = presentAgents(chat).map(({ nickname }) => nickname);
    const known = chat.known.filter(({ type }) => type === 'Agent').map(({ nickname }) => nickname);
    return {
      id: chat.id,
      subject: chat.subject,
      endpoint: chat.endpoint,
      userData: { ...chat.userData },
      customer: chat.customer,
      state: chat.state,
      agents,
      agentsBefore: known.filter((name) => !agents.includes(name)).reverse(),
      customerIsTyping: chat.state !== 'Idle' && isTyping(chat, chat.customer),
      openedAtMs: chat.openedAtMs,
      waitingSinceMs: chat.waitingSinceMs,
      endedBy: chat.endedBy,
      drivenBy: autopilot.enabled && autopilot.drives(chat.id) ? 'autopilot' : 'person',
    };
  }

  function snapshot(): News {
    const chats = model.chats();
    const ended = chats.filter(({ state }) => state === 'Idle').slice(-ENDED_CHATS_SHOWN);
    const living = chats.filter(({ state }) => state !== 'Idle');
    return {
      type: 'snapshot',
      autopilotEnabled: autopilot.enabled,
      faultPreset: faultPresets.active,
      chats: [...ended, ...living].map((chat) => ({ ...describe(chat), transcript: [...chat.transcript] })),
    };
  }

  function tellIfThere(chatId: string): void {
    const chat = model.findChat(chatId);
    if (chat) tellOf(chat, []);
  }

  function tellOf(chat: Chat, added: readonly Entry[]): void {
    // Describing a chat costs a walk through it, which is for nothing while no console is open.
    if (subscribers.size > 0) tell({ type: 'chatChanged', chat: describe(chat), added: [...added] });
  }

  function tell(news: News): void {
    for (const response of subscribers) send(response, news);
  }

  function send(response: ServerResponse, news: News): void {
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
    else response.write(`data: ${JSON.stringify(news)}\n\n`);
  }

  return {
    subscribe(response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
      send(response, snapshot());
      subscribers.add(response);
      response.on('close', () => subscribers.delete(response));
    },
    stop() {
      offModel();
      offAutopilot();
      offFaults();
      for (const response of subscribers) response.end();
    },
  };
}
