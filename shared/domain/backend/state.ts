import type { Instant } from '#domain/time.ts';

/** B1. Live state of a backend; what it is made of stands in the settings. */
export interface BackendState {
  slug: string;
  /** Number of the newest lease; it only grows. */
  fencing: number;
  lease?: { requestId: string; fencing: number; grantedAt: Instant };
  /** When its agent was last heard. */
  lastSeenAt?: Instant;
  paused?: { since: Instant; by: string; why: string };
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

export function endLease(backend: BackendState): BackendState {
  const { lease: _ended, ...rest } = backend;
  return rest;
}
