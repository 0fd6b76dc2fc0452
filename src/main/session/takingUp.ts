import type { ChatForm } from '@shared/chat';
import type { Log } from '../lib/log';
import type { Clock } from '../lib/time';
import { closeConnection, type ChatConnection } from './chatConnection';
import type { ChatKeeper } from './chatKeeper';
import type { ChatRecord } from './chatRecord';
import { findAbandoned, isOfChat, judgeRecord, type Leftover } from './earlierRun';
import type { Ending } from './ending';
import type { Requesting } from './requesting';

export interface TakingUpOptions {
  readonly connect: Requesting['connect'];
  readonly keeper: Pick<ChatKeeper, 'takeOver' | 'save'>;
  readonly ending: Pick<Ending, 'endLater'>;
  /** At a counter nobody is known to have come back: what was typed and never sent goes to nobody. */
  readonly forgetsDraft: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** Its line is open. */
  readonly onGoesOn: (
    connection: ChatConnection,
    chat: Extract<Leftover, { name: 'goesOn' }>,
    form: ChatForm,
  ) => void;
  /** Nobody can tell whether there is a chat. */
  readonly onUnclear: (form: ChatForm) => void;
  readonly onOver: (over: Extract<Leftover, { name: 'over' }>, form: ChatForm) => void;
}

/** Answers what takes up the record that an earlier run of the app left. */
export function createTakingUp(options: TakingUpOptions): (record: ChatRecord) => Promise<void> {
  const { connect, keeper, ending, clock, log } = options;

  return async (record) => {
    if (!isOfChat(record)) {
      if (options.forgetsDraft) await keeper.save();
      else keeper.takeOver(record);
      return;
    }
    const connected = connect({ name: 'earlier', server: record });
    const leftover = judgeRecord(record, connected.ok ? connected.value : null, clock.now());
    keeper.takeOver(record);
    const { form } = record;
    if (connected.ok && leftover.name === 'goesOn') {
      options.onGoesOn(connected.value, leftover, form);
      return;
    }
    if (connected.ok) await closeConnection(connected.value, log);
    const abandoned = findAbandoned(record, leftover);
    if (abandoned !== null) await ending.endLater(record, abandoned);
    if (leftover.name === 'nothing') await keeper.save();
    if (leftover.name === 'unclear') options.onUnclear(form);
    if (leftover.name === 'over') options.onOver(leftover, form);
  };
}
