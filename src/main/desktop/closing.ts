import type { ChatPhase } from '@shared/chat';
import type { WindowAnswer, WindowQuestion } from '@shared/ipc/contract';

/** What closing the window does: docs/decisions/0011-a-chat-outlives-the-app.md. */

export interface CloseFacts {
  /** The app is being ended as a whole: by its menu, by the system, by a signal. */
  readonly isQuitting: boolean;
  readonly isChatRunning: boolean;
  /** The person has chosen before, or a policy has. */
  readonly keepsChat: boolean;
  /** The page is there to ask in. */
  readonly canAsk: boolean;
  readonly hasTray: boolean;
}

export type CloseDecision = 'close' | 'ask' | 'toBackground';

export function decideClose(facts: CloseFacts): CloseDecision {
  const { isQuitting, isChatRunning, keepsChat, canAsk, hasTray } = facts;
  if (isQuitting || !isChatRunning) return 'close';
  if (keepsChat && (canAsk || hasTray)) return 'toBackground';
  // A window that could neither ask nor close would have to be killed. The chat outlives the app.
  return canAsk ? 'ask' : 'close';
}

/** While a chat runs, somebody may be waiting for an answer, or an answer may be coming. */
export function isRunning(phase: ChatPhase): boolean {
  return phase.name === 'requesting' || phase.name === 'waiting' || phase.name === 'chatting';
}

export interface ClosingOptions {
  readonly getPhase: () => ChatPhase;
  readonly isQuitting: () => boolean;
  readonly keepsChat: () => boolean;
  readonly canAsk: () => boolean;
  readonly hasTray: () => boolean;
  /** From now on closing does not ask. */
  readonly rememberToKeep: () => void;
  /** Without a tray the window is minimized: an app must not be hidden without a way back. */
  readonly hideWindow: () => void;
  readonly minimizeWindow: () => void;
  readonly showWindow: () => void;
  readonly endChat: () => void;
  readonly quit: () => void;
  readonly onChange: (question: WindowQuestion | null) => void;
}

export interface Closing {
  /** Somebody closes the window. Answers whether it may go. */
  mayClose(): boolean;
  /** *End chat* was chosen in the tray. */
  askToEnd(): void;
  answer(answer: WindowAnswer): void;
  /** The chat has changed: what is asked may not matter any more. */
  noteChange(): void;
  getQuestion(): WindowQuestion | null;
}

export function createClosing(options: ClosingOptions): Closing {
  let question: WindowQuestion | null = null;

  function setQuestion(changed: WindowQuestion | null): void {
    if (question === changed) return;
    question = changed;
    options.onChange(question);
  }

  function ask(asked: WindowQuestion): void {
    setQuestion(asked);
    options.showWindow();
  }

  function goToBackground(): void {
    if (options.hasTray()) options.hideWindow();
    else options.minimizeWindow();
  }

  return {
    mayClose() {
      const decision = decideClose({
        isQuitting: options.isQuitting(),
        isChatRunning: isRunning(options.getPhase()),
        keepsChat: options.keepsChat(),
        canAsk: options.canAsk(),
        hasTray: options.hasTray(),
      });
      if (decision === 'ask') ask({ name: 'closing', background: options.hasTray() ? 'tray' : 'minimized' });
      if (decision === 'toBackground') goToBackground();
      return decision === 'close';
    },
    askToEnd() {
      if (isRunning(options.getPhase())) ask({ name: 'ending' });
    },
    answer(answer) {
      const answered = question;
      setQuestion(null);
      if (answered === null) return;
      if (answer === 'keep' && answered.name === 'closing') {
        options.rememberToKeep();
        goToBackground();
      }
      if (answer !== 'end') return;
      options.endChat();
      if (answered.name === 'closing') options.quit();
    },
    noteChange() {
      if (!isRunning(options.getPhase())) setQuestion(null);
    },
    getQuestion: () => question,
  };
}
