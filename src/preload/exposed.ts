import type { CommandAnswer, CommandArgument, NumberedEvent } from '@shared/ipc/contract';
import type { CommandName } from '@shared/ipc/names';

/** The one object that the page sees. There is no way through it but the commands of the contract. */
export type ExposedApi = {
  readonly [Name in CommandName]: (argument: CommandArgument<Name>) => Promise<CommandAnswer<Name>>;
} & {
  /** Calls `listener` with every event from now on, and returns the function that ends it. */
  readonly onEvent: (listener: (event: NumberedEvent) => void) => () => void;
};
