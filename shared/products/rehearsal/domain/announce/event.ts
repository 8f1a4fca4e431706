import type { CutEvent } from '#contexts/calendar/domain/release/react.ts';
import type { Instant } from '#kernel/time.ts';

/** N6. What others may be told of. Receivers rely on these names, so none is ever renamed. */
export const eventTypes = [
  'request.submitted',
  'request.gates_passed',
  'request.head_moved',
  'request.base_moved',
  'request.continued',
  'request.held',
  'request.goes_on',
  'request.returned',
  'request.accepted',
  'request.deferred',
  'request.approved',
  'request.completed',
  'request.rejected',
  'request.withdrawn',
  'request.verdict_undone',
  'deployment.started',
  'deployment.finished',
  'deployment.failed',
  'downtime.started',
  'downtime.ended',
  'run.started',
  'run.finished',
  'run.cancelled',
  'run.lost',
  'verdict.asked',
  'clock.breached',
  'release.cut',
] as const;
export type EventType = (typeof eventTypes)[number];

/** What a chat is told unless the settings say otherwise: what people wait for, and what went wrong. */
export const chatEvents: readonly EventType[] = [
  'request.approved',
  'request.completed',
  'request.rejected',
  'deployment.failed',
  'downtime.started',
  'downtime.ended',
  'run.lost',
  'clock.breached',
  'release.cut',
];

/**
 * One thing that happened, as it was then: told again after a lost answer it says the same. No name, address, link or code is in it,
 * so that it may leave the house. Under a kilobyte: many of them wait together in one document.
 */
export type AnnouncedEvent = RequestEvent | CutEvent;

export interface RequestEvent {
  type: Exclude<EventType, 'release.cut'>;
  at: Instant;
  requestId: string;
  version: number;
  status: string;
  /** What is asked for: its job, its jobs, its feature. */
  title: string;
  /** `owner/repository#number`, or `owner/repository@ref`. */
  change: string;
  release?: string;
  backend?: string;
  /** Job or deployment step, and the run of it. */
  step?: string;
  run?: string;
  /** How it ended: `succeeded`, `unclear`, `failed`; the class of the failure with it. */
  outcome?: string;
  clock?: string;
  /** D4. What of the backend is down, in the words of the settings. */
  downtime?: string;
}

/** The chat's channel; no receiver may be called so. */
export const CHAT = 'chat';

/** Who is told of what: one effect for each. */
export interface Outlet {
  /** `CHAT`, or the id of a receiver of the settings. */
  channel: string;
  events: readonly EventType[];
}
