import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { MOST_TURNS, recordAllocation, USUAL_TURN, usualAllocation } from '#contexts/backends/domain/forecast/pace.ts';
import { slotsOf } from '#contexts/backends/domain/forecast/slots.ts';
import { outlookOf } from '#products/rehearsal/domain/forecast/outlook.ts';
import { willMakeIt, type Prospects } from '#products/rehearsal/domain/forecast/will-make-it.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { DAY, HOUR } from '#kernel/time.ts';
import { answers, begin, recordGates } from '#test/support/given-request.ts';
import { auditThenMigration, deployed, runPasses, running, throughReview } from '#test/support/request-steps.ts';

const NOW = 1_800_000_000_000;
const prospects: Prospects = { now: NOW, turnFrom: NOW, turn: HOUR, answerWithin: DAY };

function likely(state: RequestState, over: Partial<Prospects> = {}): number {
  return willMakeIt(state, NOW + 100 * DAY, { ...prospects, ...over })?.likely ?? Number.NaN;
}

describe('pace', () => {
  test('C7 the middle of the last twenty turns; an hour while there is none', () => {
    expect(usualAllocation([])).toBe(USUAL_TURN);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10 * HOUR }), { minLength: 1, maxLength: 60 }), (times) => {
        let turns: ReturnType<typeof recordAllocation> = [];
        for (const took of times) turns = recordAllocation(turns, { endedAt: NOW, took });
        const last = times.slice(-MOST_TURNS).toSorted((a, b) => a - b);
        expect(turns).toHaveLength(last.length);
        expect(usualAllocation(turns)).toBeGreaterThanOrEqual(last[0] ?? 0);
        expect(usualAllocation(turns)).toBeLessThanOrEqual(last.at(-1) ?? 0);
        expect(last.filter((took) => took <= usualAllocation(turns)).length * 2).toBeGreaterThanOrEqual(last.length);
      }),
    );
  });
});

describe('turns to come', () => {
  test('C7 one after the other, in the order of the queue, none before the one before it has ended', () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), fc.boolean(), fc.integer({ min: 0, max: 9 * HOUR }), (count, leased, since) => {
        const backend = { slug: 'local', fencing: 1, ...(leased ? { lease: { requestId: 'x', fencing: 1, grantedAt: NOW - since } } : {}) };
        const ids = Array.from({ length: count }, (_, n) => `rq${n}`);
        const slots = slotsOf(backend, ids, [], NOW);
        expect(slots.map(({ requestId }) => requestId)).toEqual([...(leased ? ['x'] : []), ...ids]);
        for (const [n, slot] of slots.entries()) {
          expect(slot.to).toBeGreaterThan(NOW);
          expect(slot.from).toBeGreaterThanOrEqual(slots[n - 1]?.to ?? 0);
        }
      }),
    );
  });
});

describe('will it make it?', () => {
  test('C7 the further a request is, the sooner it is expected to be done', () => {
    const submitted = begin();
    const before = likely(submitted.state);
    recordGates(submitted);
    const reviewed = likely(submitted.state);
    answers(submitted, 'grace', 'review', 'accept', {});
    const queued = likely(submitted.state);
    const judged = likely(runPasses(running()).state);
    expect([before, reviewed, queued, judged].toSorted((a, b) => b - a)).toEqual([before, reviewed, queued, judged]);
    expect(new Set([before, reviewed, queued, judged]).size).toBe(4);
  });

  test('C7 late, close or fine, by the cutoff', () => {
    const { state } = throughReview(begin());
    const far = willMakeIt(state, NOW + 100 * DAY, prospects);
    expect(far?.chance).toBe('fine');
    expect(willMakeIt(state, far?.latest ?? 0, prospects)?.chance).toBe('close');
    expect(willMakeIt(state, far?.likely ?? 0, prospects)?.chance).toBe('late');
    expect((far?.latest ?? 0) - (far?.likely ?? 0)).toBe(DAY / 2);
  });

  test('C7 a long queue makes it late, early enough to say so', () => {
    const { state } = throughReview(begin());
    expect(willMakeIt(state, NOW + 3 * DAY, prospects)?.chance).toBe('fine');
    expect(willMakeIt(state, NOW + 3 * DAY, { ...prospects, turnFrom: NOW + 5 * DAY })?.chance).toBe('late');
  });

  test('C7 Q4 an audit costs a turn and a verdict of its own, until it has run', () => {
    const one = likely(throughReview(begin()).state);
    const two = likely(throughReview(begin(auditThenMigration)).state);
    expect(two - one).toBe(HOUR + DAY / 2);
    const audited = runPasses(deployed(throughReview(begin(auditThenMigration))), 'audit');
    expect(likely(audited.state)).toBeGreaterThan(NOW + HOUR);
    expect(likely(audited.state, { now: audited.now, turnFrom: audited.now }) - audited.now).toBeLessThan(two - NOW);
  });

  test('C7 what is decided is no question any more', () => {
    const story = begin();
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(willMakeIt(story.state, NOW, prospects)).toBeUndefined();
  });
});

test('C7 C8 a freeze of its backend puts off what nobody waits in front of', () => {
  const freeze = { name: 'release week', kind: 'dated', from: NOW, to: NOW + 9 * DAY, backends: ['local'] } as const;
  const { state, rules, now } = begin();
  const row = { releases: [{ name: '3.4.1', hardCutoff: now + 10 * DAY }], answerWithin: DAY };
  const targeted = { ...state, submission: { ...state.submission, targetRelease: '3.4.1' } };
  const outlook = (freezes: Rules['freezes']): string | undefined =>
    outlookOf(targeted, undefined, [], { ...rules, ...row, ...(freezes === undefined ? {} : { freezes }) }, now)?.chance;
  expect([outlook(undefined), outlook([freeze]), outlook([{ ...freeze, backends: ['backup'] }])]).toEqual(['fine', 'close', 'fine']);
});
