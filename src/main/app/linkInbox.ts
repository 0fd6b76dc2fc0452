import type { App } from 'electron';
import { LINK_SCHEME } from './deepLink';

/** Links reach the app in its command line, in that of a second start, and on macOS as an event, also before it is ready. */
export interface LinkInbox {
  deliver(link: unknown): void;
  /** From now on every link goes to `receive`, also those that came before. */
  openTo(receive: (link: unknown) => void): void;
}

export function createLinkInbox(): LinkInbox {
  const early: unknown[] = [];
  let deliver = (link: unknown): void => void early.push(link);
  return {
    deliver: (link) => deliver(link),
    openTo(receive) {
      deliver = receive;
      early.splice(0).forEach(receive);
    },
  };
}

/** Must run before the app is ready. `getLink` finds the link, if any, in what a second start hands over. */
export function collectLinks(
  app: App,
  inbox: LinkInbox,
  ownLink: string | null,
  getLink: (data: unknown) => unknown,
): void {
  if (ownLink !== null) inbox.deliver(ownLink);
  app.on('second-instance', (_event, _args, _folder, data) => {
    const link = getLink(data);
    if (link !== null) inbox.deliver(link);
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    inbox.deliver(link);
  });
}

/**
 * Tells the system that this app opens its links. On Linux a program of the desktop does that, and this process waits for
 * it: never before the first screen is there. In development the system would be told of the bare runtime, which cannot
 * open this app by itself.
 */
export function claimLinks(app: App): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
}
