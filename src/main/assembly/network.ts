import { createConnector, type Connector } from '../app/connection';
import { keyStore } from '../app/keyStore';
import { createPollMeter, type PollMeter } from '../diagnostics/pollMeter';
import { createProxyLoginStore } from '../network/proxyLoginStore';
import { createProxySignIn, type ProxySignIn } from '../network/proxySignIn';
import type { Ground } from './ground';

/** The lines to contact centers. */
export interface NetworkParts {
  readonly connector: Connector;
  readonly polls: PollMeter;
  readonly signIn: ProxySignIn;
}

export function assembleNetwork({ kiosk, broadcast, openDataFile, clock, log }: Ground): NetworkParts {
  const polls = createPollMeter(clock);
  const signIn = createProxySignIn({
    store: createProxyLoginStore(openDataFile('proxy-logins.json'), keyStore, log),
    mayAsk: !kiosk,
    log,
  });
  signIn.follow((question) => broadcast.publish('proxySignIn:changed', question));
  return { connector: createConnector(clock, log, { watch: polls.watch, signIn }), polls, signIn };
}
