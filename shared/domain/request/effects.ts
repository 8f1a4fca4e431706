import type { effects } from '#domain/effects/table.ts';
import type { Instant } from '#domain/time.ts';

/** Warnings so many days before the hard cutoff, and the cutoff itself. */
export type CalendarStage = 'warn7' | 'warn3' | 'warn1' | 'cut';

/** One thing to do outside the store. What it needs to know more it reads again when it is performed. */
export type Effect = Parameters<(typeof effects)[keyof typeof effects]['needsRequest']>[0];

/** An effect and when: at once, or not before an instant. */
export interface Wanted {
  effect: Effect;
  notBefore?: Instant;
  /** A look after something that almost always ends by itself: it costs no task, the sweep takes it up when it is due. */
  patient?: true;
}
