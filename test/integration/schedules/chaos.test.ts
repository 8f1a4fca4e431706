import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Missed, Overlaps, ScheduleState } from '#contexts/schedules/domain/state.ts';
import { dueBy, nextAfter } from '#contexts/schedules/domain/next.ts';
import type { ScheduleFact } from '#contexts/schedules/domain/facts.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { daily, openScheduleHouse, type ScheduleHouse } from '#test/support/schedules/house.ts';

/** Before the clocks of London are put forward. */
const FROM = Date.parse('2026-03-28T20:10Z');
const timing = { cron: '0,30 * * * *', timeZone: 'Europe/London' };

const happenings = fc.oneof(
  fc.record({ what: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 200 }), times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ what: fc.constant('lose' as const), minutes: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ what: fc.constant('down' as const), minutes: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ what: fc.constantFrom('block', 'unblock', 'break before', 'break after', 'mend', 'refuse', 'pause', 'resume', 'sweep') }),
);
type Happening = typeof happenings extends fc.Arbitrary<infer H> ? H : never;

async function happens(house: ScheduleHouse, one: Happening): Promise<void> {
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

async function healed(house: ScheduleHouse): Promise<void> {
  for (const what of ['unblock', 'mend', 'resume'] as const) await happens(house, { what });
  for (let n = 0; n < 6; n += 1) {
    await house.pass(2 * MINUTE);
    await house.sweep();
  }
  house.kettles.boilsFor = 0;
  await house.pass(5 * HOUR);
}

/** Every occurrence that anything was said of, as the timeline has it. */
async function told(house: ScheduleHouse): Promise<{ how: string; from: number; to: number }[]> {
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

function expectEachOnce(state: ScheduleState, spoken: { how: string; from: number; to: number }[], now: number): void {
  const due = dueBy(timing, nextAfter(timing, { at: FROM }), Math.min(now, (state.next?.at ?? now + 1) - 1), 1_000).map(({ at }) => at);
  const times = due.map((at) => [at, spoken.filter(({ from, to }) => from <= at && at <= to).length]);
  const open = new Set([state.queued?.at, state.starting?.at]);
  expect(times.filter(([at, count]) => count !== (open.has(at) ? 0 : 1))).toEqual([]);
}

test.each<[Overlaps, Missed]>([
  ['skip', 'run_once'],
  ['skip', 'skip'],
  ['queue_one', 'all'],
  ['queue_one', 'run_once'],
  ['allow', 'all'],
])(
  'O7 K5 whatever is lost, delivered thrice, killed or blocked: of each occurrence one thing is told, and it starts once: %s, %s',
  async (overlaps, missed) => {
    const wants = fc.tuple(fc.array(happenings, { minLength: 3, maxLength: 14 }), fc.integer({ min: 0, max: 90 }));
    await fc.assert(
      fc.asyncProperty(wants, async ([all, boils]) => {
        const house = openScheduleHouse(FROM);
        house.kettles.boilsFor = boils * MINUTE;
        await house.make({ ...daily, timing, overlaps, missed });
        for (const one of all) await happens(house, one);
        await healed(house);
        const state = await house.state();
        expectEachOnce(state, await told(house), house.now());
        const started = (await told(house)).filter(({ how }) => how === 'occurrence_started').map(({ from }) => from);
        expect(new Set(started).size).toBe(started.length);
        // Of what is told as lost nobody knows; of all else it is true.
        const lost = new Set((await told(house)).filter(({ how }) => how === 'start_lost').map(({ from }) => from));
        const on = [...house.kettles.on.values()].map(({ due }) => due.at).filter((at) => !lost.has(at));
        expect(new Set(on)).toEqual(new Set(started));
        // It goes on: what was due in the last hours was started at its time.
        expect(started.at(-1)).toBeGreaterThan(house.now() - HOUR);
        expect(state.outcomes.length).toBeLessThanOrEqual(20);
        expect(await house.faults()).toEqual([]);
        await house.close();
      }),
      { numRuns: 15, seed: 5 },
    );
  },
);
