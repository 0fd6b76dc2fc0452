import type { ElectronApplication, Page } from '@playwright/test';
import type { Language } from '../../src/shared/preferences';
import type { Simulator, SimulatorOptions } from '../../src/simulator';
import type { Shoot } from './camera';

export interface Stage {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly simulator: Simulator;
  readonly shoot: Shoot;
}

/** A way through the app with pictures on it, all of whose names begin with the name of the story. */
export interface Story {
  readonly name: string;
  /** Where it is told: on a desk, at a counter in kiosk mode, or both. */
  readonly places: readonly Place[];
  /** Whether the app knows its contact center from the start. Default: yes. */
  readonly isConfigured?: boolean;
  /** What the user file has besides the connection. */
  readonly settings?: object;
  /** Whether earlier chats have left word of how long they waited. Default: no. */
  readonly hasWaited?: boolean;
  /** Told from the attract screen of a counter on. Default: somebody has begun. */
  readonly isAttracting?: boolean;
  /** Told in this one alone: whoever chooses a language at an attract screen has begun. */
  readonly language?: Language;
  /** What there is around the app. Default: nothing. */
  readonly surround?: (simulator: Simulator) => Promise<Surroundings>;
  /** How soon a counter asks whether somebody is there, in milliseconds. Default: not during the story. */
  readonly idleMs?: number;
  readonly simulatorOptions?: SimulatorOptions;
  readonly tell: (stage: Stage) => Promise<void>;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** Of the machine. */
  readonly policy?: object;
  readonly stop?: () => Promise<void>;
}

export type Place = 'desk' | 'counter';
