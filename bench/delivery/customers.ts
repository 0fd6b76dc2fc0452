import { createGwsClient, type ChatAddress } from '../../src/main/gws/client';
import type { Clock } from '../../src/main/lib/time';
import type { PollingPhase } from '../../src/main/polling/schedule';
import { createTypingNotifier } from '../../src/main/session/typing';
import type { VirtualServer } from '../../src/simulator/virtual';
import { createCounter } from '../harness/counter';
import { createVirtualTransport } from '../harness/virtualTransport';

/** What a customer's app does in a trace, whichever way it polls. */
export interface Customer {
  start(): void;
  type(): void;
  send(text: string): void;
  end(): void;
}

export interface CustomerOptions {
  readonly server: VirtualServer;
  readonly clock: Clock;
  readonly random: () => number;
  /** A text of the agent has reached the page. */
  readonly onShown: (text: string) => void;
}

const FORM = { nickname: 'Chris', subject: 'A question' };

/** The product. */
export function createProductCustomer(
  options: CustomerOptions,
  getIntervalMs: (phase: PollingPhase) => number,
): Customer {
  const { session } = createCounter({
    ...options,
    getIntervalMs,
    onEvent(event) {
      if (event.name !== 'chat:changed') return;
      for (const item of event.payload.appendItems ?? []) {
        if (item.kind === 'message' && item.author === 'agent') options.onShown(item.text);
      }
    },
  });
  return {
    start: () => void session.start(FORM),
    type: () => void session.setTyping(true),
    send: (text) => void session.send(text),
    end: () => void session.end(),
  };
}

export interface FixedOptions {
  readonly everyMs: number;
  /** Whether the chat resource is asked for each time as well. */
  readonly readsChat: boolean;
}

/** A plain client: the transcript every so often, whatever happens. It writes just as the product does. */
export function createFixedCustomer(
  options: CustomerOptions,
  { everyMs, readsChat }: FixedOptions,
): Customer {
  const { server, clock, onShown } = options;
  const client = createGwsClient(createVirtualTransport({ server, clock }), 'chats');
  let chat: ChatAddress | null = null;
  let isOver = false;
  let nextIndex = 1;

  function withChat(work: (chat: ChatAddress) => Promise<unknown>): void {
    if (chat !== null && !isOver) work(chat).catch(() => undefined);
  }

  const typing = createTypingNotifier({
    sendStart: () => withChat(client.startTyping),
    sendStop: () => withChat(client.stopTyping),
    clock,
  });

  async function readTranscript(address: ChatAddress): Promise<void> {
    const { entries } = await client.getTranscript(address, nextIndex);
    for (const { index, kind, from, text } of entries) {
      if (index < nextIndex) continue;
      nextIndex = index + 1;
      if (from?.kind === 'agent' && kind === 'text') onShown(text);
      // As any client must, it stops when the other side has gone.
      if (kind === 'left') isOver = true;
    }
  }

  function tick(): void {
    if (isOver) return;
    clock.after(everyMs, tick);
    withChat(readTranscript);
    if (readsChat) withChat((address) => client.getChat(address));
  }

  return {
    start() {
      void client.requestChat(FORM).then((address) => {
        chat = address;
        tick();
      });
    },
    type: () => typing.set(true),
    send(text) {
      typing.set(false);
      withChat((address) => client.sendMessage(address, text));
    },
    end() {
      withChat(client.complete);
      isOver = true;
      typing.stop();
    },
  };
}
