import { safeStorage } from 'electron';
import type { Cipher } from '../network/proxyLoginStore';

/* eslint-disable @typescript-eslint/no-deprecated -- what Electron 45 has in their place is not in Electron 33 */

/** The key store of the operating system. It is there once the app is ready. */
export const keyStore: Cipher = {
  isSafe() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    // Without a keyring the key is the same on every computer.
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  encrypt: (text) => safeStorage.encryptString(text).toString('base64'),
  decrypt: (text) => safeStorage.decryptString(Buffer.from(text, 'base64')),
};
