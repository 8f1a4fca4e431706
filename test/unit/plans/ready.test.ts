import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { waitCodes as reasonCodes } from '#contexts/backends/domain/waiting.ts';
import { blocked, firstReady, front, ready, type Judgement, type World } from '#contexts/plans/domain/ready.ts';
import { begin, somePlan, standing } from '#test/support/plan-steps.ts';

const said = { since: 5, why: 'so' };

function codesOf(judged: readonly Judgement[]): string[] {
  return judged.map((one) => (one.verdict === 'wait' ? one.reason.code : one.verdict === 'end' ? one.state : 'start'));
}

describe('B3 the order of judging', () => {
  const steps = [standing('done', [], { state: 'succeeded' }), standing('next', ['done']), standing('last', ['next'], { since: 3 })];
  const all: World = {
    cancelled: said,
    paused: said,
    maintenance: said,
    neverHere: () => 'no agent takes it',
    taken: said,
    pools: { default: { size: 1, used: 1 } },
  };

  test('B3 cancelled, paused, maintenance, dependency, capacity, start: the first that is true is said', () => {
    const world = { ...all };
    expect(codesOf(ready(steps, world))).toEqual(['cancelled', 'cancelled']);
    delete world.cancelled;
    expect(codesOf(ready(steps, world))).toEqual(['paused', 'paused']);
    delete world.paused;
    expect(codesOf(ready(steps, world))).toEqual(['maintenance', 'maintenance']);
    delete world.maintenance;
    expect(codesOf(ready(steps, world))).toEqual(['never_here', 'dependency']);
    delete world.neverHere;
    expect(codesOf(ready(steps, world))).toEqual(['backend_taken', 'dependency']);
    delete world.taken;
    expect(codesOf(ready(steps, world))).toEqual(['no_slot', 'dependency']);
    delete world.pools;
    expect(codesOf(ready(steps, world))).toEqual(['start', 'dependency']);
  });

  test('B3 each says why, since when and who can change it, by a code of a closed list', () => {
    const reasons = blocked(ready(steps, { pools: { default: { size: 1, used: 1 } } }));
    expect(reasons.get('next')).toMatchObject({ code: 'no_slot', who: 'time', why: 'it takes 1 slot of default, of which 0 are free' });
    expect(reasons.get('last')).toEqual({ code: 'dependency', who: 'time', steps: ['next'], since: 3, why: 'waits for next' });
    expect(blocked(ready(steps, { paused: said })).get('next')).toEqual({ code: 'paused', who: 'operator', ...said });
    for (const { code } of reasons.values()) expect(reasonCodes).toContain(code);
  });

  test('B3 what can never run here is found whoever else waits, and keeps nobody', () => {
    const pools = { default: { size: 2, used: 0 } };
    const three = [standing('huge', [], { weight: 3 }), standing('strange', [], { pool: 'gpu' }), standing('well', [], { weight: 2 })];
    const judged = ready(three, { pools });
    expect(codesOf(judged)).toEqual(['never_here', 'never_here', 'start']);
    expect(blocked(judged).get('huge')?.why).toBe('it takes 3 slots of default, which has 2');
    expect(blocked(judged).get('strange')).toMatchObject({ why: 'this backend has no pool gpu', who: 'settings' });
    expect(codesOf(ready([standing('odd', [], { pool: 'constructor' })], { pools }))).toEqual(['never_here']);
  });

  test('B7 slots of a pool are given to whoever comes first, and no pool blocks another', () => {
    const waiting = [
      standing('a', [], { pool: 'database' }),
      standing('b', [], { pool: 'database' }),
      standing('c'),
      standing('d', [], { weight: 2 }),
      standing('e'),
    ];
    const pools = { database: { size: 1, used: 0 }, default: { size: 3, used: 1 } };
    expect(codesOf(ready(waiting, { pools }))).toEqual(['start', 'no_slot', 'start', 'no_slot', 'start']);
  });

  test('B3 what its owner holds waits by its owner’s words, once its needs are met', () => {
    const hold = { why: 'a word is awaited', who: 'owner' as const };
    const held = [standing('a', [], { hold }), standing('b', ['a'], { hold }), standing('c')];
    expect(codesOf(ready(held))).toEqual(['held', 'dependency', 'start']);
    expect(firstReady(held)?.name).toBe('c');
    expect(firstReady(held, { paused: said })).toBeUndefined();
  });
});

describe('D6 O3 groups', () => {
  const plan = [
    standing('deploy', [], { group: 'before' }),
    standing('job'),
    standing('clear', [], { group: 'after' }),
    standing('refresh', [], { group: 'after' }),
  ];

  test('D6 what is asked for waits for what makes ready, what puts in order for all', () => {
    expect(codesOf(ready(plan))).toEqual(['start', 'dependency', 'dependency', 'dependency']);
    expect(codesOf(ready([{ ...plan[0]!, state: 'succeeded' }, plan[1]!, plan[2]!]))).toEqual(['start', 'dependency']);
  });

  test('D6 what puts in order is done whatever failed or was cancelled; what was asked for is not', () => {
    const failed = [{ ...plan[0]!, state: 'failed' as const }, ...plan.slice(1)];
    expect(ready(failed)[0]).toMatchObject({ verdict: 'end', state: 'dependency_failed', culprit: 'deploy' });
    const over = [failed[0]!, { ...plan[1]!, state: 'dependency_failed' as const }, ...plan.slice(2)];
    expect(codesOf(ready(over, { cancelled: said }))).toEqual(['start', 'start']);
  });

  test('D2 D6 the front of a group is its first that did not succeed; of what puts in order, its first that is not over', () => {
    expect(front(plan, 'before')?.name).toBe('deploy');
    expect(front([{ ...plan[0]!, state: 'failed' }], 'before')?.state).toBe('failed');
    expect(front([{ ...plan[0]!, state: 'succeeded' }], 'before')).toBeUndefined();
    expect(front([{ ...plan[2]!, state: 'failed' }, plan[3]!], 'after')?.name).toBe('refresh');
  });
});

test('B3 nothing is ever told to start before its needs are met, and what may start does not hang on a bad neighbour', () => {
  fc.assert(
    fc.property(
      somePlan,
      fc.array(fc.constantFrom('waiting', 'succeeded', 'failed', 'running'), { minLength: 40, maxLength: 40 }),
      (steps, states) => {
        const now = begin(steps).map((one, at) => ({ ...one, state: states[at] as 'waiting' }));
        const starts = ready(now)
          .filter(({ verdict }) => verdict === 'start')
          .map(({ name }) => name);
        for (const name of starts)
          for (const need of now.find((one) => one.name === name)?.needs ?? [])
            expect(now.find((one) => one.name === need)?.state).toBe('succeeded');
        const worse = [...now, standing('bad', ['nowhere'], { pool: 'none', group: 'after' })];
        expect(
          ready(worse)
            .filter(({ verdict }) => verdict === 'start')
            .map(({ name }) => name),
        ).toEqual(starts);
      },
    ),
  );
});
