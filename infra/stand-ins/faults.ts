/** `lose`: the call is carried out and its answer lost. `refuse`: nothing is done. `delay` in milliseconds, before anything is done. */
export type Fault = 'lose' | { refuse: number } | { delay: number };

/** What a stand-in does wrong, call by call, because it was told to. Each fault is used up by one call. */
export interface Faults {
  /** The next calls of this name meet these, one each, in order. */
  next(call: string, ...faults: Fault[]): void;
  take(call: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  const waiting = new Map<string, Fault[]>();
  return {
    next: (call, ...faults) => void waiting.set(call, [...(waiting.get(call) ?? []), ...faults]),
    take: (call) => waiting.get(call)?.shift(),
    clear: () => waiting.clear(),
  };
}

export function isDelay(fault: Fault | undefined): fault is { delay: number } {
  return typeof fault === 'object' && 'delay' in fault;
}
