import { expect, test } from 'vitest';
import { tortureWithKills } from './crash/kills';
import { losePower } from './crash/losePower';
import { tortureParser } from './fuzz/fuzz';
import type { Report } from './report';
import { tortureSends } from './sends/sends';

/** `npm run torture`, in seconds instead of minutes. */

const WITHIN_MS = 120_000;

async function expectNoViolation(work: Promise<Report>): Promise<void> {
  const { violations } = await work;
  expect(violations).toEqual([]);
}

test(
  'under random faults no message is lost, doubled or falsely called "not sent"',
  () => expectNoViolation(tortureSends({ sends: 150, seed: 101 })),
  WITHIN_MS,
);

test(
  'a malformed answer changes nothing, throws nothing and takes no time',
  () => expectNoViolation(tortureParser({ answers: 600, seed: 102 })),
  WITHIN_MS,
);

test(
  'what was typed survives kill -9',
  () => expectNoViolation(tortureWithKills({ kills: 4, seed: 103, atOnce: 1 })),
  WITHIN_MS,
);

test(
  'a failure of the power leaves the files as they were before or after a write',
  () => expectNoViolation(losePower({ points: 12, seed: 104 })),
  WITHIN_MS,
);
