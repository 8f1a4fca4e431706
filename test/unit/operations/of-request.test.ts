import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedListings, isEnded, type Listing } from '#contexts/operations/domain/listing/listing.ts';
import { isLive } from '#contexts/operations/domain/run/state.ts';
import { listingsOf } from '#products/rehearsal/domain/listings.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { begin, type Beginning } from '#test/support/given-request.ts';
import { inGate } from '#test/support/how-long.ts';
import { endLiveWork, play, rolls } from '#test/support/request-chaos.ts';

const RUNS = inGate(60, { long: 2_000 });

const beginnings: Beginning[] = [
  {
    jobs: [
      { step: 'a', role: 'audit', safeToRerun: true },
      { step: 'b', role: 'migration', needs: ['a'] },
    ],
  },
  { jobs: [{ step: 'a', safeToRerun: true }, { step: 'b' }], backend: 'backup' },
  { jobs: [{ step: 'a' }], submission: { mode: 'launch_only' } },
];

/** What is kept beside the request, commit by commit. */
function keeper() {
  const kept = new Map<string, Listing>();
  return {
    kept,
    saves(before: RequestState, after: RequestState): void {
      for (const one of changedListings(listingsOf(before), listingsOf(after))) {
        const was = kept.get(one.id);
        if (was !== undefined && isEnded(was)) expect([was.state, one.state, isEnded(one)]).toEqual(['failed', 'done', true]);
        kept.set(one.id, one);
      }
    },
  };
}

test('O6 R4 whatever happens to a request, each of its runs and steps is found as it is on its record, and nothing that is over is found at work', () => {
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), rolls, (beginning, dice) => {
      const story = begin(beginning);
      const { kept, saves } = keeper();
      let before = story.state;
      const look = (): void => {
        saves(before, story.state);
        before = story.state;
        for (const run of story.state.jobs.flatMap(({ runs }) => runs)) {
          if (run.reusedFrom !== undefined) continue;
          expect(kept.get(run.id)).toMatchObject({ state: run.state, backend: run.backend });
          expect(isEnded(kept.get(run.id) ?? run)).toBe(!isLive(run));
        }
        const { turn } = story.state;
        const atWork = [...kept.values()].filter((one) => !isEnded(one) && one.program !== 'job');
        if (turn === undefined || turn.state === 'ended') expect(atWork).toEqual([]);
        else expect(atWork.every(({ backend }) => backend === turn.backend)).toBe(true);
        const begun = turn?.state === 'ended' ? [] : (turn?.steps.filter(({ state }) => state === 'running') ?? []);
        for (const { name } of begun) expect(atWork.map((one) => one.name)).toContain(name);
      };
      play(story, dice, look);
      endLiveWork(story);
      look();
      expect([...kept.values()].filter((one) => !isEnded(one)).map(({ id }) => id)).toEqual(
        story.state.jobs.flatMap(({ runs }) => runs.filter((run) => isLive(run) && run.reusedFrom === undefined).map(({ id }) => id)),
      );
      for (const one of kept.values()) expect(one).toMatchObject({ subject: { kind: 'request', id: story.state.id } });
    }),
    { numRuns: RUNS },
  );
});
