import { describe, expect, test } from '@jest/globals';
import {
  answers,
  begin,
  clocks,
  does,
  factsOf,
  allGates,
  headMoves,
  HOUR,
  isAsked,
  mailsTo,
  NEWER_SHA,
  openQuestion,
  answersTo,
  recordGates,
  SHA,
  wait,
} from '#test/support/given-request.ts';
import { drives } from '#test/support/operations.ts';
import {
  approves,
  auditThenMigration,
  cancelConfirmed,
  deployed,
  granted,
  job,
  run,
  runEnds,
  running,
  runPasses,
  startsStep,
  testRefMade,
  throughReview,
} from '#test/support/request-steps.ts';
import type { Story } from '#test/support/given-request.ts';
import { featureSubmission } from '#test/support/sample-request.ts';

describe('gates', () => {
  test('G8 S1 the last gate that passes opens the review and starts its clock, 24 hours', () => {
    const story = begin();
    recordGates(story, { checks: 'pending' });
    expect(story.state.status).toBe('waiting_for_gates');
    wait(story, HOUR);
    recordGates(story);
    expect(story.state).toMatchObject({ status: 'in_review', headSha: SHA });
    expect(clocks(story, 'review', 'running')).toMatchObject([{ startedAt: story.now, dueAt: story.now + 24 * HOUR }]);
    expect([mailsTo(story, 'grace'), mailsTo(story, 'alan'), mailsTo(story, 'ada'), mailsTo(story, 'tim')]).toEqual([
      ['review_request'],
      ['review_request'],
      [],
      [],
    ]);
  });

  test.each(['failed', 'pending'] as const)('G7 a gate that is %s is never passed over', (state) => {
    const story = begin();
    recordGates(story, { registry: state });
    expect(story.state.status).toBe('waiting_for_gates');
    expect(clocks(story, 'review', 'running')).toEqual([]);
  });

  test('G7 a gate that is switched off lets pass', () => {
    const story = begin();
    recordGates(story, { checks: 'skipped', reviewers: 'skipped' });
    expect(story.state.status).toBe('in_review');
  });

  test('G1 without a known head nothing passes, whatever the gates say', () => {
    const story = begin();
    does(story, { command: 'record_gates', headSha: undefined, gates: allGates() });
    expect(story.state.status).toBe('waiting_for_gates');
    recordGates(story);
    expect(story.state.status).toBe('in_review');
  });

  test('G8 the same gates again are no news, also while the host cannot be reached', () => {
    const story = begin();
    recordGates(story, { checks: 'pending' });
    const { version } = story.state;
    recordGates(story, { checks: 'pending' });
    does(story, { command: 'record_gates', headSha: undefined, gates: allGates({ checks: 'pending' }) });
    expect(story.state.version).toBe(version);
    expect(story.state.headSha).toBe(SHA);
  });

  test('G7 the contributor hears of a gate that fails, once', () => {
    const story = begin();
    recordGates(story, { checks: 'failed' });
    recordGates(story, { checks: 'failed', reviewers: 'pending' });
    expect(mailsTo(story, 'contributor').filter((template) => template === 'gates_failed')).toHaveLength(1);
  });

  test('I6 only the audit is missing: admins are asked, and a waiver with its reason opens the review', () => {
    const story = begin();
    recordGates(story, { audit: 'failed' });
    expect(mailsTo(story, 'grace')).toEqual(['gates_waivable']);
    expect(answers(story, 'grace', 'gates', 'waive', { comment: ' ' })?.code).toBe('comment_missing');
    expect(answers(story, 'ada', 'gates', 'waive')?.code).toBe('author_decides_nothing');
    expect(answers(story, 'grace', 'gates', 'waive', { comment: 'Audited by hand.' })).toBeUndefined();
    expect(story.state).toMatchObject({
      status: 'in_review',
      waivers: [{ gate: 'audit', reason: 'Audited by hand.', by: 'grace', at: story.now }],
    });
  });

  test('I6 S3 while something else is missing too, no admin is bothered; comes it up later, their clock pauses and their links go on', () => {
    const story = begin();
    recordGates(story, { audit: 'failed', checks: 'pending' });
    expect(isAsked(story.state, 'gates')).toBe(false);
    recordGates(story, { audit: 'failed' });
    const { id } = openQuestion(story.state, 'gates');
    expect(clocks(story, 'gates', 'running')).toHaveLength(1);
    recordGates(story, { audit: 'failed', checks: 'failed' });
    expect(clocks(story, 'gates', 'paused')).toHaveLength(1);
    expect(answersTo(story, 'grace', id, 'waive')?.code).toBe('detail_missing');
    expect(answersTo(story, 'grace', id, 'waive', { gates: [{ gate: 'audit' }] })).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'waiting_for_gates', waivers: [{ gate: 'audit' }] });
  });

  test('G7 a waiver stays on the record, and counts for no other commit', () => {
    const story = begin();
    recordGates(story, { audit: 'failed' });
    answers(story, 'grace', 'gates', 'waive');
    headMoves(story, NEWER_SHA, { audit: 'failed' });
    expect(story.state).toMatchObject({ status: 'waiting_for_gates', waivers: [{ gate: 'audit', headSha: SHA, ended: 'push' }] });
    headMoves(story, SHA, { audit: 'failed' });
    expect(story.state.status).toBe('waiting_for_gates');
  });
});

