import { fileURLToPath } from 'node:url';
import { startDemo } from './demo';
import { parseFlags } from './flags';

const DEFAULT_PORT = 8099;
const BUILT_CONSOLE = fileURLToPath(new URL('../../out/console', import.meta.url));

const EXIT_CANNOT_START = 1;
const EXIT_BAD_FLAGS = 2;

const HELP = `The demo contact center: a server for the Customer Chat API, with an agent console in the browser.

  --port=${DEFAULT_PORT}               where to listen on 127.0.0.1; 0 takes a free port
  --contact-center-id=ID    the id that clients have to send
  --no-autopilot            nobody answers but you, on the agent console
  --pace=1                  speed of the scripted agent: 2 is twice as fast
  --seed=1                  another number, other answers
  --console-dir=FOLDER      the built agent console
  --faults=ITEM,…           what goes wrong, item by item:
                              flaky | outage | slow | answersLost | staleNode
                              random:rate=0.1,seed=7         and weights, as in loseAnswer=3
                              SendMessage:loseAnswer@3       the third only; @3+ from then on, @%3 every third
                              GetTranscript:delay(2000)      every time; * is any operation
                            faults: loseRequest, loseAnswer, delay(MS), delayAnswer(MS), hang, silence, truncate,
                              drip(BYTES), bandwidth(BYTES), slice(BYTES), oversize(MIB), gzipBomb(MIB),
                              status(CODE), html, empty, cacheable, repeat, malformed(ID)
  --help                    this text

Exit codes: 0 stopped, ${EXIT_CANNOT_START} could not start, ${EXIT_BAD_FLAGS} a flag is unknown or malformed.`;

async function main(args: readonly string[]): Promise<void> {
  const parsed = parseFlags(args);
  if (!parsed.ok) return fail(`${parsed.problem} (--help lists all flags)`, EXIT_BAD_FLAGS);
  if (parsed.flags.help) return console.log(HELP);

  const port = parsed.flags.port ?? DEFAULT_PORT;
  const consoleDir = parsed.flags.consoleDir ?? BUILT_CONSOLE;
  try {
    const simulator = await startDemo({ ...parsed.flags, port, consoleDir });
    console.log(`Server address     ${simulator.url}`);
    console.log(`Contact center ID  ${simulator.contactCenterId}`);
    console.log(`Agent console      ${simulator.consoleUrl}`);
    console.log(`Autopilot          ${parsed.flags.autopilot ? 'on' : 'off'}    (Ctrl+C stops)`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void simulator.stop());
    }
  } catch (error) {
    fail(explain(error, port), EXIT_CANNOT_START);
  }
}

function explain(error: unknown, port: number): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Choose another one with --port=…, or 0 for a free one.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this account. Choose one above 1023.`;
  return `The contact center could not start: ${error instanceof Error ? error.message : String(error)}`;
}

function fail(line: string, exitCode: number): void {
  console.error(line);
  process.exitCode = exitCode;
}

await main(process.argv.slice(2));
