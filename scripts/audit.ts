// Asks the registry whether what is installed is what its authors have published (signatures), and whether something is
// known against what ships. Where there is nobody to ask, it says so; with --strict that is a failure, for a release.
import { projectRoot } from './process/projectRoot';
import { runCommand } from './process/runCommand';
import { runMain } from './process/runMain';
import { judgeAudit } from './supplyChain/judgeAudit';

const AUDITS = [
  { what: 'signatures of all packages', args: ['audit', 'signatures'] },
  { what: 'known faults of what ships', args: ['audit', '--omit=dev'] },
];
const TIME_LIMIT_MS = 180_000;

await runMain(async () => {
  const isStrict = process.argv.includes('--strict');
  let isOk = true;
  for (const { what, args } of AUDITS) {
    const verdict = judgeAudit(
      await runCommand('npm', args, { cwd: projectRoot, timeLimitMs: TIME_LIMIT_MS }),
    );
    if (verdict.name === 'passed') console.log(`${what}: good`);
    else if (verdict.name === 'notDone') console.log(`${what}: not checked (${verdict.reason})`);
    else console.log(`${what}: FAILED\n${verdict.details}`);
    isOk &&= verdict.name === 'passed' || (verdict.name === 'notDone' && !isStrict);
  }
  return isOk ? 0 : 1;
});
