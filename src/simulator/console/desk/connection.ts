import {
  commandAnswerSchema,
  CONSOLE_COMMANDS,
  CONSOLE_EVENTS,
  CONSOLE_HEADER,
  newsSchema,
  type Command,
  type CommandAnswer,
  type News,
} from '../../consoleContract';

const TRY_AGAIN_MS = 2000;

export interface Connection {
  /** Commands go out one after the other: what was typed first arrives first. */
  send(command: Command): Promise<CommandAnswer>;
  stop(): void;
}

export interface ConnectionOptions {
  readonly onNews: (news: News) => void;
  readonly onConnected: (isConnected: boolean) => void;
}

/** The way to the server. After a cut it comes back by itself, with a new snapshot. */
export function connect({ onNews, onConnected }: ConnectionOptions): Connection {
  let events: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let lastSent: Promise<unknown> = Promise.resolve();

  function listen(): void {
    events = new EventSource(CONSOLE_EVENTS);
    events.onopen = () => onConnected(true);
    events.onmessage = ({ data }: MessageEvent<string>) => onNews(newsSchema.parse(JSON.parse(data)));
    events.onerror = () => {
      onConnected(false);
      // The browser tries again by itself only after some kinds of failure.
      if (events?.readyState === EventSource.CLOSED) retry = setTimeout(listen, TRY_AGAIN_MS);
    };
  }

  listen();

  return {
    send(command) {
      const sent = lastSent.then(() => post(command));
      lastSent = sent;
      return sent;
    },
    stop() {
      clearTimeout(retry);
      events?.close();
    },
  };
}

async function post(command: Command): Promise<CommandAnswer> {
  try {
    const response = await fetch(CONSOLE_COMMANDS, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [CONSOLE_HEADER]: '1' },
      body: JSON.stringify(command),
    });
    return commandAnswerSchema.parse(await response.json());
  } catch {
    // Not reached, or not our server: for the person at the desk that is the same.
    return { ok: false, error: { code: 'notValidNow', message: 'The contact center does not answer' } };
  }
}
