import { describe, expect, test } from '@jest/globals';
import type { Gate, GateName } from '#contexts/gates/domain/gates.ts';
import { isHeld } from '#products/rehearsal/domain/fallen.ts';
import {
  allGates,
  answers,
  begin,
  clocks,
  details,
  does,
  effects,
  factsOf,
  HOUR,
  isAsked,
  mailsTo,
  openQuestion,
  person,
  recordGates,
  SHA,
  tries,
  wait,
  type Story,
} from '#test/support/given-request.ts';
import {
  approves,
  cancelConfirmed,
  deployed,
  granted,
  job,
  run,
  runEnds,
  running,
  testRefMade,
  throughReview,
} from '#test/support/request-steps.ts';
import { featureSubmission } from '#test/support/sample-request.ts';

const UNSEEN: Gate = { gate: 'checks', state: 'pending', why: 'The code host could not be reached.', unseen: true };

/** A look in which everything holds but what is told. */
function seen(over: Partial<Record<GateName, Gate['state']>> = {}): { headSha: string; gates: Gate[] } {
  return { headSha: SHA, gates: allGates(over) };
}

function unreachable(): Gate[] {
  return allGates().map((gate) => (gate.gate === 'checks' ? UNSEEN : gate));
}

const fallings: [string, Partial<Record<GateName, Gate['state']>>][] = [
  ['a closed pull request, or a draft', { pull_request: 'failed' }],
  ['a red check, or a label', { checks: 'failed' }],
  ['a check that runs again', { checks: 'pending' }],
  ['changes requested', { reviewers: 'failed' }],
  ['an approval that was dismissed', { reviewers: 'pending' }],
];

