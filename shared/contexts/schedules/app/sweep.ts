import { commandSchedule } from '#contexts/schedules/app/schedules.ts';
import { lookKey } from '#contexts/schedules/app/stored-schedules.ts';
import { isAhead } from '#contexts/schedules/domain/keep.ts';
import type { ScheduleDocument } from '#contexts/schedules/documents.ts';
import type { ScheduleKernel, ScheduleStore } from '#contexts/schedules/ports/store.ts';
import { alone } from '#kernel/app/sweep.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';

/** Schedules of one sweep: the next takes up the rest. */
const MOST = 200;

/** B6. Schedules whose look is due and that nobody looks at, or that a clock had carried into the future: they are looked at again. */
export async function takeUpSchedules(kernel: ScheduleKernel, store: ScheduleStore, sweep: string): Promise<number> {
  const now = await kernel.store.now();
  const due = await store.query({ index: 'schedulesDue', equal: { open: true }, to: now - MINUTE, limit: MOST });
  const ahead = await store.query({ index: 'schedulesChanged', equal: { open: true }, from: now + HOUR, limit: MOST });
  let found = 0;
  for (const document of new Map([...due, ...ahead].map((one) => [one.document.id, one.document])).values())
    if (await alone(kernel, document.id, () => takeUp(kernel, document, now, sweep))) found += 1;
  return found;
}

async function takeUp(kernel: ScheduleKernel, { id, state }: ScheduleDocument, now: number, sweep: string): Promise<boolean> {
  const { timer } = state;
  if (timer === undefined) return false;
  const look = await kernel.store.get({ collection: 'outbox', id: lookKey(id, timer.version) });
  // One that is on its way to it, or rests before it is tried again.
  if (look?.open === true && !isAhead(state, now)) return false;
  const by = { kind: 'system', part: 'sweep' } as const;
  const done = await commandSchedule(kernel, { schedule: id, by, id: `sweep:${sweep}` }, { command: 'look_again' });
  return done?.outcome === 'saved';
}
