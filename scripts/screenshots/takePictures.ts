import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { _electron } from '@playwright/test';
import { beginAtCounter } from '../../e2e/fixtures/customerSteps';
import { startSimulator, type Simulator } from '../../src/simulator';
import type { PreparedElectron } from '../electron/launch';
import { projectRoot } from '../process/projectRoot';
import { messageOf } from '../process/setupError';
import { withTemporaryFolder } from '../process/temporaryFolder';
import { createCamera } from './camera';
import { STORIES } from './stories';
import { rememberedWaits } from './stories/waiting';
import type { Place, Story, Surroundings } from './story';
import { DESKTOP, KIOSK, speaking } from './variants';

const FOLDER = join(projectRoot, 'out', 'screenshots');
/** Much of a story is waiting, for the app to give up on something or for the agent. */
const STORIES_AT_ONCE = 2;
/** Longer than any story. */
const LONG_MS = 3_600_000;
/** As many digits as it may have. */
const COUNTDOWN_MS = 299_000;

interface Telling {
  readonly story: Story;
  readonly place: Place;
}

/** @returns 0, or 1 when a story could not be told to its end. */
export async function takePictures(electron: PreparedElectron, only: string): Promise<number> {
  if (only === '') await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  Object.assign(process.env, electron.env, {
    ELECTRON_OVERRIDE_DIST_PATH: dirname(electron.executablePath),
    // The stories are told in English, on whatever computer.
    LANGUAGE: 'en',
  });
  const waiting = STORIES.filter(({ name }) => name.startsWith(only) || only.startsWith(name)).flatMap(
    (story) => story.places.map((place): Telling => ({ story, place })),
  );
  let failures = 0;

  async function tellAll(): Promise<void> {
    for (let telling = waiting.shift(); telling !== undefined; telling = waiting.shift()) {
      const { story, place } = telling;
      try {
        await tell(electron, telling, only);
        console.log(`  ${story.name} (${place})`);
      } catch (error) {
        failures += 1;
        console.error(`  ${story.name} (${place}) broke off: ${messageOf(error)}`);
      }
    }
  }

  await Promise.all(Array.from({ length: STORIES_AT_ONCE }, tellAll));
  console.log(`The pictures are in ${relative(process.cwd(), FOLDER)}/`);
  return failures === 0 ? 0 : 1;
}

async function tell(electron: PreparedElectron, { story, place }: Telling, only: string): Promise<void> {
  const simulator = await startSimulator(story.simulatorOptions);
  const surroundings = (await story.surround?.(simulator)) ?? {};
  try {
    await withTemporaryFolder(async (userDataFolder) => {
      if (story.isConfigured !== false) await configure(userDataFolder, simulator, story);
      if (story.hasWaited === true) await rememberWaits(userDataFolder, simulator);
      const app = await _electron.launch({
        args: [
          ...electron.args,
          projectRoot,
          `--user-data-dir=${userDataFolder}`,
          ...(await writePolicy(userDataFolder, surroundings)),
          ...(place === 'counter' ? ['--kiosk'] : []),
        ],
        env: {
          ...(process.env as Record<string, string>),
          COUNTERLINE_TEST_IDLE_MS: `${story.idleMs ?? LONG_MS},${COUNTDOWN_MS}`,
          ...surroundings.env,
        },
      });
      try {
        const page = await app.firstWindow();
        if (place === 'counter' && story.isConfigured !== false && story.isAttracting !== true)
          await beginAtCounter(page);
        const all = place === 'counter' ? KIOSK : DESKTOP;
        const variants = story.language === undefined ? all : speaking(all, story.language);
        const shoot = createCamera({ app, page, folder: FOLDER, variants, only });
        await story.tell({ app, page, simulator, shoot });
      } finally {
        await app.close();
      }
    });
  } finally {
    await surroundings.stop?.();
    await simulator.stop();
  }
}

/** The flags that lead to it. */
async function writePolicy(userDataFolder: string, { policy }: Surroundings): Promise<string[]> {
  if (policy === undefined) return [];
  const file = join(userDataFolder, 'policy.json');
  await writeFile(file, JSON.stringify(policy));
  return [`--policy=${file}`];
}

/** As if somebody had filled in the first screen: unlike flags, this leaves the settings open to change. */
function configure(
  userDataFolder: string,
  { url, contactCenterId }: Simulator,
  { settings: more, language }: Story,
): Promise<void> {
  const spoken = language === undefined ? {} : { language };
  const settings = { ...more, ...spoken, serverUrl: url, contactCenterId };
  return writeFile(join(userDataFolder, 'settings.json'), JSON.stringify(settings));
}

function rememberWaits(userDataFolder: string, { url, contactCenterId }: Simulator): Promise<void> {
  return writeFile(join(userDataFolder, 'waits.json'), rememberedWaits(`${url} ${contactCenterId} `));
}