describe('gates hold until the end', () => {
  test.each(fallings)('G9 %s after the review began: nothing is accepted, and it can be as soon as it holds', (_name, over) => {
    const story = begin();
    recordGates(story);
    const { id } = openQuestion(story.state, 'review');
    const accept = (looked?: { headSha: string; gates: Gate[] }): unknown =>
      tries(story, { command: 'answer', question: id, action: 'accept', details: details(), ...(looked && { looked }) }, person('grace'))
        ?.code;
    expect(accept(seen(over))).toBe('gates_fallen');
    recordGates(story, over);
    expect(isHeld(story.state)).toBe(true);
    expect(accept(seen())).toBe('gates_fallen');
    expect(story.state).toMatchObject({ status: 'in_review' });
    recordGates(story);
    expect(accept(seen())).toBeUndefined();
    expect(story.state.status).toBe('queued');
  });

  test.each(fallings)('G9 %s while a verdict is awaited: nothing is approved, and nothing is lost', (_name, over) => {
    const story = running();
    runEnds(story);
    const { id } = openQuestion(story.state, 'verdict');
    const approve = (looked: { headSha: string; gates: Gate[] }): unknown =>
      tries(story, { command: 'answer', question: id, action: 'approve', details: details(), looked }, person('grace'))?.code;
    expect(approve(seen(over))).toBe('gates_fallen');
    recordGates(story, over);
    expect(story.state.status).toBe('awaiting_verdict');
    expect(openQuestion(story.state, 'verdict').id).toBe(id);
    recordGates(story);
    expect(approve(seen())).toBeUndefined();
    expect(story.state.status).toBe('approved');
  });

  test('G9 an answer that needs gates is refused without a look, with one of another commit or base, and with one that saw nothing', () => {
    const story = begin();
    does(story, { command: 'record_gates', headSha: SHA, base: { ref: 'develop', sha: 'e'.repeat(40) }, gates: allGates() });
    const { id } = openQuestion(story.state, 'review');
    const ask = { command: 'answer', question: id, action: 'accept', details: details() } as const;
    const code = (looked: object | undefined): unknown => tries(story, { ...ask, looked } as typeof ask, person('grace'))?.code;
    expect(code(undefined)).toBe('not_looked');
    expect(code({ headSha: 'b'.repeat(40), gates: allGates() })).toBe('gates_fallen');
    expect(code({ headSha: SHA, base: { ref: 'release', sha: 'e'.repeat(40) }, gates: allGates() })).toBe('gates_fallen');
    expect(code({ headSha: SHA, gates: unreachable() })).toBe('host_unreachable');
    expect(code({ headSha: SHA, base: { ref: 'develop', sha: 'f'.repeat(40) }, gates: allGates() })).toBeUndefined();
  });

  test('G9 an admin may reject, return or ask again while it is held: only what needs gates is refused', () => {
    const story = begin();
    recordGates(story);
    recordGates(story, { checks: 'failed' });
    expect(answers(story, 'grace', 'review', 'return')).toBeUndefined();
    expect(story.state.status).toBe('returned');
    expect(answers(story, 'contributor', 'return', 'answer')).toBeUndefined();
    expect(clocks(story, 'review', 'running')).toEqual([]);
    expect(answers(story, 'grace', 'review', 'reject')).toBeUndefined();
  });

  test('G9 S3 no promise runs while it is held, and each goes on with what was left of it', () => {
    const story = running();
    runEnds(story);
    wait(story, 5 * HOUR);
    recordGates(story, { checks: 'failed' });
    expect(clocks(story, 'verdict', 'paused')).toMatchObject([{ remaining: 19 * HOUR }]);
    wait(story, 100 * HOUR);
    recordGates(story);
    expect(clocks(story, 'verdict', 'running')).toMatchObject([{ dueAt: story.now + 19 * HOUR }]);
  });

  test('G9 a request that waits for its turn is given none while it is held, and is offered one again when it holds', () => {
    const story = throughReview(begin());
    recordGates(story, { pull_request: 'failed' });
    expect(tries(story, { command: 'grant_turn', fencing: 1 })?.code).toBe('not_possible_now');
    const before = effects(story, 'offer_turn').length;
    recordGates(story);
    expect(effects(story, 'offer_turn')).toHaveLength(before + 1);
    granted(story);
    expect(story.state.status).toBe('deploying');
  });

  test('G9 a look at the beginning of a turn that finds a gate fallen gives the backend back, with the age kept', () => {
    const story = granted(throughReview(begin()));
    const since = story.state.queuedSince;
    wait(story, HOUR);
    does(story, { command: 'record_gates', headSha: SHA, gates: allGates({ checks: 'pending' }), awaited: true });
    expect(story.state).toMatchObject({ status: 'queued', queuedSince: since, turn: { state: 'ended' } });
    expect(factsOf(story, 'test_ref_made')).toEqual([]);
  });

  test('G9 a host that is away at the beginning of a turn passes nothing; a look that nobody waits for takes nothing back', () => {
    const story = granted(throughReview(begin()));
    does(story, { command: 'record_gates', headSha: SHA, gates: unreachable() });
    expect(story.state).toMatchObject({ status: 'deploying' });
    expect(isHeld(story.state)).toBe(false);
    does(story, { command: 'record_gates', headSha: SHA, gates: unreachable(), awaited: true });
    expect(story.state).toMatchObject({ status: 'queued', turn: { state: 'ended' }, fallen: { gates: ['checks'] } });
    expect(mailsTo(story, 'contributor')).not.toContain('gates_fell');
    expect(effects(story, 'check_gates')).toContainEqual({ kind: 'check_gates', once: true });
    recordGates(story);
    expect(isHeld(story.state)).toBe(false);
  });

  test('G9 a deployment is given up when a gate fails in the midst of it, and its backend is free', () => {
    const story = testRefMade(granted(throughReview(begin())));
    recordGates(story, { reviewers: 'failed' });
    expect(story.state).toMatchObject({ status: 'queued', turn: { state: 'ended' } });
    recordGates(story);
    expect(deployed(story).state.status).toBe('running');
  });

  test('G9 what was not launched never is: it waits again, and holds no backend', () => {
    const story = running();
    recordGates(story, { checks: 'failed' });
    expect(run(story)).toMatchObject({ state: 'pending', cancelling: { reason: 'gates' } });
    cancelConfirmed(story);
    expect(story.state).toMatchObject({ status: 'queued', turn: { state: 'ended' } });
    expect(job(story).state).toBe('waiting');
    recordGates(story);
    deployed(story);
    runEnds(story);
    approves(story);
    expect(story.state.status).toBe('approved');
  });

  test('G9 what runs may end, and is judged when its gates hold; the next job is not begun', () => {
    const story = running({ jobs: [{ name: 'FirstJob' }, { name: 'SecondJob' }] });
    does(story, { command: 'record_launch', run: run(story).id });
    recordGates(story, { checks: 'failed' });
    expect(run(story).cancelling).toBeUndefined();
    runEnds(story);
    expect(story.state).toMatchObject({ status: 'queued', turn: { state: 'ended' } });
    expect(job(story, 'FirstJob').state).toBe('awaiting_verdict');
    expect(job(story, 'SecondJob').runs).toEqual([]);
    expect(clocks(story, 'verdict', 'running')).toEqual([]);
  });

  test('G9 A2 a test by hand is called off when a gate fails, and asked for again', () => {
    const story = running({ submission: featureSubmission });
    expect(isAsked(story.state, 'manual_test')).toBe(true);
    recordGates(story, { pull_request: 'failed' });
    expect(isAsked(story.state, 'manual_test')).toBe(false);
    expect(story.state).toMatchObject({ status: 'queued', turn: { state: 'ended' } });
    recordGates(story);
    deployed(story);
    expect(isAsked(story.state, 'manual_test')).toBe(true);
  });

  test('G9 contributor and admins hear once what has failed, and once that it goes on; what is only pending is nobody’s mail', () => {
    const story = throughReview(begin());
    recordGates(story, { checks: 'pending' });
    expect(mailsTo(story, 'grace')).not.toContain('gates_fell');
    recordGates(story, { checks: 'failed' });
    recordGates(story, { checks: 'failed', reviewers: 'pending' });
    recordGates(story);
    for (const who of ['contributor', 'grace'])
      expect(mailsTo(story, who).filter((template) => template.startsWith('gates_'))).toEqual(['gates_fell', 'gates_hold']);
    expect(factsOf(story, 'gates_fell').map(({ gates }) => gates)).toEqual([['checks'], ['checks', 'reviewers']]);
    expect(factsOf(story, 'gates_hold')).toHaveLength(1);
  });

  test('G9 A3 a merge does not begin on gates that fell after the approval, and begins when they hold', () => {
    const story = approved();
    expect(tries(story, { command: 'begin_merge', sha: SHA, looked: seen({ checks: 'failed' }) })?.code).toBe('gates_fallen');
    does(story, { command: 'record_gates', headSha: SHA, gates: allGates({ checks: 'failed' }), awaited: true });
    expect(story.state).toMatchObject({ status: 'approved', fallen: { gates: ['checks'] } });
    expect(tries(story, { command: 'begin_merge', sha: SHA, looked: seen() })?.code).toBe('gates_fallen');
    does(story, { command: 'record_gates', headSha: SHA, gates: allGates(), awaited: true });
    does(story, { command: 'begin_merge', sha: SHA, looked: seen() });
    expect(story.state.merge?.state).toBe('begun');
  });

  test('G9 N5 what was merged untested is tested all the more', () => {
    const story = throughReview(begin());
    does(story, { command: 'record_merge', sha: SHA, into: 'f'.repeat(40) });
    recordGates(story, { pull_request: 'failed' });
    expect(isHeld(story.state)).toBe(false);
    recordGates(story, { pull_request: 'failed', checks: 'failed' });
    expect(isHeld(story.state)).toBe(true);
  });
});

function approved(): Story {
  const story = running({ rules: { mergeOnApproval: true } });
  runEnds(story);
  approves(story);
  return story;
}
