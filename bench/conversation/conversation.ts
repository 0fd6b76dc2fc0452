import { prepareElectron } from '../../scripts/electron/launch';
import { withTemporaryFolder } from '../../scripts/process/temporaryFolder';
import { buildApp } from '../harness/buildApp';
import { percentile } from '../report/statistics';
import { formatTable, formatTarget } from '../report/table';
import { findFirstPaintBytes } from './firstPaint';
import { measure, type Limits, type Measured, type Run } from './measure';
import { buildPages } from './pages';

const MOST_MESSAGES = 10_000;
const LIMITS: Limits = { appends: 20, limitMs: 60_000, scrollLimitMs: 10_000 };

/** At equal numbers, in turns, up to one that the other list does not reach in time. */
const RUNS: readonly Run[] = [1_000, 2_000, MOST_MESSAGES].flatMap((messages): readonly Run[] => [
  { subject: 'counterline', messages },
  { subject: 'advancedChat', messages },
]);

const NAMES = { counterline: 'Counterline', advancedChat: 'vue-advanced-chat' } as const;

const FRAME_MS = 16.7;

/** Ten thousand messages in real Electron, beside the list that others use. */
export async function reportConversation(): Promise<string> {
  return withTemporaryFolder(async (folder) => {
    await buildApp();
    await buildPages(folder);
    const electron = await prepareElectron();
    try {
      const measured: Measured[] = [];
      for (const run of RUNS) measured.push(await measure(electron, folder, run, LIMITS));
      return formatReport(electron.version, measured, await findFirstPaintBytes());
    } finally {
      await electron.stop();
    }
  });
}

function formatReport(version: string, measured: readonly Measured[], firstPaintBytes: number): string {
  const own = measured.find((one) => one.subject === 'counterline' && one.messages === MOST_MESSAGES);
  const ownMs = percentile(own?.appendMs ?? [], 0.5);
  const kilobytes = firstPaintBytes / 1_000;
  return [
    `(e) Conversation: messages opened at once on Electron ${version}, then ${LIMITS.appends} appended one by one, then scrolled`,
    'An append is all from the event of main to the end of the frame that paints it: store, script, style, layout.',
    `Opening and appending end after ${LIMITS.limitMs / 1_000} s; what was not reached by then is not made up.`,
    'A long frame is one of more than 16.7 ms. vue-advanced-chat has every message marked as seen, as it is fastest.',
    '',
    formatTable(
      [
        '',
        'messages',
        'open s',
        'append p50 ms',
        'p95 ms',
        'appends > 16.7 ms',
        'long frames, scrolling',
        'elements',
      ],
      measured.map(toCells),
    ),
    '',
    formatTarget(
      `append at most 16 ms at ${MOST_MESSAGES.toLocaleString('en')}, p50`,
      `${ownMs.toFixed(1)} ms`,
      ownMs <= 16,
    ),
    formatComparison(measured),
    formatTarget(
      'script before first paint at most 150 kB gzipped',
      `${kilobytes.toFixed(1)} kB`,
      kilobytes <= 150,
    ),
  ].join('\n');
}

function toCells({ subject, messages, openMs, appendMs, scrolled, elements }: Measured): readonly string[] {
  const share = (at: number) => (appendMs.length === 0 ? '-' : percentile(appendMs, at).toFixed(1));
  return [
    NAMES[subject],
    messages.toLocaleString('en'),
    openMs === null ? `over ${LIMITS.limitMs / 1_000}` : (openMs / 1_000).toFixed(2),
    share(0.5),
    share(0.95),
    appendMs.length === 0 ? '-' : `${appendMs.filter((ms) => ms > FRAME_MS).length} of ${appendMs.length}`,
    scrolled === null ? '-' : `${scrolled.longFrames} of ${scrolled.frames}`,
    elements === null ? '-' : elements.toLocaleString('en'),
  ];
}

/** At the highest number at which both have all their appends. */
function formatComparison(measured: readonly Measured[]): string {
  const pairs = measured
    .filter(({ subject }) => subject === 'counterline')
    .map((own) => [own, measured.find((one) => one !== own && one.messages === own.messages)] as const)
    .filter((pair) => pair.every((one) => one?.appendMs.length === LIMITS.appends));
  const [own, other] = pairs.at(-1) ?? [];
  const times = percentile(other?.appendMs ?? [], 0.5) / percentile(own?.appendMs ?? [], 0.5);
  const where = own ? `at ${own.messages.toLocaleString('en')} messages each, p50` : 'p50';
  return formatTarget(
    `append 5 times as fast as vue-advanced-chat, ${where}`,
    own ? `x${times.toFixed(0)}` : 'not reached in time',
    times >= 5,
  );
}
