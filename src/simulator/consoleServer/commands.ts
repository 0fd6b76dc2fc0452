import type { Autopilot } from '../autopilot/autopilot';
import { commandSchema, type Command, type CommandAnswer } from '../consoleContract';
import type { FaultPresets } from '../faultPresets';
import type { Model } from '../model';
import { Refusal } from '../modelCore';

/** What the console has its hands on. */
export interface Levers {
  readonly model: Model;
  readonly autopilot: Autopilot;
  readonly faultPresets: FaultPresets;
}

/** Carries out what the console asks for. Total: a command that cannot be is answered with a reason. */
export function runCommand(levers: Levers, posted: unknown): CommandAnswer {
  const parsed = commandSchema.safeParse(posted);
  if (!parsed.success) return refuse('badCommand', parsed.error.issues[0]?.message ?? 'Not a command');
  try {
    carryOut(levers, parsed.data);
    return { ok: true };
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.kind, error.message);
    throw error;
  }
}

function carryOut({ model, autopilot, faultPresets }: Levers, command: Command): void {
  switch (command.type) {
    case 'switchAutopilot':
      return autopilot.setEnabled(command.enabled);
    case 'switchFaults':
      return faultPresets.switchTo(command.preset);
    case 'giveBack':
      return autopilot.giveBack(command.chatId);
    case 'takeOver':
      return autopilot.takeOver(command.chatId);
    default:
      actAsAgent(model, command);
      // What a person does in a chat makes it theirs; a refused act does not.
      autopilot.takeOver(command.chatId);
  }
}

function actAsAgent(model: Model, command: Extract<Command, { agent: string }>): void {
  const agent = model.agent(command.agent);
  switch (command.type) {
    case 'accept':
      return void agent.accept(command.chatId);
    case 'say':
      return void agent.say(command.chatId, command.text);
    case 'startTyping':
      return void agent.startTyping(command.chatId);
    case 'stopTyping':
      return void agent.stopTyping(command.chatId);
    case 'leave':
      return agent.leave(command.chatId);
    case 'rejoin':
      return void agent.rejoin(command.chatId);
    case 'transfer':
      return void agent.transfer(command.chatId, command.to);
    case 'end':
      return agent.end(command.chatId);
  }
}

function refuse(code: 'badCommand' | 'unknownChat' | 'notValidNow', message: string): CommandAnswer {
  return { ok: false, error: { code, message } };
}
