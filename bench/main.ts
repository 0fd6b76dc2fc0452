// Measures the design: in simulated time how soon messages arrive, what an outage does, what a bad line loses; and on
// real Electron what a long conversation costs.
import { reportConversation } from './conversation/conversation';
import { reportDelivery } from './delivery/delivery';
import { reportFleet } from './fleet/report';
import { reportLoss } from './loss/loss';

const SEED = 2026;

const parts: readonly (readonly [name: string, () => Promise<string>])[] = [
  ['delivery', () => reportDelivery({ chats: 150, seed: SEED })],
  ['fleet', () => reportFleet(['responsive', 'economical'], SEED)],
  ['loss', () => reportLoss(3000, SEED)],
  ['conversation', reportConversation],
];

/** `npm run bench -- fleet` runs one part. */
const wanted = process.argv.slice(2);
for (const [name, report] of parts) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startMs = performance.now();
  console.log(await report());
  console.log(`\n${name}: ${((performance.now() - startMs) / 1000).toFixed(0)} s\n`);
}
