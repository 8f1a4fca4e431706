/** Who calls how often: each may save up a minute's calls, no more. */
export interface Rates {
  /** Undefined lets the call in; else milliseconds until the next one is. */
  take(key: string): number | undefined;
}

/** Most callers that are remembered; the one that called longest ago is forgotten first. */
const MOST = 2_000;
const MINUTE = 60_000;

/** P1. In the memory of one instance: it keeps one program from taking all of it, and counts nothing for good. `wall`: milliseconds. */
export function createRates(perMinute: number, wall: () => number): Rates {
  const known = new Map<string, { left: number; at: number }>();
  return {
    take(key) {
      const now = wall();
      const was = known.get(key) ?? { left: perMinute, at: now };
      const left = Math.min(perMinute, was.left + ((now - was.at) * perMinute) / MINUTE);
      known.delete(key);
      known.set(key, { left: left < 1 ? left : left - 1, at: now });
      for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest);
      return left < 1 ? ((1 - left) * MINUTE) / perMinute : undefined;
    },
  };
}
