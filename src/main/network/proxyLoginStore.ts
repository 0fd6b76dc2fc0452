import { z } from 'zod';
import { once } from '@shared/once';
import type { TextFile } from '../lib/atomicFile';
import type { Log } from '../lib/log';

export interface ProxyLogin {
  readonly username: string;
  readonly password: string;
}

/** The key store of the operating system. Electron's `safeStorage` is handed in. */
export interface Cipher {
  /** False where nothing safer than a fixed key is there, as on Linux without a keyring. */
  isSafe(): boolean;
  encrypt(text: string): string;
  /** Throws when it was encrypted by somebody else. */
  decrypt(text: string): string;
}

/** Keeps the logins of proxies: encrypted on the disk, or where that cannot be done in memory only. */
export interface ProxyLoginStore {
  isKept(): boolean;
  get(proxy: string): Promise<ProxyLogin | null>;
  set(proxy: string, login: ProxyLogin): Promise<void>;
  forget(proxy: string): Promise<void>;
}

const fileSchema = once(() => z.record(z.string(), z.string()));
const loginSchema = once(() => z.strictObject({ username: z.string(), password: z.string() }));

export function createProxyLoginStore(
  file: Pick<TextFile, 'load' | 'save'>,
  cipher: Cipher,
  log: Log,
): ProxyLoginStore {
  let logins: Map<string, ProxyLogin> | null = null;

  async function load(): Promise<Map<string, ProxyLogin>> {
    const loaded = new Map<string, ProxyLogin>();
    if (!cipher.isSafe()) return loaded;
    try {
      const text = await file.load();
      for (const [proxy, secret] of Object.entries(fileSchema().parse(JSON.parse(text ?? '{}'))))
        loaded.set(proxy, loginSchema().parse(JSON.parse(cipher.decrypt(secret))));
    } catch {
      // Of another user or another key store: the person is asked again.
      log.warn('proxy logins not readable');
    }
    return loaded;
  }

  async function getAll(): Promise<Map<string, ProxyLogin>> {
    return (logins ??= await load());
  }

  async function save(all: ReadonlyMap<string, ProxyLogin>): Promise<void> {
    if (!cipher.isSafe()) return;
    try {
      const secrets = [...all].map(([proxy, login]) => [proxy, cipher.encrypt(JSON.stringify(login))]);
      await file.save(JSON.stringify(Object.fromEntries(secrets)));
    } catch {
      log.warn('proxy logins not saved');
    }
  }

  return {
    isKept: () => cipher.isSafe(),
    get: async (proxy) => (await getAll()).get(proxy) ?? null,
    async set(proxy, login) {
      const all = await getAll();
      all.set(proxy, login);
      await save(all);
    },
    async forget(proxy) {
      const all = await getAll();
      all.delete(proxy);
      await save(all);
    },
  };
}
