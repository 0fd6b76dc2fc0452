import type { Clock } from '../../src/main/lib/time';
import { HAZARDS, type PollingPhase, type PollingPhaseName } from '../../src/main/polling/schedule';
import type { TraceStep } from './trace';

/** One row of the schedule's table, and what a run of traces says of it. */
export interface MeasuredHazard {
  readonly name: PollingPhaseName;
  readonly fromMs: number;
  readonly perSecond: number;
  /** All chats together. */
  readonly seconds: number;
  readonly texts: number;
  readonly typings: number;
}

/** Counts how long the chats are in each row of the table, and what the agents do meanwhile. */
export interface HazardMeter {
  /** A poll of this chat has ended in this phase. */
  noteChat(chatNumber: number, phase: PollingPhase): void;
  noteStep(chatNumber: number, step: TraceStep): void;
  getRows(): readonly MeasuredHazard[];
}

export function createHazardMeter(getClock: () => Clock): HazardMeter {
  const rows = (Object.keys(HAZARDS) as PollingPhaseName[]).flatMap((name) =>
    HAZARDS[name].map((row) => ({ name, ...row, seconds: 0, texts: 0, typings: 0 })),
  );
  type Row = (typeof rows)[number];
  const current = new Map<number, { row: Row; sinceMs: number }>();

  function leave(chatNumber: number): void {
    const left = current.get(chatNumber);
    if (left !== undefined) left.row.seconds += (getClock().monotonic() - left.sinceMs) / 1000;
    current.delete(chatNumber);
  }

  return {
    noteChat(chatNumber, { name, sinceMs }) {
      leave(chatNumber);
      const row = rows.findLast((candidate) => candidate.name === name && candidate.fromMs <= sinceMs);
      if (row !== undefined) current.set(chatNumber, { row, sinceMs: getClock().monotonic() });
    },
    noteStep(chatNumber, step) {
      const row = current.get(chatNumber)?.row;
      if (step.does === 'end') leave(chatNumber);
      if (row === undefined || step.by !== 'agent') return;
      if (step.does === 'say') row.texts += 1;
      if (step.does === 'startTyping') row.typings += 1;
    },
    getRows: () => rows,
  };
}
