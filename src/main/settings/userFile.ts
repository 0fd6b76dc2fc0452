import type { SettingName, SettingsLayer } from '@shared/settings';
import { readFileIfThere, setAside, withoutByteOrderMark, writeFileAtomically } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { EMPTY_LAYER, isObject, parseLayer, type ParsedLayer } from './layers';

/** The user's own settings in a file. Keys that this version does not know are kept as they are. */
export interface UserSettingsFile {
  getValues(): SettingsLayer;
  /** Resolves when the change is safely on the disk. On failure the values stay as they were, and it throws. */
  save(changes: SettingsLayer, removed?: readonly SettingName[]): Promise<void>;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const raw: unknown = JSON.parse(withoutByteOrderMark(text));
    return isObject(raw) ? raw : null;
  } catch {
    // Not JSON: the caller sets the file aside and says so.
    return null;
  }
}

/** What is in the file, for a program that only looks: nothing is set aside, nothing is mended. */
export async function peekUserSettings(path: string): Promise<ParsedLayer> {
  try {
    const text = await readFileIfThere(path);
    if (text === null) return EMPTY_LAYER;
    const raw = parseObject(text);
    return raw === null ? { values: {}, faults: ['is not a JSON object of settings'] } : parseLayer(raw);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return { values: {}, faults: [`cannot be read: ${code}`] };
  }
}

export async function loadUserSettings(path: string, clock: Clock, log: Log): Promise<UserSettingsFile> {
  let raw: Record<string, unknown> = {};
  let writing: Promise<void> = Promise.resolve();
  /** There is a file that could not be read, and nothing may take its place before it has been set aside. */
  let isInTheWay = false;
  try {
    const text = await readFileIfThere(path);
    const parsed = text === null ? {} : parseObject(text);
    if (parsed === null) {
      log.error('settings file damaged, set aside', { path, aside: await setAside(path, clock.now()) });
    } else {
      raw = parsed;
    }
  } catch (error) {
    // An unreadable file must not keep the app from starting.
    isInTheWay = true;
    log.error('settings file unreadable', { path, error });
  }
  for (const fault of parseLayer(raw).faults) log.warn('setting ignored', { path, fault });

  return {
    getValues: () => parseLayer(raw).values,
    save(changes, removed = []) {
      const write = async () => {
        if (isInTheWay)
          log.error('settings file set aside', { path, aside: await setAside(path, clock.now()) });
        isInTheWay = false;
        const changed: Record<string, unknown> = { ...raw, ...changes };
        for (const name of removed) Reflect.deleteProperty(changed, name);
        await writeFileAtomically(path, `${JSON.stringify(changed, null, 2)}\n`, clock);
        raw = changed;
      };
      const saved = writing.then(write);
      // One failed write does not poison the next.
      writing = saved.catch((error: unknown) => log.error('settings not saved', { path, error }));
      return saved;
    },
  };
}
