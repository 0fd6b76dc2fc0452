import type { IpcMainInvokeEvent } from 'electron';
import { commands, type CommandAnswer, type CommandValue, type IpcErrorCode } from '@shared/ipc/contract';
import { COMMAND_NAMES, type CommandName } from '@shared/ipc/names';
import type { z } from 'zod';
import type { Log } from '../lib/log';
import type { RateLimit } from './rateLimit';

/** The one door through which the page reaches the main process: sender check, rate, schema, answer with a code. */

export type CommandHandlers = {
  readonly [Name in CommandName]: (
    argument: z.output<ReturnType<(typeof commands)[Name]['argument']>>,
  ) => Promise<CommandValue<Name>> | CommandValue<Name>;
};

/** Thrown by a handler to refuse with a code that the page understands. */
export class CommandRefusal extends Error {
  override readonly name = 'CommandRefusal';
  constructor(
    readonly code: IpcErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** The part of Electron's `ipcMain` that is needed. */
export interface InvokeRegistry {
  handle(channel: string, listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown): void;
}

export interface DoorOptions {
  readonly registry: InvokeRegistry;
  readonly handlers: CommandHandlers;
  /** True only for the main frame of the app's own window, showing the app's own page. */
  readonly isTrustedSender: (event: IpcMainInvokeEvent) => boolean;
  readonly rateLimit: RateLimit;
  readonly log: Log;
}

function refusal(
  code: IpcErrorCode,
  message: string,
): { ok: false; error: { code: IpcErrorCode; message: string } } {
  return { ok: false, error: { code, message } };
}

export function openDoor({ registry, handlers, isTrustedSender, rateLimit, log }: DoorOptions): void {
  /** A frame that was disposed of meanwhile throws when it is looked at. */
  function isKnownSender(event: IpcMainInvokeEvent): boolean {
    try {
      return isTrustedSender(event);
    } catch (error) {
      log.warn('sender could not be checked', { error });
      return false;
    }
  }

  async function answer<Name extends CommandName>(
    name: Name,
    event: IpcMainInvokeEvent,
    args: readonly unknown[],
  ): Promise<CommandAnswer<Name>> {
    if (!isKnownSender(event)) {
      log.warn('command from a foreign sender refused', { command: name });
      return refusal('invalidArgument', 'Not allowed');
    }
    const rate = rateLimit.take(name);
    if (rate !== 'allowed') {
      if (rate === 'firstRefused') log.warn('commands come too fast, refused', { command: name });
      return refusal('notNow', 'Too many at once');
    }
    const parsed = commands[name].argument().safeParse(args[0]);
    if (args.length !== 1 || !parsed.success) {
      log.warn('command with a malformed argument refused', { command: name });
      return refusal('invalidArgument', 'The argument does not have the expected form');
    }
    try {
      // The parsed value has the type that the same row of the table gives to the handler.
      const handler = handlers[name] as (
        argument: unknown,
      ) => Promise<CommandValue<Name>> | CommandValue<Name>;
      return { ok: true, value: await handler(parsed.data) };
    } catch (error) {
      if (error instanceof CommandRefusal) return refusal(error.code, error.message);
      log.error('command failed', { command: name, error });
      return refusal('internal', 'Something went wrong');
    }
  }

  for (const name of COMMAND_NAMES) registry.handle(name, (event, ...args) => answer(name, event, args));
}
