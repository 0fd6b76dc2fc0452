import { fork } from 'node:child_process';
import type { Assignment, Command, News, Screen } from './protocol';

/** One run of the victim, seen from outside. */
export interface Life {
  readonly screen: () => Screen | null;
  readonly isOver: () => boolean;
  /** Local ids of what it has taken and kept, by the number of the message. */
  readonly saved: ReadonlyMap<number, string>;
  /** Every local id that the screen of a running chat has ever shown. */
  readonly shown: ReadonlySet<string>;
  readonly savedDraft: () => string | null;
  readonly errors: readonly string[];
  tell(command: Command): void;
  kill(): void;
  /** False when it was over, or the time was, before the screen showed that. */
  until(isShown: (screen: Screen) => boolean, timeoutMs: number): Promise<boolean>;
  /** Whether it ended by itself within the time. */
  untilOver(timeoutMs: number): Promise<boolean>;
}

export function startLife(program: string, assignment: Assignment): Life {
  const child = fork(program, [JSON.stringify(assignment)], { execArgv: [], silent: true });
  const saved = new Map<number, string>();
  const shown = new Set<string>();
  const errors: string[] = [];
  const listeners = new Set<() => void>();
  let screen: Screen | null = null;
  let savedDraft: string | null = null;
  let isOver = false;

  child.stderr?.on('data', (text: Buffer) => errors.push(`wrote ${text.toString().slice(0, 300)}`));
  child.on('message', (news: News) => {
    if (news.name === 'screen') {
      ({ screen } = news);
      const isRunning = screen.phase === 'waiting' || screen.phase === 'chatting';
      if (isRunning) for (const { localId } of screen.outgoing) shown.add(localId);
    } else if (news.name === 'saved') saved.set(news.number, news.localId);
    else if (news.name === 'draftSaved') savedDraft = news.text;
    else errors.push(news.what);
    for (const listener of [...listeners]) listener();
  });
  // A message that cannot be delivered: the child is gone, and `exit` says the rest.
  child.on('error', () => undefined);
  child.on('exit', (code, signal) => {
    isOver = true;
    if (signal !== 'SIGKILL') errors.push(`ended with code ${code}, signal ${signal}`);
    for (const listener of [...listeners]) listener();
  });

  function wait(isDone: () => boolean, timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        listeners.delete(look);
        resolve();
      };
      const look = (): void => {
        if (isOver || isDone()) finish();
      };
      const timer = setTimeout(finish, timeoutMs);
      listeners.add(look);
      look();
    });
  }

  return {
    screen: () => screen,
    isOver: () => isOver,
    saved,
    shown,
    savedDraft: () => savedDraft,
    errors,
    tell: (command) => {
      if (!isOver && child.connected) child.send(command, () => undefined);
    },
    kill: () => child.kill('SIGKILL'),
    async until(isShown, timeoutMs) {
      const isDone = (): boolean => screen !== null && isShown(screen);
      await wait(isDone, timeoutMs);
      return !isOver && isDone();
    },
    async untilOver(timeoutMs) {
      await wait(() => false, timeoutMs);
      return isOver;
    },
  };
}
