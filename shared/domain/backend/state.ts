import { recordTurn, type TurnTaken } from '#domain/forecast/pace.ts';
import type { Instant } from '#domain/time.ts';

/** B1. Live state of a backend; what it is made of stands in the settings. */
export interface BackendState {
  slug: string;
  /** Number of the newest lease; it only grows. */
  fencing: number;
  lease?: { requestId: string; fencing: number; grantedAt: Instant };
  /** When its agent was last heard. */
  lastSeenAt?: Instant;
  /** C7. The last turns, and how long they took; nothing yet when left out. */
  turns?: TurnTaken[];
  paused?: Pause;
}

/** B2. By hand: nothing new starts until somebody takes it back. */
export interface Pause {
  since: Instant;
  by: string;
  why: string;
}

export function newBackend(slug: string): BackendState {
  return { slug, fencing: 0 };
}

/** Q3: exactly one holder at a time; the number is greater than that of every lease before. */
export function grantLease(backend: BackendState, requestId: string, at: Instant): BackendState {
  if (backend.lease !== undefined) throw new Error(`backend ${backend.slug} is leased already`);
  const fencing = backend.fencing + 1;
  return { ...backend, fencing, lease: { requestId, fencing, grantedAt: at } };
}

/** `endedAt`: when the holder's turn was over, if that is known; how long it took is remembered. */
export function endLease(backend: BackendState, endedAt?: Instant): BackendState {
  const { lease, ...rest } = backend;
  if (lease === undefined || endedAt === undefined) return rest;
  return { ...rest, turns: recordTurn(rest.turns ?? [], { endedAt, took: endedAt - lease.grantedAt }) };
}

/** The same pause again changes nothing; another reason is a new one. */
export function pause(backend: BackendState, asked: Pause): BackendState {
  return backend.paused?.why === asked.why ? backend : { ...backend, paused: asked };
}

export function resume(backend: BackendState): BackendState {
  if (backend.paused === undefined) return backend;
  const { paused: _paused, ...rest } = backend;
  return rest;
}
