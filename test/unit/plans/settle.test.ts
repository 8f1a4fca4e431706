import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ready } from '#contexts/plans/domain/ready.ts';
import { planEnd, settle } from '#contexts/plans/domain/settle.ts';
import { isOver, type EndState } from '#contexts/plans/domain/step.ts';
import { begin, somePlan, standing } from '#test/support/plan-steps.ts';

const someEnds = fc.array(fc.constantFrom<EndState>('succeeded', 'succeeded', 'succeeded', 'skipped', 'failed', 'cancelled'), {
  minLength: 40,
  maxLength: 40,
});

describe('O3 what an end means for the rest', () => {
  test('O3 what needs a failed one ends at once, however far behind, with the name of the culprit; the rest goes on', () => {
    const steps = [standing('c', ['b']), standing('b', ['a']), standing('a', [], { state: 'failed' }), standing('d')];
    const settled = settle(steps);
    expect(settled.map(({ state }) => state)).toEqual(['dependency_failed', 'dependency_failed', 'failed', 'ready']);
    expect(settled.slice(0, 2).map(({ culprit }) => culprit)).toEqual(['a', 'a']);
  });

  test('O3 a cancelled step never counts as success, a skipped one does', () => {
    expect(settle([standing('a', [], { state: 'cancelled' }), standing('b', ['a'])])[1]).toMatchObject({ state: 'dependency_failed' });
    expect(settle([standing('a', [], { state: 'skipped' }), standing('b', ['a'])])[1]).toMatchObject({ state: 'ready' });
  });

  test('O3 how a plan has ended: failed before cancelled before succeeded, and not before all is over', () => {
    expect(planEnd(['succeeded', 'running'])).toBeUndefined();
    expect(planEnd(['succeeded', 'skipped'])).toBe('succeeded');
    expect(planEnd(['cancelled', 'dependency_failed', 'succeeded'])).toBe('cancelled');
    expect(planEnd(['cancelled', 'dependency_failed', 'failed'])).toBe('failed');
  });

  test('O3 D6 every plan ends, nothing runs before its needs, and what puts in order runs last and whatever failed', () => {
    fc.assert(
      fc.property(somePlan, someEnds, fc.infiniteStream(fc.nat()), (steps, ends, picks) => {
        let now = settle(begin(steps));
        const ran: string[] = [];
        for (
          let open = now.filter(({ state }) => state === 'ready');
          open.length > 0;
          open = now.filter(({ state }) => state === 'ready')
        ) {
          const name = open[picks.next().value % open.length]!.name;
          expect(ready(now).find((one) => one.name === name)?.verdict).toBe('start');
          const end = ends[steps.findIndex((one) => one.name === name)]!;
          ran.push(name);
          now = settle(now.map((one) => (one.name === name ? { ...one, state: end } : one)));
        }
        expect(planEnd(now.map(({ state }) => state))).toBeDefined();
        const place = new Map(ran.map((name, at) => [name, at]));
        for (const { name, needs, group } of steps) {
          for (const need of needs) if (place.has(name)) expect(place.get(need)).toBeLessThan(place.get(name)!);
          if (group === 'after' && needs.length === 0) expect(place.has(name)).toBe(true);
        }
      }),
    );
  });

  test('O3 the same ends in any order of becoming known leave the same states', () => {
    fc.assert(
      fc.property(somePlan, someEnds, fc.infiniteStream(fc.nat()), fc.infiniteStream(fc.nat()), (steps, ends, one, other) => {
        const play = (picks: { next(): { value: number } }): string[] => {
          let now = settle(begin(steps));
          for (;;) {
            const open = now.filter(({ state }) => state === 'ready');
            if (open.length === 0) return now.map(({ name, state, culprit }) => `${name} ${state}${culprit === undefined ? '' : ' lost'}`);
            const { name } = open[picks.next().value % open.length]!;
            now = settle(
              now.map((each) => (each.name === name ? { ...each, state: ends[steps.findIndex((s) => s.name === name)]! } : each)),
            );
          }
        };
        expect(play(one)).toEqual(play(other));
      }),
    );
  });

  test('O3 settling twice changes nothing, and what is over is never touched', () => {
    fc.assert(
      fc.property(somePlan, someEnds, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (steps, ends, known) => {
        const now = begin(steps).map((one, at) => (known[at] === true ? { ...one, state: ends[at]! } : one));
        const settled = settle(now);
        expect(settle(settled).map(({ state }) => state)).toEqual(settle(settle(settled)).map(({ state }) => state));
        settled.forEach(({ state }, at) => isOver(now[at]!.state) && expect(state).toBe(now[at]!.state));
      }),
    );
  });

  test('O1 a chain of 5,000 and a hub of 4,999 are settled with a bounded look at each need', () => {
    const counted = (count: number, needOf: (n: number) => string[]): number => {
      let reads = 0;
      const steps = Array.from({ length: count }, (_, n) => {
        const needs = needOf(n);
        const one = standing(`s${n}`, [], { state: n === 0 ? 'failed' : 'waiting' });
        return Object.defineProperty(one, 'needs', { get: () => ((reads += 1), needs), enumerable: false });
      });
      const again = settle(steps);
      expect(again.filter(({ state }) => state === 'dependency_failed').length).toBeGreaterThanOrEqual(0);
      return reads;
    };
    const chain = (n: number): string[] => (n === 0 ? [] : [`s${n - 1}`]);
    const hub = (n: number): string[] => (n === 0 ? [] : ['s0']);
    for (const shape of [chain, hub]) expect(counted(5000, shape)).toBeLessThan(6 * counted(1000, shape));
  });
});
