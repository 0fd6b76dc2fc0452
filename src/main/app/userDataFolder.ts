import { join, resolve } from 'node:path';

/** Where the app keeps its data: each profile has settings and data of its own. */
export function findUserDataFolder(
  usual: string,
  { userDataDir, profile }: { readonly userDataDir: string | null; readonly profile: string | null },
): string {
  const folder = userDataDir === null ? usual : resolve(userDataDir);
  return profile === null ? folder : join(folder, 'profiles', profile);
}
