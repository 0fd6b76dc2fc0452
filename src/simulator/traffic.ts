/** What went over the wire, in whole messages and in bytes with their heads; without TCP and TLS. */
export interface TrafficCount {
  readonly requests: number;
  readonly requestBytes: number;
  readonly answerBytes: number;
}

export interface Traffic extends TrafficCount {
  /** By operation; what is none counts as `other`. */
  readonly byOperation: Readonly<Record<string, TrafficCount>>;
  clear(): void;
}

export interface TrafficMeter extends Traffic {
  countRequest(operation: string | null, bytes: number): void;
  countAnswer(operation: string | null, bytes: number): void;
}

type Sums = { -readonly [Key in keyof TrafficCount]: TrafficCount[Key] };

export function createTrafficMeter(): TrafficMeter {
  let all = zero();
  let byOperation: Record<string, Sums> = {};

  function sumsFor(operation: string | null): readonly Sums[] {
    return [all, (byOperation[operation ?? 'other'] ??= zero())];
  }

  return {
    get requests() {
      return all.requests;
    },
    get requestBytes() {
      return all.requestBytes;
    },
    get answerBytes() {
      return all.answerBytes;
    },
    get byOperation() {
      return byOperation;
    },
    clear() {
      all = zero();
      byOperation = {};
    },
    countRequest(operation, bytes) {
      for (const sums of sumsFor(operation)) {
        sums.requests += 1;
        sums.requestBytes += bytes;
      }
    },
    countAnswer(operation, bytes) {
      for (const sums of sumsFor(operation)) sums.answerBytes += bytes;
    },
  };
}

function zero(): Sums {
  return { requests: 0, requestBytes: 0, answerBytes: 0 };
}
