import type { SupervisedApp } from '../scripts/electron/supervisedApp';
import { findFamily } from '../scripts/electron/processFamily';
import type { Findings } from './findings';
import { findRole, type Role } from './meter';

/** What is killed, and how often of eight times. */
const TARGETS = [
  'renderer',
  'renderer',
  'renderer',
  'renderer',
  'graphics',
  'graphics',
  'main',
  'main',
] as const;
export type Target = (typeof TARGETS)[number];

export interface KillerOptions {
  readonly app: SupervisedApp;
  readonly random: () => number;
  readonly findings: Findings;
  readonly print: (line: string) => void;
}

export interface Killer {
  /** Milliseconds from each kill to what it had taken being back. */
  readonly backAfterMs: Readonly<Record<Target, number[]>>;
  /** Kills one at random, and resolves when it is back. */
  strike(): Promise<void>;
}

const BACK_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 200;
/** A page that has died never answers. */
const ANSWER_WITHIN_MS = 3000;
/** When the page came to a screen that can be used, by the clock on the wall (`App.vue`). */
const READ_USABLE = `(() => {
  const [mark] = performance.getEntriesByName('usable');
  return mark === undefined ? null : performance.timeOrigin + mark.startTime;
})()`;

export function createKiller({ app, random, findings, print }: KillerOptions): Killer {
  const backAfterMs: Record<Target, number[]> = { renderer: [], graphics: [], main: [] };

  async function findId(role: Role): Promise<number | null> {
    const family = await findFamily(app.supervisorId);
    return family.find((member) => findRole(member, app.supervisorId) === role)?.id ?? null;
  }

  /** The moment at which what was killed was there again, or null as long as it is not. */
  async function findBackAt(target: Target, deadId: number, killedAtMs: number): Promise<number | null> {
    if (target === 'graphics') {
      const id = await findId('graphics');
      return id !== null && id !== deadId ? Date.now() : null;
    }
    const page = await app.findPage();
    if (page === null) return null;
    const usableAtMs = await Promise.race([
      page.evaluate<number | null>(READ_USABLE).catch(() => null),
      new Promise<null>((resolve) => setTimeout(() => resolve(null), ANSWER_WITHIN_MS)),
    ]);
    return usableAtMs !== null && usableAtMs > killedAtMs ? usableAtMs : null;
  }

  return {
    backAfterMs,
    async strike() {
      const target = TARGETS[Math.floor(random() * TARGETS.length)] ?? 'renderer';
      const id = await findId(target);
      if (id === null) return;
      const killedAtMs = Date.now();
      process.kill(id, 'SIGKILL');
      while (Date.now() - killedAtMs < BACK_WITHIN_MS) {
        const backAtMs = await findBackAt(target, id, killedAtMs);
        if (backAtMs !== null) {
          backAfterMs[target].push(backAtMs - killedAtMs);
          print(`killed ${target}, back after ${Math.round(backAtMs - killedAtMs)} ms`);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
      findings.violate(`${target} was killed and did not come back in ${BACK_WITHIN_MS / 1000} s`);
    },
  };
}
