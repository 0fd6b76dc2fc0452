import type { Clock } from './clock';
import type { Model } from './model';

/** Tests wait on what happens in the contact center, not on time. */
export interface Waits {
  until<T>(look: () => T | undefined, timeoutMs: number): Promise<T>;
  /** Ends all waiting, so that nothing keeps the process alive. */
  stop(): void;
}

export function createWaits(model: Model, clock: Clock): Waits {
  const endings = new Set<(reason: string) => void>();

  function until<T>(look: () => T | undefined, timeoutMs: number): Promise<T> {
    const found = look();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const end = (): void => {
        off();
        callOff();
        endings.delete(giveUp);
      };
      const giveUp = (reason: string): void => {
        end();
        reject(new Error(reason));
      };
      const lookAgain = (): void => {
        const foundNow = look();
        if (foundNow === undefined) return;
        end();
        resolve(foundNow);
      };
      const off = model.onChange(() => {
        try {
          lookAgain();
        } catch (error) {
          // The mistake is the waiting test's, not that of whoever changed the chat.
          end();
          reject(error as Error);
        }
      });
      const callOff = clock.after(timeoutMs, () => {
        giveUp(`Nothing of the kind happened within ${timeoutMs} ms`);
      });
      endings.add(giveUp);
    });
  }

  return {
    until,
    stop() {
      for (const giveUp of [...endings]) giveUp('The simulator was stopped');
    },
  };
}
