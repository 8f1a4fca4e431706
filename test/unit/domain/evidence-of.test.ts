import { describe, expect, test } from '@jest/globals';
import { currentRun, isOfThisMerge, ranAt } from '#contexts/plans/domain/job/evidence-of.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import { allGates, answers, begin, does, factsOf, isAsked, mailsTo, NEWER_SHA, SHA, type Story } from '#test/support/given-request.ts';
import { approves, cancelConfirmed, deployed, fencingOf, granted, job, run, runEnds, throughReview } from '#test/support/request-steps.ts';

const DEVELOP: Base = { ref: 'develop', sha: 'e'.repeat(40) };
const RELEASE: Base = { ref: 'release-3.4', sha: 'e'.repeat(40) };

function looks(story: Story, base: Base, headSha = SHA): void {
  does(story, { command: 'record_gates', headSha, base, gates: allGates() });
}

/** Its run was made from head and base, and is under way. */
function under(base: Base): Story {
  const story = begin();
  looks(story, base);
  granted(throughReview(story));
  does(story, {
    command: 'record_test_ref',
    fencing: fencingOf(story),
    testRef: 'test-pr12345-aaaaaaa',
    testSha: 'c'.repeat(40),
    base,
  });
  return deployed(story);
}

describe('evidence is for one merge', () => {
  test('G10 a run keeps what its test ref was made from', () => {
    expect(run(under(DEVELOP))).toMatchObject({ sha: SHA, testSha: 'c'.repeat(40), base: DEVELOP });
  });

  test('G10 another base at the same head makes the evidence stale, as a new head does, and everybody is told', () => {
    const story = under(DEVELOP);
    runEnds(story);
    looks(story, RELEASE);
    expect(factsOf(story, 'base_moved')).toMatchObject([{ from: DEVELOP, to: RELEASE }]);
    expect(story.state).toMatchObject({ status: 'in_review', base: RELEASE });
    expect(job(story).state).toBe('waiting');
    expect(isAsked(story.state, 'verdict')).toBe(false);
    expect([mailsTo(story, 'contributor'), mailsTo(story, 'grace')].map((mails) => mails.includes('base_moved'))).toEqual([true, true]);
    expect(isOfThisMerge(run(story), story.state)).toBe(false);
    expect(currentRun(job(story), story.state)).toBeUndefined();
  });

  test('G10 an approved request is asked for anew at another base, and its release team is told', () => {
    const story = under(DEVELOP);
    runEnds(story);
    approves(story);
    looks(story, RELEASE);
    expect(story.state.status).toBe('in_review');
    expect(mailsTo(story, 'ruth')).toContain('base_moved');
  });

  test('G10 a run that is under way when the base moves never counts', () => {
    const story = under(DEVELOP);
    looks(story, RELEASE);
    expect(run(story).cancelling).toMatchObject({ reason: 'superseded' });
    cancelConfirmed(story);
    expect(job(story).state).toBe('waiting');
  });

  test('G10 a run of the old base that ends well after all never counts', () => {
    const story = under(DEVELOP);
    looks(story, RELEASE);
    looks(story, DEVELOP);
    runEnds(story);
    expect(job(story).state).toBe('waiting');
  });

  test('G10 a base that only goes on is the same base', () => {
    const story = under(DEVELOP);
    runEnds(story);
    looks(story, { ref: 'develop', sha: 'f'.repeat(40) });
    expect(story.state.status).toBe('awaiting_verdict');
    expect(answers(story, 'grace', 'verdict', 'approve')).toBeUndefined();
  });

  test('G10 before the first review there is nothing to make stale', () => {
    const story = begin();
    does(story, { command: 'record_gates', headSha: SHA, base: DEVELOP, gates: allGates({ checks: 'pending' }) });
    looks(story, RELEASE);
    expect(factsOf(story, 'base_moved')).toEqual([]);
    expect(story.state).toMatchObject({ status: 'in_review', base: RELEASE });
  });

  test('G10 what was reused ran at the other request’s commit, and says so', () => {
    const story = under(DEVELOP);
    const reused = { ...run(story), sha: NEWER_SHA, reusedFrom: { requestId: 'old', sha: SHA } };
    expect(ranAt(reused)).toBe(SHA);
    expect(ranAt(run(story))).toBe(SHA);
  });
});
