import { traceStamp, type Traced, type TraceStamp } from '#kernel/trace.ts';

/**
 * W5. Who caused what is under way, through which door, and what let them. It stands on every entry that comes of it, for ever: ids and names of
 * roles alone, no address of a person or a machine.
 */
export interface Act {
  /** `person:ana`, `operator:olga`, `client:job-server`. */
  who: string;
  door: string;
  /** Of a session: its id, which opens nothing. */
  session?: string;
  /** Of a token: its id. */
  token?: string;
  permission?: string;
  /** The grant that decided: a role, where it holds, and who says so. */
  because?: { role: string; at: string; from: string };
  /** In whose name: `person:ben`. */
  actedFor?: string;
  /** Of the trace that it belongs to. */
  trace?: string;
}

/** What every commit under it is stamped with. */
export interface Acting extends Traced {
  act?: Act;
}

/** The same system, in whose every commit stands who caused it. */
export function acting<S extends Acting>(system: S, act: Act): S {
  return { ...system, act };
}

/** What an entry says of it, and what the log finds it by. */
export function stampOf(caused: Acting): TraceStamp & { act?: Act; actor?: string } {
  const { act } = caused;
  const trace = caused.tracing?.current()?.traceId;
  const stamped = act === undefined ? {} : { act: { ...act, ...(trace === undefined ? {} : { trace }) }, actor: act.who };
  return { ...stamped, ...traceStamp(caused) };
}
