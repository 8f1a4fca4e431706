import { z } from 'zod';
import { sixDigits, TIME } from '#products/pipelines/contracts/rap/times.ts';
import type { Instant } from '#kernel/time.ts';

interface Switch {
  on: boolean;
  /** When it last changed, either way; setting it to what it is changes nothing. */
  since?: Instant;
}

/** A backend as these clients are shown it. */
export interface ShownBackend {
  slug: string;
  /** When its agent last asked for tasks. */
  lastSeenAt?: Instant;
  paused: Switch;
  /** `manual` wins while both are on. */
  maintenance: Switch & { type?: 'scheduled' | 'manual' };
}

const time = z.string().regex(TIME).nullable();
const state = z.enum(['on', 'off']);

export const rapBackend = z.strictObject({
  slug: z.string(),
  last_seen: time,
  paused: z.strictObject({ status: state, since: time }),
  db_maintenance: z.strictObject({ status: state, since: time, type: z.enum(['scheduled', 'manual']).nullable() }),
});
export type RapBackend = z.infer<typeof rapBackend>;

export function rapBackendOf({ slug, lastSeenAt, paused, maintenance }: ShownBackend): RapBackend {
  const type = maintenance.on ? (maintenance.type ?? 'manual') : null;
  return { slug, last_seen: timeOf(lastSeenAt), paused: switchOf(paused), db_maintenance: { ...switchOf(maintenance), type } };
}

function switchOf({ on, since }: Switch): RapBackend['paused'] {
  return { status: on ? 'on' : 'off', since: timeOf(since) };
}

function timeOf(at: Instant | undefined): string | null {
  return at === undefined ? null : sixDigits(at);
}
