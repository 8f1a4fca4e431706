import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countsText,
  PART,
  reportCounts,
  reportLines,
  reportParts,
  type Judged,
  type ReportLine,
} from '#contexts/calendar/domain/report.ts';
import { breachesFor, isFor } from '#products/rehearsal/domain/cutoff.ts';
import { answers, begin, does, HOUR, recordGates, tries, wait, type Story } from '#test/support/given-request.ts';
import { running, runPasses } from '#test/support/request-steps.ts';

const none = { made: 0, moved: 0, blocking: 0 };

function line(requestId: string, outcome: Judged, over: Partial<ReportLine> = {}): ReportLine {
  return { requestId, title: 'CountTopicsJob', what: '', outcome, ...over };
}

describe('the report of a release', () => {
  test('C5 what blocks stands first, then what missed it, then what is in it', () => {
    const lines = reportLines([[line('c', 'made'), line('b', 'moved'), line('a', 'moved'), line('d', 'blocking')]]);
    expect(lines.map(({ requestId }) => requestId)).toEqual(['d', 'a', 'b', 'c']);
    expect(reportCounts(lines, { ...none, moved: 3 })).toEqual({ ready: 1, missed: 5, blocking: 1, breaches: 0 });
  });

  test('C6 a later look has the last word about a request, and says nothing about the others', () => {
    const lines = reportLines([[line('a', 'blocking'), line('b', 'moved')], [line('a', 'made')]]);
    expect(lines.map(({ requestId, outcome }) => `${requestId} ${outcome}`)).toEqual(['b moved', 'a made']);
  });

  test('C5 whatever was judged is in exactly one part, in order, and each part is small', () => {
    const outcome = fc.constantFrom<Judged>('made', 'moved', 'blocking');
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.nat().map(String), outcome), { selector: ([id]) => id, maxLength: 350 }), (judged) => {
        const lines = reportLines([judged.map(([id, how]) => line(id, how))]);
        const parts = reportParts(lines);
        expect(parts.flat()).toEqual(lines);
        expect(new Set(lines.map(({ requestId }) => requestId))).toEqual(new Set(judged.map(([id]) => id)));
        expect(parts.every((part) => part.length <= PART)).toBe(true);
        expect(parts.length).toBeGreaterThan(0);
        const counts = reportCounts(lines, none);
        expect(counts.ready + counts.missed + counts.blocking).toBe(judged.length);
      }),
    );
  });

  test('C5 the counts in words', () => {
    expect(countsText({ ready: 3, missed: 12, blocking: 1, breaches: 1 })).toBe('3 ready, 12 missed, 1 blocking, 1 breach');
  });
});

describe('what one request brings into it', () => {
  function late(): Story {
    const story = begin({ submission: { targetRelease: '3.4.1', essential: true, essentialReason: 'It must.' } });
    recordGates(story);
    wait(story, 25 * HOUR);
    const [clock] = story.state.clocks;
    if (clock?.state !== 'running') throw new Error('no clock');
    does(story, { command: 'climb_ladder', clock: clock.id, dueAt: clock.dueAt });
    return story;
  }

  test('C5 S4 a promise that was broken, with when it was answered; one of an earlier release is not told again', () => {
    const story = late();
    const due = story.now - HOUR;
    expect(breachesFor(story.state, story.now)).toEqual([{ clock: 'review', dueAt: due }]);
    wait(story, HOUR);
    answers(story, 'grace', 'review', 'accept');
    expect(breachesFor(story.state, story.now)).toEqual([{ clock: 'review', dueAt: due, answeredAt: story.now }]);
    const cutoff = story.now;
    does(story, { command: 'cut_off', release: '3.4.1', cutoff });
    expect(breachesFor(story.state, cutoff)).toHaveLength(1);
    expect(breachesFor(story.state, cutoff + HOUR)).toEqual([]);
  });

  test('C6 what blocked a cut is judged again by a later one of the same release, once', () => {
    const story = late();
    const first = story.now;
    does(story, { command: 'cut_off', release: '3.4.1', cutoff: first });
    expect([first, first - 1, first + 1].map((cutoff) => isFor(story.state, '3.4.1', cutoff))).toEqual([false, false, true]);
    wait(story, HOUR);
    does(story, { command: 'cut_off', release: '3.4.1', cutoff: first + HOUR });
    const { version } = story.state;
    tries(story, { command: 'cut_off', release: '3.4.1', cutoff: first + HOUR });
    expect(story.state.version).toBe(version);
    expect(story.state.cutoffs).toMatchObject([{ outcome: 'blocking' }, { outcome: 'blocking', cutoff: first + HOUR }]);
  });
});

describe('what counts', () => {
  test('C4 a request is in a release exactly if its last job was approved before the instant, whenever anybody looks', () => {
    const offset = fc.integer({ min: -HOUR, max: HOUR });
    fc.assert(
      fc.property(offset, fc.nat(), fc.boolean(), (early, late, essential) => {
        const story = runPasses(
          running({ submission: { targetRelease: '3.4.1', ...(essential ? { essential, essentialReason: 'x' } : {}) } }),
        );
        answers(story, 'grace', 'verdict', 'approve');
        const cutoff = story.now - early;
        wait(story, Math.max(0, -early) + late);
        if (story.now < cutoff) wait(story, cutoff - story.now);
        does(story, { command: 'cut_off', release: '3.4.1', cutoff, to: '3.4.2' });
        const expected = early < 0 ? 'made' : essential ? 'blocking' : 'moved';
        expect(story.state.cutoffs).toMatchObject([{ outcome: expected, cutoff }]);
        expect(story.state.submission.targetRelease).toBe(expected === 'moved' ? '3.4.2' : '3.4.1');
      }),
      { numRuns: 60 },
    );
  });
});
