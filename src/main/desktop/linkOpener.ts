import type { ConversationItem } from '@shared/chat';
import { findLinks } from '@shared/links';
import type { Log } from '../lib/log';

export interface LinkOpenerParts {
  /** By setting, and never at a counter. */
  readonly isAllowed: () => boolean;
  readonly getItems: () => readonly ConversationItem[];
  /** Hands an address to the program that the system has for it. */
  readonly openExternal: (address: string) => Promise<void>;
  readonly log: Log;
}

/**
 * Opens a link outside of the app. The page has asked the person; here only an address gets through that an agent
 * of this chat has really written, so that a page gone wrong can open nothing of its own.
 *
 * @returns null for an address that must not be opened.
 */
export function createLinkOpener({ isAllowed, getItems, openExternal, log }: LinkOpenerParts) {
  const isWrittenByAgent = (address: string) =>
    getItems().some(
      (item) =>
        item.kind === 'message' &&
        item.author === 'agent' &&
        findLinks(item.text).some((link) => link.address === address),
    );

  async function open(address: string): Promise<{ opened: boolean }> {
    try {
      await openExternal(address);
      return { opened: true };
    } catch (error) {
      log.warn('link not opened', { error });
      return { opened: false };
    }
  }

  return (address: string): Promise<{ opened: boolean }> | null => {
    if (isAllowed() && isWrittenByAgent(address)) return open(address);
    log.warn('link refused');
    return null;
  };
}
