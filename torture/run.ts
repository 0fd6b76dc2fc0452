// npm run torture [-- --kills=100 --sends=20000 --answers=100000 --seed=N]: 0 leaves a part out.
import { parseArgs } from 'node:util';
import { tortureWithKills } from './crash/kills';
import { losePower } from './crash/losePower';
import { tortureParser } from './fuzz/fuzz';
import { formatReport, type Report } from './report';
import { tortureSends } from './sends/sends';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    sends: { type: 'string', default: '20000' },
    answers: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});

function readCount(name: keyof typeof values): number {
  const count = Number(values[name]);
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`--${name} must be a whole number`);
  return count;
}

const seed = readCount('seed');
const parts: readonly (readonly [count: number, torture: (count: number) => Promise<Report>])[] = [
  [readCount('sends'), (sends) => tortureSends({ sends, seed })],
  [readCount('answers'), (answers) => tortureParser({ answers, seed })],
  [readCount('kills'), (kills) => tortureWithKills({ kills, seed })],
  [readCount('kills'), (kills) => losePower({ points: 2 * kills, seed })],
];

let violations = 0;
for (const [count, torture] of parts) {
  if (count === 0) continue;
  const startedMs = performance.now();
  const report = await torture(count);
  violations += report.violations.length;
  process.stdout.write(
    `${formatReport(report)}  took ${((performance.now() - startedMs) / 1000).toFixed(0)} s\n\n`,
  );
}
process.stdout.write(violations === 0 ? 'No violations.\n' : `${violations} violations.\n`);
process.exit(violations === 0 ? 0 : 1);
