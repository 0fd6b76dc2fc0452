import { refuse, type Result } from '@shared/result';
import { EXPOSED_NAME, type CommandName } from '@shared/ipc/names';
import type {
  CommandAnswer,
  CommandArgument,
  CommandValue,
  IpcError,
  NumberedEvent,
} from '@shared/ipc/contract';
import type { ExposedApi } from '../../preload/exposed';

/** The one door to the main process. No other file touches the exposed object. */

declare global {
  interface Window {
    /** Put there by the preload, unless the preload failed. */
    readonly [EXPOSED_NAME]?: ExposedApi;
  }
}

export type Answer<Name extends CommandName> = Result<CommandValue<Name>, IpcError>;

/** Thrown when the page runs without its preload: nothing can work then, and waiting does not help. */
export class PreloadMissing extends Error {
  override readonly name = 'PreloadMissing';

  constructor() {
    super(
      `window.${EXPOSED_NAME} is missing: the preload did not run, or threw before it exposed its object.`,
    );
  }
}

/** Thrown by `loadFromMain` when main refuses a command that has no ordinary refusal. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';

  constructor(
    readonly command: CommandName,
    readonly code: IpcError['code'],
    reason: string,
  ) {
    super(`${command} was refused (${code}): ${reason}`);
  }
}

/** Sends a command. A refusal is an answer; a call that breaks on the way is answered as `internal`. */
export async function callMain<Name extends CommandName>(
  name: Name,
  argument: CommandArgument<Name>,
): Promise<Answer<Name>> {
  const send = exposedApi()[name] as (argument: CommandArgument<Name>) => Promise<CommandAnswer<Name>>;
  try {
    return await send(argument);
  } catch (cause) {
    return refuse({ code: 'internal', message: String(cause) });
  }
}

/** Sends a command whose refusal the caller cannot handle as an answer: it throws `CommandRefused` instead. */
export async function loadFromMain<Name extends CommandName>(
  name: Name,
  argument: CommandArgument<Name>,
): Promise<CommandValue<Name>> {
  const answer = await callMain(name, argument);
  if (!answer.ok) throw new CommandRefused(name, answer.error.code, answer.error.message);
  return answer.value;
}

/** Calls `listener` with every event from now on, and returns the function that ends it. */
export function onMainEvent(listener: (event: NumberedEvent) => void): () => void {
  return exposedApi().onEvent(listener);
}

function exposedApi(): ExposedApi {
  const exposed = window[EXPOSED_NAME];
  if (!exposed) throw new PreloadMissing();
  return exposed;
}
