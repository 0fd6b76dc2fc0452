import type { FaultPreset } from '../../consoleContract';

/** What the customers of this contact center have to live with. */
export const FAULT_LABELS: Readonly<
  Record<FaultPreset, { readonly name: string; readonly meaning: string }>
> = {
  off: { name: 'None', meaning: 'All is well.' },
  flaky: { name: 'Flaky, 10 %', meaning: 'One request in ten goes wrong, in one way or another.' },
  outage: {
    name: 'Outage, 60 s',
    meaning: 'Every connection is reset. It ends by itself; silent chats end after 45 s.',
  },
  slow: { name: 'Slow, 3 s', meaning: 'Every answer takes three seconds.' },
  answersLost: {
    name: 'Answers lost',
    meaning: 'Messages arrive, and the customer never hears that they did.',
  },
  staleNode: {
    name: 'Stale node',
    meaning: 'Every second answer comes from a server that is two entries behind.',
  },
};
