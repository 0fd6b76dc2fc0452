import { createRandom } from '../../src/simulator/random';
import { createVirtualServer } from '../../src/simulator/virtual';
import { createSimulatedTime } from '../harness/simulatedTime';
import { formatTable, formatTarget } from '../report/table';
import { addLosses, compareChat, NO_LOSSES, type Losses } from './compare';
import { createSender } from './sender';

const COUNTERS = 20;
const MESSAGES_PER_CHAT = 15;
const FAULT_RATE = 0.1;
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Many sends over a bad line: what the screen said of each, held against what the contact center has. */
export async function reportLoss(sends: number, seed: number): Promise<string> {
  const clock = createSimulatedTime();
  const server = createVirtualServer({ clock, seed, wireLogLimit: 1, endedChatsKept: Infinity });
  const faults = server.faults.random({ seed, rate: FAULT_RATE });
  server.model.onChange(({ type, ...change }) => {
    // An agent picks up every chat at once.
    if (type !== 'chatChanged' || !('opened' in change) || !change.opened) return;
    clock.after(1000, () => {
      if (change.chat.state === 'WaitingForAgent') server.agent('Kim').accept(change.chat.id);
    });
  });

  let losses: Losses = NO_LOSSES;
  let failedStarts = 0;
  let chats = 0;
  let running = COUNTERS;

  async function runCounter(number: number): Promise<void> {
    const random = createRandom(seed * 1000 + number);
    const name = `counter ${number}`;
    const sender = createSender({ server, clock, random, name, messagesPerChat: MESSAGES_PER_CHAT });
    while (losses.messages < sends) {
      const finished = await sender.holdChat();
      if (finished === null) {
        failedStarts += 1;
        continue;
      }
      chats += 1;
      const chat = server.model.chats().find(({ subject }) => subject === finished.subject);
      if (chat !== undefined) losses = addLosses(losses, compareChat(finished, chat));
    }
    running -= 1;
  }

  const counters = Promise.all(Array.from({ length: COUNTERS }, (_, number) => runCounter(number)));
  for (let passedMs = 0; running > 0 && passedMs < LONGEST_MS; passedMs += 60_000) await clock.play(60_000);
  if (running > 0) throw new Error(`${running} counters hang`);
  await counters;
  server.stop();
  return formatLosses(losses, { chats, failedStarts, harmed: faults.hits / faults.requests });
}

function formatLosses(
  losses: Losses,
  { chats, failedStarts, harmed }: { chats: number; failedStarts: number; harmed: number },
): string {
  const share = (count: number) => `${((100 * count) / losses.messages).toFixed(2)} %`;
  const rows = (
    [
      ['shown as sent', losses.sent],
      ['lost', losses.lost],
      ['doubled by the client', losses.doubled],
      ['not sent, said rightly', losses.notSent - losses.falselyNotSent],
      ['not sent, said wrongly', losses.falselyNotSent],
      ['not confirmed, had arrived', losses.unknownArrived],
      ['not confirmed, had not', losses.unknownAbsent],
      ['without a final word', losses.stillOpen],
    ] as const
  ).map(([what, count]) => [what, String(count), share(count)]);
  return [
    `(c) Loss: ${losses.messages} messages in ${chats} chats, ${(100 * harmed).toFixed(1)} % of all requests harmed; ${failedStarts} chats did not start`,
    'What the screen said of each message, held against the transcript of the contact center.',
    '',
    formatTable(['', 'messages', 'share'], rows),
    '',
    formatTarget('lost', String(losses.lost), losses.lost === 0),
    formatTarget('doubled by the client', String(losses.doubled), losses.doubled === 0),
    formatTarget('falsely called not sent', String(losses.falselyNotSent), losses.falselyNotSent === 0),
    formatTarget('without a final word', String(losses.stillOpen), losses.stillOpen === 0),
  ].join('\n');
}
