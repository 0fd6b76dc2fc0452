import type { SettingName, SettingsLayer } from '@shared/settings';
import { readFileIfThere, setAside, withoutByteOrderMark, writeFileAtomically } from '../lib/atomicFile';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { parseLayer } from './layers';

/** The user's own settings in a file. Keys that this version does not know are kept as they are. */
export interface UserSettingsFile {
  getValues(): SettingsLayer;
  /** Resolves when the change is safely on the disk. On failure the values stay as they were, and it throws. */
  save(changes: SettingsLayer, removed?: readonly SettingName[]): Promise<void>;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const raw: unknown = JSON.parse(withoutByteOrderMark(text));
    return raw !== null && typeof raw === 'object' && !Array.isArray(raw)
      ? (raw as Record<string, unknown>)
      : null;
  } catch {
    // Not JSON: the caller sets the file aside and says so.
    return null;
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
