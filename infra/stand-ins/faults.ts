/** `lose`: the call is carried out and its answer lost. `late`: it is lost on its way, and carried out when it arrives. `refuse`: nothing is done. `delay` in milliseconds, before anything is done. */
export type Fault = 'lose' | 'late' | { refuse: number; headers?: Record<string, string> } | { delay: number };

/** What a stand-in does wrong, call by call, because it was told to. Each fault is used up by one call. */
export interface Faults {
  /** The next calls of this name meet these, one each, in order. */
  next(call: string, ...faults: Fault[]): void;
  take(call: string): Fault | undefined;
  clear(): void;
  /** Keeps a late call. */
  hold(call: () => void): void;
  /** What was late arrives now. */
  arrive(): void;
}

export function createFaults(): Faults {
  const waiting = new Map<string, Fault[]>();
  let late: (() => void)[] = [];
  return {
    next: (call, ...faults) => void waiting.set(call, [...(waiting.get(call) ?? []), ...faults]),
    take: (call) => waiting.get(call)?.shift(),
    clear: () => waiting.clear(),
    hold: (call) => void late.push(call),
    arrive() {
      const arriving = late;
      late = [];
      for (const call of arriving) call();
    },
  };
}

export function isDelay(fault: Fault | undefined): fault is { delay: number } {
  return typeof fault === 'object' && 'delay' in fault;
}
