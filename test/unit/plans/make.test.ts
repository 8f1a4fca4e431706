import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { circlesIn } from '#kernel/graph/circles.ts';
import { MOST_NEEDS, MOST_STEPS } from '#contexts/plans/domain/limits.ts';
import { makePlan, planProblems } from '#contexts/plans/domain/make.ts';
import { dependantsOf, inOrder, neededBy } from '#kernel/graph/order.ts';
import { somePlan, step } from '#test/support/plan-steps.ts';

const asked = { owner: { kind: 'request', id: 'ab12' }, backend: 'one', mode: 'exclusive' as const };

describe('O1 a plan is made, or everything that is wrong with it is said', () => {
  test('O1 all problems at once', () => {
    const steps = [
      step('a', ['b', 'nowhere']),
      step('b', ['a']),
      step('b'),
      step('', [], { weight: 0 }),
      step('early', ['a'], { group: 'before' }),
    ];
    const made = makePlan({ ...asked, steps });
    const problems = 'problems' in made ? made.problems : [];
    expect(problems.map(({ code, step }) => [code, step])).toEqual([
      ['bad_name', 3],
      ['bad_weight', 3],
      ['duplicate_name', 2],
      ['unknown_need', 0],
      ['need_in_later_group', 4],
      ['circle', 0],
    ]);
    expect(problems.find(({ code }) => code === 'circle')).toMatchObject({
      circle: ['a', 'b'],
      message: 'These steps wait for one another: a → b → a.',
    });
  });

  test('O1 O4 without steps there is nothing to do; more than can be kept is refused before anything is compared', () => {
    expect(planProblems([]).map(({ code }) => code)).toEqual(['no_steps']);
    const many = Array.from({ length: MOST_STEPS + 1 }, (_, n) => step(`s${n}`, ['nowhere']));
    expect(planProblems(many).map(({ code }) => code)).toEqual(['too_many_steps']);
    const names = Array.from({ length: 5000 }, (_, n) => `s${n}`);
    const dense = names.slice(0, MOST_NEEDS / 5000 + 1).map((name) => step(name, names));
    expect(planProblems(dense).map(({ code }) => code)).toEqual(['too_many_needs']);
  });

  test('O1 the groups stand one behind the other, and each keeps the order that it was given in', () => {
    const steps = [step('z', [], { group: 'after' }), step('b'), step('a'), step('x', [], { group: 'before' })];
    const made = makePlan({ ...asked, steps });
    expect('plan' in made && made.plan.steps.map(({ name }) => name)).toEqual(['x', 'b', 'a', 'z']);
  });

  test('O1 what is drawn without a circle is taken, whatever the order', () => {
    fc.assert(fc.property(somePlan, (steps) => expect(planProblems(steps)).toEqual([])));
  });

  test('O1 each need is looked at a bounded number of times: 5,000 steps cost about five times what 1,000 cost', () => {
    const looked = (count: number): number => {
      let reads = 0;
      const steps = Array.from({ length: count }, (_, n) => {
        const needs = n === 0 ? [] : [`s${n - 1}`, `s${Math.floor(n / 2)}`];
        const one = step(`s${n}`);
        return Object.defineProperty(one, 'needs', { get: () => ((reads += 1), needs) });
      });
      expect(planProblems(steps)).toEqual([]);
      expect(inOrder(steps)).toHaveLength(count);
      expect(dependantsOf(steps, 's0')).toHaveLength(count - 1);
      expect(neededBy(steps, `s${count - 1}`).size).toBe(count - 1);
      return reads;
    };
    expect(looked(5000)).toBeLessThan(6 * looked(1000));
  });
});

describe('R1 the order of steps', () => {
  test('R1 each after what it needs, independent ones as they were given', () => {
    fc.assert(
      fc.property(somePlan, (steps) => {
        const ordered = inOrder(steps).map(({ name }) => name);
        expect(ordered.toSorted()).toEqual(steps.map(({ name }) => name).toSorted());
        for (const { name, needs } of steps) for (const need of needs) expect(ordered.indexOf(need)).toBeLessThan(ordered.indexOf(name));
      }),
    );
    expect(inOrder([step('c', ['a']), step('b'), step('a')]).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  });

  test('R1 a circle keeps nobody from an order, and is found whatever hangs on it', () => {
    const steps = [step('tail', ['b']), step('a', ['b']), step('b', ['a']), step('self', ['self']), step('free')];
    expect(inOrder(steps).map(({ name }) => name)).toEqual(['free', 'tail', 'a', 'b', 'self']);
    expect(circlesIn(steps)).toEqual([['b', 'a'], ['self']]);
  });

  test('O3 dependants and needs are one another’s mirror, and a step in no circle is not its own', () => {
    fc.assert(
      fc.property(somePlan, (steps) => {
        for (const { name } of steps) {
          expect(neededBy(steps, name).has(name)).toBe(false);
          for (const { name: other } of dependantsOf(steps, name)) expect(neededBy(steps, other).has(name)).toBe(true);
        }
      }),
    );
    expect(neededBy([step('a', ['b']), step('b', ['a'])], 'a')).toEqual(new Set(['a', 'b']));
  });
});
