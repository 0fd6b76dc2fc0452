import type { OutgoingMessage } from '@shared/chat';
import type { WireRecord } from '../../src/simulator';

/** What became of one message: by the requests that reached the server, and by what the screen said. */
export interface Story {
  readonly localId: string;
  readonly text: string;
  /** Every request of it that reached the server. They are live: `applied` changes while one is under way. */
  readonly posts: WireRecord[];
  /** From then on it has to survive everything. */
  isSaved: boolean;
  resends: number;
  /** The first moment at which the screen showed "checking". */
  checkingAtMs: number | null;
  /** From then until it was read back from the transcript, without anybody's help. */
  resolvedInMs: number | null;
  wasNotConfirmed: boolean;
  /** It was "not confirmed" in a running chat whose transcript had it by then. */
  wasDoubtedThoughThere: boolean;
  wasDiscarded: boolean;
  isDelivered: boolean;
  /** What the screen last said of it. */
  shown: OutgoingMessage['state'] | null;
}

export function beginStory(localId: string, text: string): Story {
  return {
    localId,
    text,
    posts: [],
    isSaved: false,
    resends: 0,
    checkingAtMs: null,
    resolvedInMs: null,
    wasNotConfirmed: false,
    wasDoubtedThoughThere: false,
    wasDiscarded: false,
    isDelivered: false,
    shown: null,
  };
}

/** How often the server carried it out. */
export function countApplied({ posts }: Pick<Story, 'posts'>): number {
  return posts.filter(({ applied }) => applied).length;
}
