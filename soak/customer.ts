import type { Page } from '@playwright/test';
import type { SupervisedApp } from '../scripts/electron/supervisedApp';
import type { Chat, Simulator } from '../src/simulator';
import { COPIED, type Findings } from './findings';
import {
  copy,
  endChat,
  goToStart,
  isAtStart,
  isInChat,
  isOver,
  isUpToDate,
  paste,
  press,
  readEverything,
  sendAgain,
  shows,
  startChat,
} from './screens';

export interface CustomerOptions {
  readonly app: SupervisedApp;
  readonly simulator: Simulator;
  readonly findings: Findings;
  readonly number: number;
}

/** Longer than any recovery, and than the back-off after the worst of lines. */
const STEP_WITHIN_MS = 90_000;
const TRY_EVERY_MS = 150;
const EXCHANGES = 3;
/** A page that has died never answers. */
const TRIED_WITHIN_MS = 8000;
/** Who waits for something shows that they are still there, or the counter takes them for gone. */
const STIR_EVERY_MS = 4000;
/** Each of so many customers walks away in the middle of the chat. */
const LEAVES_EVERY = 8;

const late = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), TRIED_WITHIN_MS));

const MARK = /SOAK-(\d+)-/g;

/** Every word of a customer says whose it is. */
function mark(customer: number, what: string): string {
  return `SOAK-${customer}-${what}`;
}

/** The customers whose words are in this text. */
export function findCustomers(text: string): Set<number> {
  return new Set([...text.matchAll(MARK)].map(([, digits]) => Number(digits)));
}

/** Plays one customer, and the agent; whatever dies meanwhile is waited for. False: the chat was lost. */
export async function playCustomer({ app, simulator, findings, number }: CustomerOptions): Promise<boolean> {
  /** A page may die under any step, so each is tried until what it is for has come true. */
  async function until(
    what: string,
    step: (page: Page) => Promise<boolean>,
    { isPresent = true } = {},
  ): Promise<boolean> {
    let stirredAtMs = Date.now();
    for (const untilMs = Date.now() + STEP_WITHIN_MS; Date.now() < untilMs;) {
      const page = await app.findPage();
      const isDone = page !== null && (await Promise.race([step(page).catch(() => false), late()]));
      if (isDone) return true;
      if (isPresent && page !== null && Date.now() - stirredAtMs > STIR_EVERY_MS) {
        stirredAtMs = Date.now();
        await Promise.race([page.keyboard.press('Shift').catch(() => undefined), late()]);
      }
      await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
    }
    findings.violate(`customer ${number}: ${what} did not come true in ${STEP_WITHIN_MS / 1000} s`);
    return false;
  }

  function findChats(): Chat[] {
    return simulator.model.chats().filter((chat) => chat.subject === mark(number, 'subject'));
  }

  /** The newest, since a request whose answer was lost may be made again by the customer. */
  function findChat(): Chat | undefined {
    return findChats().findLast((chat) => chat.state !== 'Idle');
  }

  function lookForOthers(what: string, text: string): void {
    const others = findCustomers(text);
    others.delete(number);
    for (const other of others)
      findings.violate(`customer ${number} finds words of customer ${other} ${what}`);
  }

  async function begin(): Promise<boolean> {
    const isThere = await until('the Start screen', async (page) => {
      if (!(await goToStart(page))) return false;
      lookForOthers('in the page', await readEverything(page));
      lookForOthers('on the clipboard', await paste(page));
      return isAtStart(page);
    });
    if (!isThere) return false;
    return until('a chat', async (page) => {
      if (findChat() !== undefined && (await isInChat(page))) return true;
      // The app may have died with the form, before it asked for anything: then a counter begins anew, and so do they.
      const isForgotten = findChats().length === 0 && (await goToStart(page));
      if (isForgotten || (await isAtStart(page))) {
        findings.count('requests for a chat');
        await startChat(page, mark(number, 'name'), mark(number, 'subject'));
      }
      return false;
    });
  }

  function countInTranscript(chat: Chat, text: string): number {
    return chat.transcript.filter((entry) => entry.type === 'Text' && entry.text === text).length;
  }

  function countOnTheWire(chat: Chat, text: string): number {
    const sent = simulator.wireLog.records({ operation: 'SendMessage', chatId: chat.id });
    return sent.filter(({ body }) => body?.text.includes(text) === true).length;
  }

  /**
   * Says it, and says it again only when an up-to-date conversation does not show it: each time in other words, so that
   * what arrives twice tells who has doubled it.
   */
  async function sayOnce(at: number): Promise<boolean> {
    const pressed: string[] = [];
    let timesSentAgain = 0;
    const arrived = () => {
      const chat = findChat();
      return chat === undefined ? [] : pressed.filter((text) => countInTranscript(chat, text) > 0);
    };
    const isSaid = await until(`message ${at}`, async (page) => {
      if (arrived().length > 0) return true;
      if (!(await isUpToDate(page))) return false;
      if (pressed.length > 0 && (await shows(page, ...pressed))) {
        if (await sendAgain(page)) timesSentAgain += 1;
        return false;
      }
      if (pressed.length > 0) findings.count('messages that had gone from the page and were said anew');
      const text = mark(number, `says-${at}.${pressed.length + 1}`);
      pressed.push(text);
      await press(page, text);
      return false;
    });
    checks.push(() => {
      const chat = findChats().at(-1);
      if (chat === undefined) return;
      const said = pressed.filter((text) => countInTranscript(chat, text) > 0);
      if (said.length > 1)
        findings.violate(`customer ${number}: message ${at} had gone from the page and arrived all the same`);
      for (const text of said) {
        const [times, sent] = [countInTranscript(chat, text), countOnTheWire(chat, text)];
        if (times > 1 + timesSentAgain)
          findings.violate(
            `customer ${number}: ${text}, said once, arrived ${times} times, sent ${sent} times`,
          );
      }
      if (timesSentAgain > 0) findings.count('messages that could not be confirmed');
    });
    return isSaid;
  }

  const checks: (() => void)[] = [];

  async function exchange(at: number): Promise<boolean> {
    const answer = mark(number, `hears-${at}`);
    const isSaid = await sayOnce(at);
    const chat = findChat();
    if (!isSaid || chat === undefined) return false;
    simulator.agent('Kim').say(chat.id, answer);
    return until(`answer ${at}`, (page) => shows(page, answer));
  }

  async function converse(): Promise<boolean> {
    const chat = findChat();
    if (chat === undefined) return false;
    simulator.agent('Kim').accept(chat.id);
    for (let at = 1; at <= EXCHANGES; at += 1) if (!(await exchange(at))) return false;
    return true;
  }

  /** A page that has just come back shows no chat either; the contact center knows whether it has ended. */
  const hasEnded = async (page: Page) => findChat() === undefined && (await isOver(page));

  async function finish(): Promise<boolean> {
    let isCopied = false;
    return until('the end', async (page) => {
      if (await isOver(page)) return hasEnded(page);
      if (!isCopied) {
        isCopied = await copy(page, mark(number, 'copies'));
        if (isCopied) findings.count(COPIED);
      }
      await endChat(page);
      return false;
    });
  }

  async function walkAway(): Promise<boolean> {
    findings.count('customers who walked away');
    return until('the wipe', hasEnded, { isPresent: false });
  }

  if (!(await begin())) return false;
  const isServed = (await converse()) && (number % LEAVES_EVERY === 0 ? await walkAway() : await finish());
  for (const check of checks) check();
  return isServed;
}
