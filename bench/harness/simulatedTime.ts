import type { Clock } from '../../src/main/lib/time';
import { createFakeClock } from '../../src/simulator/fakeClock';

/** One clock for the app and for the server, so that a bench measures the design and not the machine. */
export interface SimulatedTime extends Clock {
  /** Moves the time on; promises settle after everything that falls due. */
  play(ms: number): Promise<void>;
  /** The same for thousands of clients: promises settle only at the end of each of these short steps. */
  playInSteps(ms: number, stepMs: number): Promise<void>;
}

export function createSimulatedTime(): SimulatedTime {
  const clock = createFakeClock();
  const startMs = clock.now();
  return {
    now: clock.now,
    monotonic: () => clock.now() - startMs,
    after: clock.after,
    play: clock.play,
    async playInSteps(ms, stepMs) {
      for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
        clock.advance(Math.min(stepMs, ms - passedMs));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
