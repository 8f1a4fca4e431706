import { keepCalendar } from '#products/rehearsal/app/performers/keep-calendar.ts';
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import type { House } from '#test/support/page-house.ts';

let sweeps = 0;

/** The sweep looks, and what is due of the calendar is done. */
export async function keepsCalendar({ system, time }: House): Promise<void> {
  sweeps += 1;
  await sweep(system, `house${sweeps}`);
  const found = await system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 500 });
  for (const { document } of found)
    if (document.kind === 'keep_calendar' && document.dueAt <= time.now)
      await performEffect(system, 'keep_calendar', { effectKey: document.key, dispatch: document.dispatches }, keepCalendar(system));
}
