import { setImmediate as turn } from 'node:timers/promises';

/**
 * What may befall one call to the outside. `throw`: it was not done. `lost`: it was done and its answer lost. `refuse`: a clear no.
 * `crash_before`, `crash_after`: this process ends at that moment, and nobody hears of it.
 */
type Fault = 'none' | 'throw' | 'lost' | 'refuse' | 'crash_before' | 'crash_after';

/** Decides the fault of each call; a test plans them by port, a simulation draws them. */
export interface Faults {
  next: (port: string) => Fault;
  /** The next calls to this port, in order; after them all is well again. */
  plan(port: string, ...faults: Fault[]): void;
  /** Ends the work that `mortal` runs. */
  kill: () => void;
}

export class Died extends Error {}

export function createFaults(): Faults {
  const planned = new Map<string, Fault[]>();
  return {
    next: (port) => planned.get(port)?.shift() ?? 'none',
    plan: (port, ...faults) => void planned.set(port, [...(planned.get(port) ?? []), ...faults]),
    kill: () => undefined,
  };
}

/** Runs work that may meet a crash: then it throws Died, and the work itself never goes on. */
export async function mortal<T>(faults: Faults, work: () => Promise<T>): Promise<T> {
  const death = new Promise<never>((_resolve, reject) => {
    faults.kill = () => reject(new Died('the process died'));
  });
  death.catch(() => undefined);
  return Promise.race([work(), death]);
}

/** One call to a port under its fault. */
export async function call<T>(faults: Faults, port: string, act: () => T | Promise<T>, refusal?: () => T): Promise<T> {
  const fault = faults.next(port);
  await turn();
  if (fault === 'throw') throw new Error(`${port} cannot be reached`);
  if (fault === 'refuse' && refusal !== undefined) return refusal();
  if (fault === 'crash_before') return die(faults);
  const value = await act();
  if (fault === 'lost') throw new Error(`the answer of ${port} was lost`);
  return fault === 'crash_after' ? die(faults) : value;
}

function die(faults: Faults): Promise<never> {
  faults.kill();
  return new Promise<never>(() => undefined);
}
