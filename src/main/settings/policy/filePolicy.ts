import { lstat, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse, succeed, type Result } from '@shared/result';
import { parseLocatedJson } from './locatedJson';
import { findSignatureFault } from './policySignature';
import type { PolicySource } from './policySource';

/** Lies beside the policy, or in the folder of the machine's own; where it is, only a signed policy counts. */
export const KEY_NAME = 'policy.pub';
const SIGNATURE_SUFFIX = '.sig';

/** A policy has a few kilobytes; whatever is larger is the wrong file. */
const MAX_BYTES = 1024 * 1024;

export interface FilePolicyOptions {
  readonly path: string;
  /** Named by somebody: then it has to be there. */
  readonly isRequired: boolean;
  /** Where the key of this machine would be, wherever the policy itself is. */
  readonly machineFolder: string | null;
}

/** A policy in a JSON file. */
export function createFilePolicy({ path, isRequired, machineFolder }: FilePolicyOptions): PolicySource {
  const folder = dirname(path);
  const keyFolders = machineFolder === null || machineFolder === folder ? [folder] : [machineFolder, folder];

  async function readKey(): Promise<Result<string | null, string>> {
    for (const keyFolder of keyFolders) {
      const key = await readBytes(join(keyFolder, KEY_NAME));
      if (!key.ok) return refuse(`the key ${KEY_NAME} ${key.error}`);
      if (key.value !== null) return succeed(key.value.toString('utf8'));
    }
    return succeed(null);
  }

  return {
    place: path,
    folder,
    async load() {
      const key = await readKey();
      if (!key.ok) return key;
      const content = await readBytes(path);
      if (!content.ok) return content;
      if (content.value === null) {
        if (isRequired) return refuse('is not there');
        return key.value === null ? succeed(null) : refuse(`is not there, but the key ${KEY_NAME} is`);
      }
      if (key.value !== null) {
        const signature = await readBytes(`${path}${SIGNATURE_SUFFIX}`);
        if (!signature.ok || signature.value === null)
          return refuse('is not signed, and the key asks for it');
        const fault = findSignatureFault(content.value, signature.value.toString('latin1'), key.value);
        if (fault !== null) return refuse(`is refused: ${fault}`);
      }
      const text = decode(content.value);
      if (text === null) return refuse('is not UTF-8');
      const json = parseLocatedJson(text);
      return json.ok
        ? succeed({ json: json.value, isSigned: key.value !== null })
        : refuse(`is no JSON, ${json.error}`);
    },
  };
}

function decode(content: Uint8Array): string | null {
  try {
    // Takes the mark away that editors on Windows put before it.
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return null;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'its folder is a file',
  ELOOP: 'it is a link to itself',
};

/** Null only where there is nothing at all: a link to nothing is a policy that cannot be read. */
async function readBytes(path: string): Promise<Result<Buffer | null, string>> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return size > MAX_BYTES ? refuse(`is larger than ${MAX_BYTES} bytes`) : succeed(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') return refuse(`cannot be read: ${REASONS[code] ?? code}`);
    return (await isThere(path)) ? refuse('cannot be read: it is a link to nothing') : succeed(null);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
