import type { IpcMainInvokeEvent } from 'electron';
import type { InvokeRegistry } from './door';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

/**
 * Takes commands from the first moment on, and answers none before the app behind them is there: so the page can be
 * loaded while the app is still being built.
 */
export interface WaitingRegistry extends InvokeRegistry {
  /** From now on the listeners answer, first what has waited. A channel that has none by now never answers. */
  open(): void;
}

export function createWaitingRegistry(
  registry: InvokeRegistry,
  channels: readonly string[],
): WaitingRegistry {
  const listeners = new Map<string, Listener>();
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  for (const channel of channels) {
    registry.handle(channel, async (event, ...args) => {
      await opened;
      return listeners.get(channel)?.(event, ...args);
    });
  }
  return {
    handle(channel, listener) {
      listeners.set(channel, listener);
    },
    open,
  };
}
