import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { standingInQueue, type Brought } from '#contexts/gates/domain/pull-request/queue-commit.ts';
import { testedMerges } from '#products/rehearsal/domain/tested-merges.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { begin } from '#test/support/given-request.ts';
import { approves, runEnds, running } from '#test/support/request-steps.ts';

const queued = { sha: '1'.repeat(40), baseSha: '2'.repeat(40), baseRef: 'develop' };
const tested = { state: 'success', description: 'rq1 is fully tested' } as const;
const merge = { sha: 'c'.repeat(40), base: { ref: 'develop', sha: 'e'.repeat(40) } };
const path = fc.string({ minLength: 1, maxLength: 8 });
const blob = fc.option(fc.string({ minLength: 4, maxLength: 4 }), { nil: undefined });
const files = fc.uniqueArray(fc.tuple(path, blob), { minLength: 1, maxLength: 8, selector: ([name]) => name });

describe('a commit of the merge queue holds what was tested', () => {
  test('A3 exactly if each file that was tested is in it to the byte, whatever else is', () => {
    fc.assert(
      fc.property(files, files, fc.nat(), (brought, others, n) => {
        const own = new Map(brought);
        const more = new Map([...others.filter(([name]) => !own.has(name)), ...brought]);
        const standing = (queue: Brought): string => standingInQueue(queued, tested, [{ merge, brought: own }], queue).state;
        expect(standing(more)).toBe('success');
        const [name = ''] = brought[n % brought.length] ?? [];
        expect(standing(new Map([...more, [name, 'another blob']]))).toBe('failure');
        const without = new Map(more);
        without.delete(name);
        expect(standing(without)).toBe('failure');
      }),
    );
  });

  test('A3 G10 for the branch that it was tested for, and for no other', () => {
    const given = [{ merge, brought: new Map([['a', 'b']]) }];
    const { state, description } = standingInQueue({ ...queued, baseRef: 'release' }, tested, given, new Map([['a', 'b']]));
    expect([state, description]).toEqual(['failure', 'In the queue: it was tested for develop, but the queue merges into release']);
  });

  test('A3 what is not tested at its head is not in the queue either, and what cannot be told is no success', () => {
    const waits = { state: 'pending', description: 'rq1 is in review' } as const;
    expect(standingInQueue(queued, waits, [], new Map())).toEqual(waits);
    expect(standingInQueue(queued, tested, undefined, new Map()).state).toBe('failure');
    expect(standingInQueue(queued, tested, [{ merge, brought: 'too_many' }], new Map()).state).toBe('failure');
  });

  test('A3 the merges that approvals are about are those of their runs; one without its base is not known', () => {
    const approved = approves(runEnds(running())).state;
    expect(testedMerges([approved])).toBeUndefined();
    const withBase: RequestState = {
      ...approved,
      jobs: approved.jobs.map((job) => ({ ...job, runs: job.runs.map((run) => ({ ...run, base: merge.base })) })),
    };
    expect(testedMerges([withBase])).toEqual([merge]);
    expect(testedMerges([begin().state])).toEqual([]);
  });
});
