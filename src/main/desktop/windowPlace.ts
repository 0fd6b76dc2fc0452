import type { TextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';

/** Where the window was, and how large, when it was last seen. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace extends Rectangle {
  readonly isMaximized: boolean;
}

const FARTHEST = 100_000;

function isPixels(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) <= FARTHEST;
}

/** By hand: the schema library of the rest is larger than all that is read before the window (`start.ts`). */
function isWindowPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height, isMaximized, ...others } = value as Record<string, unknown>;
  return (
    [x, y, width, height].every(isPixels) &&
    typeof isMaximized === 'boolean' &&
    Object.keys(others).length === 0
  );
}

/** Where a window opens. Without a position the system puts it into the middle. */
export interface OpeningPlace {
  readonly width: number;
  readonly height: number;
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly isMaximized: boolean;
}

/** In the user data folder. */
export const PLACE_FILE = 'window.json';

export const SMALLEST = { width: 360, height: 480 } as const;
const USUAL: OpeningPlace = { width: 960, height: 760, position: null, isMaximized: false };

/** So much of the top of the window must be on a screen that a hand can grab it. */
const GRIP_WIDTH = 120;
const GRIP_HEIGHT = 32;

function clamp(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(value, Math.max(lowest, highest)));
}

function canBeGrabbed(place: WindowPlace, area: Rectangle): boolean {
  const visibleWidth = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  return visibleWidth >= GRIP_WIDTH && place.y >= area.y && place.y + GRIP_HEIGHT <= area.y + area.height;
}

/** The place of last time, made to fit the screens of today; the first of them is the main one. */
export function choosePlace(saved: WindowPlace | null, workAreas: readonly Rectangle[]): OpeningPlace {
  const [main] = workAreas;
  if (saved === null || main === undefined) return USUAL;
  const area = workAreas.find((candidate) => canBeGrabbed(saved, candidate));
  const { width, height } = area ?? main;
  return {
    width: clamp(saved.width, SMALLEST.width, width),
    height: clamp(saved.height, SMALLEST.height, height),
    // A screen that has gone has taken the position with it.
    position: area === undefined ? null : { x: saved.x, y: saved.y },
    isMaximized: saved.isMaximized,
  };
}

/** What an earlier run left. What cannot be used is worth no more than a line in the log. */
export async function loadPlace(file: TextFile, log: Log): Promise<WindowPlace | null> {
  try {
    const text = await file.load();
    if (text === null) return null;
    const place: unknown = JSON.parse(text);
    if (isWindowPlace(place)) return place;
    log.warn('window place not used', { reason: 'not a place' });
  } catch (error) {
    log.warn('window place not used', { reason: error instanceof Error ? error.name : 'unknown' });
  }
  return null;
}

export async function savePlace(file: TextFile, place: WindowPlace, log: Log): Promise<void> {
  try {
    await file.save(JSON.stringify(place));
  } catch (error) {
    log.warn('window place not saved', { error });
  }
}
