import { pathToFileURL } from 'node:url';
import type { Report } from '../report';
import { bundle } from './bundle';
import type * as PowerLoss from './powerLoss';

/** Runs `powerLoss.ts` bundled, since there the app's own code is on other files than the real ones. */
export async function losePower(options: PowerLoss.PowerLossOptions): Promise<Report> {
  const program = await bundle('powerLoss.ts', 'memoryFiles');
  try {
    const { torturePower } = (await import(
      /* @vite-ignore */ pathToFileURL(program.path).href
    )) as typeof PowerLoss;
    return await torturePower(options);
  } finally {
    await program.remove();
  }
}
