import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isToStop, nextOf, nextOfNothing, type Heard, type Standing } from '#contexts/operations/domain/next.ts';
import type { LiveState } from '#contexts/operations/domain/state.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';

const onTheWall = (time: number): number => time;
const base: Standing = { state: 'executing', age: 0, isWanted: true, isLate: false, isJudged: false };
const judged = { ...base, isJudged: true };
const after = (over: Partial<Standing>, heard: Heard<string>) => nextOf({ ...base, ...over }, heard, onTheWall);

describe('what follows from the news of an operation', () => {
  test('R3 a start is adopted, refused, or over at once', () => {
    expect(after({}, { heard: 'started' })).toEqual({ next: 'adopt' });
    expect(after({}, { heard: 'refused', why: 'no trigger' })).toEqual({ next: 'refuse', why: 'no trigger' });
    expect(after({}, { heard: 'ended', end: 'well' })).toEqual({ next: 'end', end: 'well' });
  });

  test.each(['pending', 'preparing'] as const)('R4 that one is at work is news while its record says %s', (state) => {
    expect(after({ state, isJudged: true }, { heard: 'under_way', state: 'executing' })).toEqual({
      next: 'ask',
      after: 15 * SECOND,
      begun: true,
    });
    expect(after({ state, isJudged: true }, { heard: 'under_way', state: 'preparing' })).toEqual({ next: 'ask', after: 15 * SECOND });
    expect(after({}, { heard: 'under_way', state: 'finalizing' })).toEqual({ next: 'ask', after: 15 * SECOND });
  });

  test.each([
    ['under_way', 'it took too long and was stopped'],
    ['unknown', 'it took too long and was stopped'],
    ['unasked', 'nobody could ask it for news within its time limit'],
    ['untold', 'it did not report in time'],
    ['missing', 'it did not report in time'],
  ] as const)('R4 D2 one whose time is over has failed, whatever is heard: %s', (heard, why) => {
    const told = (heard === 'under_way' ? { heard, state: 'executing' } : { heard }) as Heard<string>;
    expect(after({ isLate: true }, told)).toEqual({ next: 'lose', why });
    // What is judged by its output has until its watch: it may still end, and say why.
    expect(after({ ...judged, isLate: true }, told).next).not.toBe('lose');
  });

  test('R3 what its executor does not know is started anew where that is idempotent, and else lost after a while', () => {
    expect(after({}, { heard: 'missing' })).toEqual({ next: 'start' });
    expect(after({}, { heard: 'untold' })).toEqual({ next: 'start' });
    expect(after({ isWanted: false }, { heard: 'missing' })).toEqual({ next: 'lose', why: 'it was given up before it started' });
    expect(after({ ...judged, age: 15 * MINUTE }, { heard: 'missing' })).toEqual({ next: 'ask', after: MINUTE });
    expect(after({ ...judged, age: 15 * MINUTE + 1 }, { heard: 'missing' })).toEqual({
      next: 'lose',
      why: 'the executor knows nothing of it',
    });
    expect(after(judged, { heard: 'untold' })).toEqual({ next: 'nothing' });
  });

  test('R10 one that is cancelling is asked on by when that began, and is never lost for being missing', () => {
    const cancelling = { ...judged, age: HOUR, cancelling: 10 * SECOND };
    expect(after(cancelling, { heard: 'missing' })).toEqual({ next: 'ask', after: 15 * SECOND });
    expect(nextOfNothing(cancelling, onTheWall)).toEqual({ next: 'ask', after: 15 * SECOND });
    expect(nextOfNothing({ ...cancelling, cancelling: 10 * MINUTE + 1 }, onTheWall)).toEqual({ next: 'confirm_cancel' });
  });

  test('R10 whoever carries it out should stop when nobody waits for it or its time is over', () => {
    expect([base, { ...base, isWanted: false }, { ...base, isLate: true }].map(isToStop)).toEqual([false, true, true]);
  });

  test('R4 R5 whatever is heard of what is not late, it is asked again within five minutes, ends, or starts anew', () => {
    const heard = fc.oneof(
      fc.constantFrom<Heard<string>>({ heard: 'missing' }, { heard: 'unknown' }, { heard: 'unasked' }, { heard: 'untold' }),
      fc
        .constantFrom<LiveState>('pending', 'preparing', 'executing', 'finalizing')
        .map((state): Heard<string> => ({ heard: 'under_way', state })),
    );
    const standing = fc.record({ age: fc.nat(HOUR), isWanted: fc.boolean(), isJudged: fc.boolean() });
    fc.assert(
      fc.property(standing, heard, (over, told) => {
        const next = after(over, told);
        if (next.next === 'ask') expect(next.after).toBeLessThanOrEqual(5 * MINUTE);
        else expect(['start', 'lose', 'nothing']).toContain(next.next);
      }),
    );
  });
});