const places: [string, () => Story][] = [
  [
    'in_review',
    () => {
      const story = begin();
      recordGates(story);
      return story;
    },
  ],
  [
    'returned',
    () => {
      const story = begin();
      recordGates(story);
      answers(story, 'grace', 'review', 'return');
      return story;
    },
  ],
  ['queued', () => throughReview(begin())],
  ['deploying', () => granted(throughReview(begin()))],
  [
    'deployment_failed',
    () => {
      const story = granted(throughReview(begin()));
      does(story, { command: 'fail_deployment', fencing: 1, why: 'conflict' });
      return story;
    },
  ],
  ['running', () => running()],
  ['awaiting_verdict', () => runPasses(running())],
  ['on_hold', () => runEnds(running(auditThenMigration), 'audit', { stdout: ['done', 'bad row'] })],
  ['approved', () => approves(runPasses(running()))],
];

describe.each(places)('a push while it is %s', (status, at) => {
  test('G1 it waits for gates again, old questions are dead, and everyone concerned is told', () => {
    const story = at();
    expect(story.state.status).toBe(status);
    const old = story.state.questions.filter(({ kind, state }) => state === 'open' && kind !== 'withdraw');
    headMoves(story, NEWER_SHA, { checks: 'pending' });
    expect(story.state).toMatchObject({ status: 'waiting_for_gates', headSha: NEWER_SHA });
    for (const { id } of old) expect(story.state.questions.find((question) => question.id === id)?.state).toBe('closed');
    expect(story.state.clocks.filter(({ state }) => state === 'running')).toEqual([]);
    expect(isAsked(story.state, 'withdraw')).toBe(true);
    for (const who of ['contributor', 'grace', 'alan']) expect(mailsTo(story, who)).toContain('head_moved');
    expect(mailsTo(story, 'ada')).not.toContain('head_moved');
    expect(mailsTo(story, 'ruth').includes('head_moved')).toBe(status === 'approved');
  });

  test('G1 then the whole way again, on the new commit', () => {
    const story = at();
    headMoves(story);
    expect(story.state.status).toBe('in_review');
    expect(clocks(story, 'review', 'running')).toHaveLength(1);
    answers(story, 'grace', 'review', 'accept');
    if (story.state.turn !== undefined && story.state.turn.state !== 'ended') cancelConfirmed(story);
    deployed(story);
    expect(run(story)).toMatchObject({ sha: NEWER_SHA, state: 'pending' });
    approves(runPasses(story));
    expect(job(story)).toMatchObject({ state: 'approved', approval: { sha: NEWER_SHA } });
  });
});

describe('G1 evidence and a newer commit', () => {
  test('G1 R10 a live run of the old commit is superseded, and its end counts for nothing', () => {
    const story = running();
    headMoves(story);
    expect(run(story).cancelling).toMatchObject({ reason: 'superseded' });
    runEnds(story);
    expect(job(story)).toMatchObject({ state: 'waiting', runs: [{ state: 'done', sha: SHA }] });
    expect(story.state).toMatchObject({ status: 'in_review', turn: { state: 'ended' } });
    expect(isAsked(story.state, 'verdict')).toBe(false);
  });

  test('G1 S3 a review clock pauses and goes on with what was left; a verdict clock stops', () => {
    const story = begin();
    recordGates(story);
    wait(story, 4 * HOUR);
    headMoves(story, NEWER_SHA, { checks: 'pending' });
    expect(clocks(story, 'review', 'paused')).toMatchObject([{ remaining: 20 * HOUR }]);
    wait(story, 9 * HOUR);
    recordGates(story, {}, NEWER_SHA);
    expect(clocks(story, 'review', 'running')).toMatchObject([{ dueAt: story.now + 20 * HOUR }]);
    const judged = runPasses(running());
    headMoves(judged);
    expect(clocks(judged, 'verdict', 'stopped')).toHaveLength(1);
  });

  test('G1 a test by hand that was under way is over at once, and can be made again', () => {
    const story = running({ submission: featureSubmission });
    headMoves(story);
    expect(run(story)).toMatchObject({ state: 'cancelled', reason: 'superseded' });
    expect(story.state).toMatchObject({ status: 'in_review', turn: { state: 'ended' } });
    expect(drives(story, 'run')).toEqual([]);
    deployed(throughReview(story));
    expect(isAsked(story.state, 'manual_test')).toBe(true);
  });

  test('G1 what is being deployed is given up: its steps start no more, and the backend is free when the running one ends', () => {
    const story = testRefMade(granted(throughReview(begin(), 'backup')));
    startsStep(story, 'announce');
    headMoves(story);
    expect(story.state.turn?.state).toBe('deploying');
    does(story, { command: 'end_deploy_step', fencing: 1, step: 'announce', passed: true, note: '' });
    expect(story.state.turn?.state).toBe('ended');
    expect(factsOf(story, 'deploy_step_started')).toHaveLength(1);
  });

  test.each(['rejected', 'withdrawn'])('G1 what is %s stays so', (end) => {
    const story = begin();
    recordGates(story);
    if (end === 'rejected') answers(story, 'grace', 'review', 'reject');
    else answers(story, 'contributor', 'withdraw', 'withdraw');
    headMoves(story);
    expect(story.state.status).toBe(end);
  });

  test('G1 A3 a push to a pull request that is merged or closed leaves its approval alone', () => {
    const story = approves(runPasses(running()));
    headMoves(story, NEWER_SHA, { pull_request: 'failed' });
    expect(story.state).toMatchObject({ status: 'approved', headSha: SHA });
  });

  test('I4 a branch moves all day: its request stays with the commit of the first look', () => {
    const story = begin({
      submission: { kind: 'existing_job', reason: 'r', change: { kind: 'ref', owner: 'o', repository: 'r', ref: 'develop' } },
    });
    recordGates(story);
    headMoves(story);
    expect(story.state).toMatchObject({ status: 'in_review', headSha: SHA });
    expect(factsOf(story, 'head_moved')).toEqual([]);
  });
});
