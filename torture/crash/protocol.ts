import type { ChatView } from '@shared/chat';
import type { FileStage, RecordChange } from './fileStages';

/** Between the program that is killed and the one that kills it. */

/** Where the program kills itself, so that not one further step is made. */
export type Failpoint =
  | {
      readonly kind: 'file';
      /** What the write is about; `end` is the journal of ends, `any` the first that comes. */
      readonly change: RecordChange | 'end' | 'any';
      readonly stage: FileStage;
    }
  /** Of a SendMessage: its record is safe and no byte has left, or its answer is there and nobody knows yet. */
  | { readonly kind: 'line'; readonly where: 'before the socket' | 'after the answer' };

export interface Assignment {
  readonly folder: string;
  readonly serverUrl: string;
  readonly contactCenterId: string;
  readonly seed: number;
  /** How much faster than the clock on the wall the app's own clock goes. */
  readonly speed: number;
  readonly failpoint: Failpoint | null;
}

export type Command =
  | { readonly name: 'start' }
  | { readonly name: 'send'; readonly number: number; readonly text: string }
  | { readonly name: 'draft'; readonly text: string }
  | { readonly name: 'resend' | 'discard'; readonly localId: string }
  | { readonly name: 'end' }
  | { readonly name: 'reset' };

/** What is on the screen, as far as the torture looks at it. */
export interface Screen {
  /** Not on the screen, but the torture has to know it: the chat that is kept. */
  readonly chatId: string | null;
  readonly phase: ChatView['phase']['name'];
  readonly link: ChatView['link']['name'];
  readonly own: readonly { readonly key: string; readonly text: string }[];
  readonly outgoing: ChatView['outgoing'];
  readonly draft: string;
}

export type News =
  | { readonly name: 'screen'; readonly screen: Screen }
  /** It was taken, and is on the disk. */
  | { readonly name: 'saved'; readonly number: number; readonly localId: string }
  | { readonly name: 'draftSaved'; readonly text: string }
  | { readonly name: 'error'; readonly what: string };
