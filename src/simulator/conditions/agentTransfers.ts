import { presentAgents } from '../chat';
import { createTimerGroup, type Clock } from '../clock';
import type { Model } from '../model';
import type { ConditionSwitches } from './switches';

const EVERY_MS = 15_000;
const NAMES = ['Kim', 'Lee', 'Maya'] as const;

/** Every agent hands every chat over to the next name, again and again, until the returned function is called. */
export function startAgentTransfers(
  model: Model,
  clock: Clock,
  { everyMs = EVERY_MS, names = NAMES }: NonNullable<ConditionSwitches['agentTransfers']>,
): () => void {
  const timers = createTimerGroup(clock);
  timers.every(everyMs, () => {
    for (const chat of model.chats()) {
      const present = presentAgents(chat).map(({ nickname }) => nickname);
      const [agent] = present;
      if (agent === undefined) continue;
      const start = names.indexOf(agent) + 1;
      const next = [...names.slice(start), ...names.slice(0, start)].find((name) => !present.includes(name));
      if (next !== undefined) model.agent(agent).transfer(chat.id, next);
    }
  });
  return () => timers.stop();
}
