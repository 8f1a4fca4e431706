import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Missed, Overlaps } from '#contexts/schedules/domain/state.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { expectEachOnce, FROM, happenings, happens, healed, timing, told } from '#test/support/schedules/chaos.ts';
import { daily, openScheduleHouse } from '#test/support/schedules/house.ts';

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
