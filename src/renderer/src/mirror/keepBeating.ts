import type { CommandArgument } from '@shared/ipc/contract';
import { startPulse } from './pulse';

const BEAT_EVERY_MS = 2_000;
const SIGNS_OF_USE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Tells main every two seconds that the page lives, whether it can be seen, and whether somebody has used it since.
 * Answers the function that ends it.
 */
export function keepBeating(send: (beat: CommandArgument<'page:beat'>) => void): () => void {
  const pulse = startPulse();
  const stop = new AbortController();
  let used = false;
  let isDrawing = false;

  async function beat(): Promise<void> {
    if (isDrawing) return;
    isDrawing = true;
    const drawn = await pulse.beat();
    isDrawing = false;
    if (stop.signal.aborted) return;
    send({ visible: !document.hidden, used, pulse: drawn });
    used = false;
  }

  function noteVisibility(): void {
    if (document.hidden) send({ visible: false, used: false, pulse: 0 });
    else void beat();
  }

  const timer = window.setInterval(() => void beat(), BEAT_EVERY_MS);
  const listening = { signal: stop.signal, capture: true, passive: true };
  for (const sign of SIGNS_OF_USE) window.addEventListener(sign, () => (used = true), listening);
  document.addEventListener('visibilitychange', noteVisibility, { signal: stop.signal });
  void beat();
  return () => {
    window.clearInterval(timer);
    stop.abort();
    pulse.stop();
  };
}
