import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pickNext, queueRank, STARVING_AFTER } from '#products/rehearsal/domain/queue-order.ts';
import { answers, begin, effects, headMoves, HOUR, tries, wait, type Story } from '#test/support/given-request.ts';
import {
  approves,
  auditThenMigration,
  cancelConfirmed,
  deployed,
  granted,
  job,
  running,
  runPasses,
  startsStep,
  testRefMade,
  throughReview,
} from '#test/support/request-steps.ts';
import type { Submission } from '#contexts/intake/domain/submission.ts';

function queued(submission: Partial<Submission> = {}, waited = 0): Story {
  const story = begin({ submission });
  wait(story, -waited);
  return throughReview(story);
}

function rank(story: Story): string {
  return queueRank(story.state, story.rules);
}

describe('the order of the queue', () => {
  test('Q3 essential first, then the earlier cutoff, then longer waiting', () => {
    const order = [
      queued({ essential: true, targetRelease: '3.4.2' }),
      queued({ targetRelease: '3.4.1' }, 2 * HOUR),
      queued({ targetRelease: '3.4.1' }, HOUR),
      queued({ targetRelease: '3.4.2' }, 9 * HOUR),
      queued({ targetRelease: 'unknown' }, 20 * HOUR),
    ].map(rank);
    expect(order.toSorted()).toEqual(order);
  });

  test('Q3 ranks as text sort as their instants do', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        const story = queued();
        const at = (queuedSince: number): string => queueRank({ ...story.state, queuedSince }, story.rules);
        expect(at(a) < at(b)).toBe(a < b);
      }),
    );
  });

  test('Q3 nobody starves: whoever waited five days goes before the most urgent', () => {
    const urgent = { id: 'urgent', queuedSince: 1000 };
    const old = { id: 'old', queuedSince: 0 };
    expect(pickNext(urgent, old, STARVING_AFTER - 1)).toBe(urgent);
    expect(pickNext(urgent, old, STARVING_AFTER)).toBe(old);
    expect(pickNext(undefined, undefined, 0)).toBeUndefined();
    expect(pickNext(urgent, undefined, 0)).toBe(urgent);
  });
});

describe('the lease of a backend', () => {
  test('Q3 a turn is granted to who waits, once', () => {
    const story = granted(throughReview(begin()));
    expect(story.state).toMatchObject({
      status: 'deploying',
      turn: { state: 'preparing', fencing: 1, backend: 'local', sha: story.state.headSha },
    });
    expect(tries(story, { command: 'grant_turn', fencing: 2 })?.code).toBe('not_possible_now');
    expect(tries(begin(), { command: 'grant_turn', fencing: 1 })?.code).toBe('not_possible_now');
  });

  test('Q3 accepting offers the backend a request; so does the end of every turn', () => {
    const story = throughReview(begin(), 'backup');
    expect(effects(story, 'offer_turn')).toEqual([{ kind: 'offer_turn', backend: 'backup' }]);
    runPasses(deployed(story));
    expect(effects(story, 'offer_turn')).toHaveLength(2);
  });

  test('Q3 no second turn while something of the first is still at work', () => {
    const story = running();
    headMoves(story);
    answers(story, 'grace', 'review', 'accept');
    expect(tries(story, { command: 'grant_turn', fencing: 2 })?.code).toBe('not_possible_now');
    cancelConfirmed(story);
    expect(tries(story, { command: 'grant_turn', fencing: 2 })).toBeUndefined();
  });

  test('Q3 accepted on another backend meanwhile: the end of the old turn offers both', () => {
    const story = running();
    headMoves(story);
    answers(story, 'grace', 'review', 'accept', { backend: 'backup' });
    const before = effects(story, 'offer_turn').length;
    cancelConfirmed(story);
    expect(
      effects(story, 'offer_turn')
        .slice(before)
        .map(({ backend }) => backend)
        .toSorted(),
    ).toEqual(['backup', 'local']);
  });

  test('Q3 an older lease number of the same backend is stale', () => {
    const story = approves(runPasses(running(auditThenMigration), 'audit'), 'audit');
    expect(tries(story, { command: 'grant_turn', fencing: 1 })?.code).toBe('stale');
    expect(tries(story, { command: 'grant_turn', fencing: 2 })).toBeUndefined();
  });

  test('Q3 so is one of another backend that this request has had elsewhere: what comes late from there is no news here', () => {
    const story = running();
    headMoves(story);
    answers(story, 'grace', 'review', 'accept', { backend: 'backup' });
    cancelConfirmed(story);
    expect(tries(story, { command: 'grant_turn', fencing: 1 })?.code).toBe('stale');
    expect(tries(story, { command: 'grant_turn', fencing: 2 })).toBeUndefined();
  });

  test.each([
    { command: 'record_test_ref', testRef: 'r', testSha: 's' },
    { command: 'start_deploy_step', step: 'announce' },
    { command: 'end_deploy_step', step: 'announce', passed: true, note: '' },
    { command: 'fail_deployment', why: 'w' },
  ] as const)('Q3 P3 $command under another lease number, or from another backend, is refused', (ask) => {
    const story = testRefMade(granted(throughReview(begin(), 'backup')));
    for (const fencing of [0, 2]) expect(tries(story, { ...ask, fencing })?.code).toBe('stale');
    expect(tries(story, { ...ask, fencing: 1 }, { kind: 'agent', backend: 'local' })?.code).toBe('stale');
    expect(tries(story, { ...ask, fencing: 1 }, { kind: 'agent', backend: 'backup' })?.code).not.toBe('stale');
  });
});

describe('what waits for people does not keep the backend', () => {
  test('Q4 an audit that awaits its verdict gives the backend back; the next stage queues with its age', () => {
    const story = running(auditThenMigration);
    const since = story.state.queuedSince;
    runPasses(story, 'audit');
    expect(story.state).toMatchObject({ status: 'awaiting_verdict', turn: { state: 'ended' } });
    wait(story, 30 * HOUR);
    approves(story, 'audit');
    expect(story.state).toMatchObject({ status: 'queued', queuedSince: since });
    deployed(story);
    expect(job(story, 'migrate').runs).toMatchObject([{ fencing: 2, state: 'pending' }]);
  });

  test('Q4 what can run without a person runs on in the same turn', () => {
    const story = running({ jobs: [{ step: 'audit', role: 'audit' }, { step: 'migrate', needs: ['audit'] }, { step: 'other' }] });
    runPasses(story, 'audit');
    expect(story.state).toMatchObject({ status: 'running', turn: { state: 'deployed' } });
    expect(job(story, 'other').state).toBe('running');
    approves(story, 'audit');
    runPasses(story, 'other');
    expect(job(story, 'migrate')).toMatchObject({ state: 'running', runs: [{ fencing: 1 }] });
  });

  test('Q4 the contributor is told of the acceptance once, not each time that a stage queues', () => {
    const story = approves(runPasses(running(auditThenMigration), 'audit'), 'audit');
    expect(effects(story, 'send_mail').filter(({ template }) => template === 'accepted')).toHaveLength(1);
  });

  test('Q4 a step that was begun keeps the backend busy even when nobody wants it any more', () => {
    const story = testRefMade(granted(throughReview(begin())));
    startsStep(story, 'deploy');
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(story.state.turn?.state).toBe('deploying');
  });
});
