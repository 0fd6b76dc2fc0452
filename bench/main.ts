// Measures the design in simulated time: how soon messages arrive, what an outage does, what a bad line loses;
// and the app on real Electron: how soon it is there, how much memory it takes, what a long conversation costs, and what its
// package takes.
import { reportConversation } from './conversation/conversation';
import { reportDelivery } from './delivery/delivery';
import { reportFleet } from './fleet/report';
import { reportLoss } from './loss/loss';
import { reportPackage } from './package/package';
import { reportStart } from './start/start';

const SEED = 2026;

const parts: readonly (readonly [name: string, () => Promise<string>])[] = [
  ['delivery', () => reportDelivery({ chats: 120, seeds: [SEED, 7, 31337], paces: [0.5, 1.8] })],
  ['fleet', () => reportFleet(['responsive', 'economical'], SEED)],
  ['loss', () => reportLoss(3000, SEED)],
  ['start', () => reportStart(15)],
  ['conversation', reportConversation],
  ['package', () => reportPackage(15)],
];

/** `npm run bench -- fleet` runs one part. */
const wanted = process.argv.slice(2);
for (const [name, report] of parts) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startMs = performance.now();
  console.log(await report());
  console.log(`\n${name}: ${((performance.now() - startMs) / 1000).toFixed(0)} s\n`);
}
