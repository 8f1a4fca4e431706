import type { RequestEvent } from '#products/rehearsal/domain/announce/event.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';

/** What others may hear of one fact, without what every event says of its request. */
export type Happening = { type: RequestEvent['type'] } & Partial<Pick<RequestEvent, 'step' | 'run' | 'outcome' | 'clock' | 'downtime'>>;

export function happeningOfRun(type: RequestEvent['type'], run: string, { jobs }: Tested): Happening {
  const step = jobs.find(({ runs }) => runs.some(({ id }) => id === run))?.step;
  return { type, run, ...(step === undefined ? {} : { step }) };
}

/** D4: a backend that is down, or partly, for as long as somebody has it. */
export function downtime(
  type: 'downtime.started' | 'downtime.ended',
  { turn }: Allocated,
  { backends }: Pick<Rules, 'backends'>,
): Happening[] {
  const down = backends.find(({ slug }) => slug === turn?.backend)?.downtime;
  return down === undefined ? [] : [{ type, downtime: down }];
}
