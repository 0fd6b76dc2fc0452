import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { app } from 'electron';
import { audit, EXIT_CANNOT_AUDIT, formatFindings, getChecks, getExitCode } from './audit';
import type { Machine } from './machine';

const ANSWER_WITHIN_MS = 10_000;
const SET_USER_ID = 0o4000;

/** What cannot be looked at answers `otherwise`: the checks say that they do not know. */
function attempt<Value>(look: () => Value, otherwise: Value): Value {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

const readFile = (path: string) => attempt<string | null>(() => readFileSync(path, 'utf8'), null);

function run(command: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(command, [...args], { encoding: 'utf8', timeout: ANSWER_WITHIN_MS });
  // systemctl says "masked" and "disabled" with a code other than 0.
  return status === null || (status !== 0 && stdout === '') ? null : stdout;
}

function readProcesses(platform: NodeJS.Platform): Pick<Machine, 'programs' | 'commandLines'> {
  if (platform !== 'linux') {
    const printed = run('wmic', ['process', 'get', 'CommandLine']) ?? '';
    return { programs: [], commandLines: printed.split('\n').map((line) => line.trim()) };
  }
  const ids = attempt(() => readdirSync('/proc'), []).filter(
    (name) => /^\d+$/.test(name) && name !== `${process.pid}`,
  );
  return {
    programs: ids.map((id) => (readFile(`/proc/${id}/comm`) ?? '').trim()),
    commandLines: ids.map((id) => (readFile(`/proc/${id}/cmdline`) ?? '').replaceAll('\0', ' ').trim()),
  };
}

function lookAtMachine(): Machine {
  const { platform } = process;
  return {
    platform,
    args: process.argv.slice(1),
    execPath: process.execPath,
    env: process.env,
    userId: process.getuid?.() ?? null,
    readFile,
    list: (folder) => attempt(() => readdirSync(folder), []),
    isWritable: (path) =>
      attempt(() => {
        accessSync(path, constants.W_OK);
        return true;
      }, false),
    isSetUserId: (path) => attempt(() => (statSync(path).mode & SET_USER_ID) !== 0, false),
    run,
    ...readProcesses(platform),
  };
}

/** `--kiosk-audit`: looks at this machine, prints what is open, and ends. Changes nothing. */
export function runAudit(): void {
  const checks = getChecks(process.platform);
  if (checks === null) {
    process.stderr.write('counterline: --kiosk-audit knows Linux and Windows only\n');
    app.exit(EXIT_CANNOT_AUDIT);
    return;
  }
  const findings = audit(lookAtMachine(), checks);
  process.stdout.write(`${formatFindings(findings)}\n`, () => app.exit(getExitCode(findings)));
}
