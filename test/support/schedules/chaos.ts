import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { ScheduleState } from '#contexts/schedules/domain/state.ts';
import { dueBy, nextAfter } from '#contexts/schedules/domain/next.ts';
import type { ScheduleFact } from '#contexts/schedules/domain/facts.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import type { ScheduleHouse } from '#test/support/schedules/house.ts';

/** Before the clocks of London are put forward. */
export const FROM = Date.parse('2026-03-28T20:10Z');
export const timing = { cron: '0,30 * * * *', timeZone: 'Europe/London' };

export const happenings = fc.oneof(
  fc.record({ what: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 200 }), times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ what: fc.constant('lose' as const), minutes: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ what: fc.constant('down' as const), minutes: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ what: fc.constantFrom('block', 'unblock', 'break before', 'break after', 'mend', 'refuse', 'pause', 'resume', 'sweep') }),
);
export type Happening = typeof happenings extends fc.Arbitrary<infer H> ? H : never;

export async function happens(house: ScheduleHouse, one: Happening): Promise<void> {
  const { kettles } = house;
  switch (one.what) {
    case 'pass':
      return house.pass(('minutes' in one ? one.minutes : 0) * MINUTE, { times: 'times' in one ? one.times : 1 });
    case 'lose':
      return house.pass(('minutes' in one ? one.minutes : 0) * MINUTE, { loses: () => true });
    case 'down':
      return house.sleepUntil(house.now() + ('minutes' in one ? one.minutes : 0) * MINUTE);
    case 'block':
      kettles.blocked = 'it is paused';
      return;
    case 'unblock':
      delete kettles.blocked;
      return;
    case 'break before':
    case 'break after':
      kettles.breaks = one.what === 'break before' ? 'before' : 'after';
      return;
    case 'refuse':
      kettles.refuses = 'there is no water';
      return;
    case 'mend':
      delete kettles.breaks;
      delete kettles.refuses;
      return;
    case 'pause':
      await house.ask({ command: 'pause', operator: 'grace', why: 'descaling' });
      return;
    case 'resume':
      await house.ask({ command: 'resume', operator: 'grace' });
      return;
    case 'sweep':
      await house.sweep();
  }
}

export async function healed(house: ScheduleHouse): Promise<void> {
  for (const what of ['unblock', 'mend', 'resume'] as const) await happens(house, { what });
  for (let n = 0; n < 6; n += 1) {
    await house.pass(2 * MINUTE);
    await house.sweep();
  }
  house.kettles.boilsFor = 0;
  await house.pass(5 * HOUR);
}

/** Every occurrence that anything was said of, as the timeline has it. */
export async function told(house: ScheduleHouse): Promise<{ how: string; from: number; to: number }[]> {
  const found = await house.store.query({ index: 'scheduleTimelineInOrder', equal: {}, parent: 'tea', limit: 500 });
  const facts = found.flatMap(({ document }): ScheduleFact[] => document.facts);
  return facts.flatMap((fact) => {
    if (fact.fact === 'occurrences_missed') return [{ how: 'missed', from: fact.first.at, to: fact.last.at }];
    if (
      fact.fact === 'occurrence_started' ||
      fact.fact === 'start_refused' ||
      fact.fact === 'start_lost' ||
      fact.fact === 'occurrence_skipped'
    )
      return [{ how: fact.fact, from: fact.occurrence.at, to: fact.occurrence.at }];
    return [];
  });
}

export function expectEachOnce(state: ScheduleState, spoken: { how: string; from: number; to: number }[], now: number): void {
  const due = dueBy(timing, nextAfter(timing, { at: FROM }), Math.min(now, (state.next?.at ?? now + 1) - 1), 1_000).map(({ at }) => at);
  const times = due.map((at) => [at, spoken.filter(({ from, to }) => from <= at && at <= to).length]);
  const open = new Set([state.queued?.at, state.starting?.at]);
  expect(times.filter(([at, count]) => count !== (open.has(at) ? 0 : 1))).toEqual([]);
}
