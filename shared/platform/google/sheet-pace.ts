export interface Clock {
  /** Milliseconds; only differences count. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * A token bucket: in any minute at most `perMinute` calls, of which `burst` may come at once. The promise is for one process;
 * several share the quota of their account.
 */
export function createPace(perMinute: number, burst: number, { now, sleep }: Clock): { take(): Promise<void> } {
  const perMillisecond = (perMinute - burst) / 60_000;
  let tokens = burst;
  let at = now();
  let last: Promise<void> = Promise.resolve();
  async function next(): Promise<void> {
    for (;;) {
      const time = now();
      tokens = Math.min(burst, tokens + Math.max(0, time - at) * perMillisecond);
      at = time;
      if (tokens >= 1) break;
      await sleep(Math.ceil((1 - tokens) / perMillisecond));
    }
    tokens -= 1;
  }
  return { take: () => (last = last.then(next)) };
}
