import { createRandom } from '../../src/simulator/random';
import { createVirtualServer, type Traffic, type VirtualServer } from '../../src/simulator/virtual';
import { createSimulatedTime } from '../harness/simulatedTime';
import type { Customer, CustomerOptions } from './customers';
import { getDurationMs, type Trace, type TraceStep } from './trace';

export interface Delivery {
  readonly trace: Trace;
  readonly text: string;
  /** From the moment when the server could tell of the text to the moment when the page was told of it. */
  readonly delayMs: number;
}

export interface PlayedTraces {
  readonly deliveries: readonly Delivery[];
  /** Texts of agents that never reached the page. */
  readonly missing: number;
  readonly chatMinutes: number;
  readonly traffic: Traffic;
}

const SECOND = 1000;
/** All chats run at the same time, but no two in step. */
const STARTS_WITHIN_MS = 60 * SECOND;
/** For what is under way at the end of a chat. */
const TAIL_MS = 30 * SECOND;

export type CreateCustomer = (options: CustomerOptions, chatNumber: number) => Customer;

/** Plays each trace with one customer against one contact center, in simulated time. */
export async function playTraces(
  traces: readonly Trace[],
  seed: number,
  createCustomer: CreateCustomer,
  onStep: (chatNumber: number, step: TraceStep) => void = () => undefined,
): Promise<PlayedTraces> {
  const clock = createSimulatedTime();
  const server = createVirtualServer({ clock, seed, wireLogLimit: 1, connectRoundTrips: 1 });
  const starts = createRandom(seed);
  const deliveries: Delivery[] = [];
  const said = new Map<string, { atMs: number; trace: Trace }>();

  traces.forEach((trace, number) => {
    const startMs = starts() * STARTS_WITHIN_MS;
    const random = createRandom(seed * 1000 + number);
    let chatId = '';
    const customer = createCustomer(
      {
        server: watchRequestChat(server, (id) => (chatId = id)),
        clock,
        random,
        onShown(text) {
          const spoken = said.get(text);
          if (spoken === undefined || !said.delete(text)) return;
          deliveries.push({ trace: spoken.trace, text, delayMs: clock.now() - spoken.atMs });
        },
      },
      number,
    );
    clock.after(startMs, customer.start);
    for (const step of trace.steps) {
      clock.after(startMs + step.atMs, () => {
        onStep(number, step);
        if (step.by === 'customer') actAsCustomer(customer, step);
        else if (actAsAgent(server, chatId, step) && step.does === 'say') {
          said.set(step.text, { atMs: clock.now(), trace });
        }
      });
    }
  });

  const longestMs = Math.max(...traces.map(getDurationMs));
  await clock.play(STARTS_WITHIN_MS + longestMs + TAIL_MS);
  server.stop();
  return {
    deliveries,
    missing: said.size,
    chatMinutes: traces.reduce((sum, trace) => sum + getDurationMs(trace), 0) / (60 * SECOND),
    traffic: server.traffic,
  };
}

/** The same server, which also says which chat this customer was given. */
function watchRequestChat(server: VirtualServer, onChat: (id: string) => void): VirtualServer {
  return {
    ...server,
    async exchange(request, options) {
      const result = await server.exchange(request, options);
      if (request.path === '/api/v2/chats' && 'body' in result) {
        onChat((JSON.parse(result.body) as { id: string }).id);
      }
      return result;
    },
  };
}

function actAsCustomer(customer: Customer, step: Extract<TraceStep, { by: 'customer' }>): void {
  switch (step.does) {
    case 'type':
      return customer.type();
    case 'send':
      return customer.send(step.text);
    case 'end':
      return customer.end();
  }
}

/** Answers whether it could be done: a chat that is over takes nothing more. */
function actAsAgent(
  server: VirtualServer,
  chatId: string,
  step: Extract<TraceStep, { by: 'agent' }>,
): boolean {
  if (server.model.findChat(chatId)?.state === 'Idle') return false;
  const agent = server.agent('Kim');
  switch (step.does) {
    case 'join':
      agent.accept(chatId);
      break;
    case 'startTyping':
      agent.startTyping(chatId);
      break;
    case 'stopTyping':
      agent.stopTyping(chatId);
      break;
    case 'end':
      agent.end(chatId);
      break;
    case 'say':
      agent.say(chatId, step.text);
      break;
  }
  return true;
}
