import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { standingOf } from '#products/rehearsal/domain/pull-request/standing.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { answers, begin, headMoves, NEWER_SHA, recordGates, SHA, type Beginning } from '#test/support/given-request.ts';
import { approves, deployed, runPasses, throughReview } from '#test/support/request-steps.ts';

function at(status: 'in_review' | 'approved' | 'rejected' | 'withdrawn', id = 'rq1', beginning: Beginning = {}): RequestState {
  const story = begin(beginning);
  recordGates(story);
  if (status === 'approved') approves(runPasses(deployed(throughReview(story))));
  if (status === 'rejected') answers(story, 'grace', 'review', 'reject');
  if (status === 'withdrawn') answers(story, 'contributor', 'withdraw', 'withdraw');
  expect(story.state.status).toBe(status);
  return { ...story.state, id };
}

describe('N5 how a pull request stands', () => {
  test.each([
    ['in_review', 'pending'],
    ['approved', 'success'],
    ['rejected', 'failure'],
    ['withdrawn', 'pending'],
  ] as const)('%s is %s', (status, state) => {
    expect(standingOf([at(status)], SHA)).toMatchObject({ state });
  });

  test('G1 what was approved at another commit says nothing of this one', () => {
    expect(standingOf([at('approved')], NEWER_SHA)).toMatchObject({ state: 'pending' });
  });

  test('G1 a push after the approval asks for everything again', () => {
    const story = begin();
    recordGates(story);
    approves(runPasses(deployed(throughReview(story))));
    headMoves(story);
    expect(standingOf([story.state], NEWER_SHA)).toMatchObject({ state: 'pending' });
  });

  test('I11 all of its requests count: the worst is told, and how many more there are', () => {
    const all = [at('approved', 'rq1'), at('in_review', 'rq2')];
    expect(standingOf(all, SHA)).toEqual({ state: 'pending', description: 'rq2 is in review (and 1 more)' });
    expect(standingOf([...all, at('rejected', 'rq3', { jobs: [{ name: 'OtherJob' }] })], SHA)).toMatchObject({ state: 'failure' });
  });

  test('N5 what is withdrawn or replaced denies nothing that is shown to have run', () => {
    expect(standingOf([at('withdrawn')], SHA).description).toBe('Withdrawn: nothing of this has been rehearsed');
    const story = begin();
    recordGates(story);
    runPasses(deployed(throughReview(story)));
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(story.state.status).toBe('withdrawn');
    expect(standingOf([story.state], SHA).description).toBe('Withdrawn: what ran of it no longer counts here');
    const replaced = { ...story.state, supersededBy: 'rq2' } as RequestState;
    expect(standingOf([replaced], SHA).description).toBe('Replaced by request rq2: what ran of it no longer counts here');
  });

  test('A4 a rejection counts until another request takes its jobs up again', () => {
    const rejected = at('rejected', 'rq1');
    expect(standingOf([rejected, at('approved', 'rq2')], SHA)).toMatchObject({ state: 'success' });
    expect(standingOf([rejected, at('approved', 'rq2', { jobs: [{ name: 'OtherJob' }] })], SHA)).toMatchObject({ state: 'failure' });
    const resubmitted = { jobs: [{ name: 'OtherJob' }], submission: { resubmissionOf: 'rq1', whatWasFixed: 'it' } };
    expect(standingOf([rejected, at('approved', 'rq2', resubmitted)], SHA)).toMatchObject({ state: 'success' });
  });

  test('A3 green is said only when nothing is open, and the text fits a status', () => {
    const states = fc.constantFrom('in_review', 'approved', 'rejected', 'withdrawn' as const);
    const made = new Map((['in_review', 'approved', 'rejected', 'withdrawn'] as const).map((status) => [status, at(status)]));
    fc.assert(
      fc.property(fc.array(states, { maxLength: 6 }), (list) => {
        const all = list.map((status, n) => ({ ...(made.get(status) ?? at(status)), id: `rq${n}` }));
        const { state, description } = standingOf(all, SHA);
        expect(description.length).toBeLessThanOrEqual(140);
        if (state === 'success') expect(list.includes('in_review') || !list.includes('approved')).toBe(false);
      }),
    );
  });
});
