/**
 * For tests of how much work something is: the time for which a processor was busy with it, in milliseconds, in which what
 * else the computer does has next to no part. Node only.
 */
export function measureCpuMs(work: () => void): number {
  const { process } = globalThis as unknown as {
    process: { cpuUsage(since?: CpuUsage): CpuUsage };
  };
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** In microseconds. */
interface CpuUsage {
  readonly user: number;
  readonly system: number;
}
