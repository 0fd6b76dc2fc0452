import type { Page } from '@playwright/test';
import type { SupervisedApp } from '../scripts/electron/supervisedApp';
import type { Chat, Simulator } from '../src/simulator';
import type { Findings } from './findings';
import { endChat, goToStart, isInChat, isOver, readEverything, say, shows, startChat } from './screens';

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
  async function until(what: string, step: (page: Page) => Promise<boolean>): Promise<boolean> {
    for (const untilMs = Date.now() + STEP_WITHIN_MS; Date.now() < untilMs;) {
      const page = await app.findPage();
      const isDone = page !== null && (await Promise.race([step(page).catch(() => false), late()]));
      if (isDone) return true;
      await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
    }
    findings.violate(`customer ${number}: ${what} did not come true in ${STEP_WITHIN_MS / 1000} s`);
    return false;
  }

  /** The newest, since a request whose answer was lost may be made again by the customer. */
  function findChat(): Chat | undefined {
    return simulator.model
      .chats()
      .findLast((chat) => chat.state !== 'Idle' && chat.subject === mark(number, 'subject'));
  }

  async function begin(): Promise<boolean> {
    const isAtStart = await until('the Start screen', async (page) => {
      if (!(await goToStart(page))) return false;
      const others = findCustomers(await readEverything(page));
      others.delete(number);
      for (const other of others) findings.violate(`customer ${number} finds words of customer ${other}`);
      return true;
    });
    if (!isAtStart) return false;
    return until('a chat', async (page) => {
      if (findChat() !== undefined && (await isInChat(page))) return true;
      if (await page.getByRole('textbox', { name: 'Your name' }).isVisible()) {
        findings.count('requests for a chat');
        await startChat(page, mark(number, 'name'), mark(number, 'subject'));
      }
      return false;
    });
  }

  function countInTranscript(chat: Chat, text: string): number {
    return chat.transcript.filter((entry) => entry.type === 'Text' && entry.text === text).length;
  }

  async function exchange(at: number): Promise<boolean> {
    const [asked, answered] = [mark(number, `says-${at}`), mark(number, `hears-${at}`)];
    const isSaid = await until(`message ${at}`, async (page) => {
      const chat = findChat();
      if (chat !== undefined && countInTranscript(chat, asked) > 0) return true;
      await say(page, asked);
      return false;
    });
    const chat = findChat();
    if (!isSaid || chat === undefined) return false;
    simulator.agent('Kim').say(chat.id, answered);
    return until(`answer ${at}`, (page) => shows(page, answered));
  }

  async function converse(): Promise<boolean> {
    const chat = findChat();
    if (chat === undefined) return false;
    simulator.agent('Kim').accept(chat.id);
    for (let at = 1; at <= EXCHANGES; at += 1) if (!(await exchange(at))) return false;
    for (let at = 1; at <= EXCHANGES; at += 1) {
      if (countInTranscript(chat, mark(number, `says-${at}`)) > 1)
        findings.violate(`customer ${number}: message ${at} arrived twice`);
    }
    return true;
  }

  if (!(await begin())) return false;
  if (!(await converse())) return false;
  return until('the end', async (page) => {
    // A page that has just come back shows no chat either; the contact center knows whether it has ended.
    if (await isOver(page)) return findChat() === undefined;
    await endChat(page);
    return false;
  });
}
