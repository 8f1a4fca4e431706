import { seconds, type Figure } from '#kernel/figures.ts';
import type { Instant } from '#kernel/time.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** What is promised and not done: how much, how late the latest is, and what was given up. */
export async function effectFigures({ store }: Pick<System, 'store'>, now: Instant): Promise<Figure[]> {
  const [open, dead, [latest], [oldest]] = await Promise.all([
    store.count({ index: 'outboxDue', equal: { open: true } }),
    store.count({ index: 'outboxDead', equal: { state: 'dead' } }),
    store.query({ index: 'outboxDue', equal: { open: true }, limit: 1 }),
    store.query({ index: 'outboxDeadFirst', equal: { state: 'dead' }, limit: 1 }),
  ]);
  const late = latest === undefined ? 0 : Math.max(0, now - latest.document.sweepAt);
  const rests = oldest?.document.finishedAt === undefined ? 0 : now - oldest.document.finishedAt;
  return [
    gauge('rehearsal_effects_open', 'Effects that are still to be performed, now or later.', open),
    gauge('rehearsal_effects_overdue_seconds', 'How long the most overdue effect has been the sweep’s to make good.', seconds(late)),
    gauge('rehearsal_dead_letters', 'Effects that were given up.', dead),
    gauge('rehearsal_dead_letter_age_seconds', 'How long ago the first of them was given up.', seconds(rests)),
  ];
}

function gauge(name: string, about: string, value: number): Figure {
  return { name, about, type: 'gauge', samples: [{ value }] };
}
