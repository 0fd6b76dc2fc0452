import type { FileStage, RecordChange } from './fileStages';
import type { Failpoint } from './protocol';

/** A way to die: where the victim kills itself, or when it is killed from outside. */
export interface Way {
  readonly name: string;
  readonly failpoint: Failpoint | null;
  /** From outside: when a message has arrived at the server, before or after it is carried out, or at any time. */
  readonly from?: 'arrived' | 'arrived and lost' | 'carried out' | 'any time';
  /** The answer to a message is lost first, so that its state becomes unknown. */
  readonly losesAnswer?: boolean;
  /** The chat is ended by its customer in this life. */
  readonly ends?: boolean;
  /** The server does not take the end in this life, and the person is told so before the kill. */
  readonly endIsRefused?: boolean;
}

const file = (change: RecordChange | 'end' | 'any', stage: FileStage): Failpoint => ({
  kind: 'file',
  change,
  stage,
});

const WRITTEN: readonly FileStage[] = ['begun', 'written', 'synced', 'renamed', 'flushed'];

const stages = (change: RecordChange | 'end', more: Omit<Way, 'name' | 'failpoint'> = {}): Way[] =>
  WRITTEN.map((stage) => ({ name: `record "${change}", ${stage}`, failpoint: file(change, stage), ...more }));

/** Every failpoint of docs/reliability.md, section 3.5. */
export const WAYS: readonly Way[] = [
  ...stages('typed'),
  ...stages('sending'),
  { name: 'before the socket', failpoint: { kind: 'line', where: 'before the socket' } },
  { name: 'bytes out, lost on the way', failpoint: null, from: 'arrived and lost' },
  { name: 'bytes out, carried out later', failpoint: null, from: 'arrived' },
  { name: 'carried out, before the answer', failpoint: null, from: 'carried out' },
  { name: 'after the answer', failpoint: { kind: 'line', where: 'after the answer' } },
  ...stages('accepted'),
  ...stages('delivered'),
  ...stages('unknown', { losesAnswer: true }),
  ...stages('requested'),
  ...stages('created'),
  ...stages('end', { ends: true }),
  ...stages('ending', { ends: true }),
  { name: 'record removed, folder not safe', failpoint: file('ending', 'removed'), ends: true },
  ...Array.from({ length: 4 }, (): Way => ({
    name: 'ended, not confirmed',
    failpoint: null,
    ends: true,
    endIsRefused: true,
  })),
  ...Array.from({ length: 8 }, (): Way => ({ name: 'any time', failpoint: null, from: 'any time' })),
];
