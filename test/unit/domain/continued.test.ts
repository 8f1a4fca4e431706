import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { describe, expect, test } from '@jest/globals';
import { forgetContributor, isPurged, withoutPersonal } from '#products/rehearsal/domain/personal.ts';
import { linkState } from '#products/rehearsal/pages/link-page/link-view.ts';
import { roundOf } from '#products/rehearsal/domain/locks.ts';
import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import { relatedTo, successorOf } from '#products/rehearsal/domain/related.ts';
import {
  allGates,
  answers,
  begin,
  clocks,
  details,
  does,
  effects,
  factsOf,
  isAsked,
  mailsTo,
  NEWER_SHA,
  openQuestion,
  recordGates,
  tries,
  wait,
  HOUR,
  type Story,
} from '#test/support/given-request.ts';
import { approves, running, runPasses, throughReview } from '#test/support/request-steps.ts';
import { checkStory } from '#test/support/request-invariants.ts';
import { beth, closes, continues, jobs, there } from '#test/support/going-on.ts';

describe('I19 a request goes on at another pull request', () => {
  test('I19 it keeps id, age, assignee and answers, and nothing that was known of the old pull request', () => {
    const story = throughReview(begin({ jobs }));
    const { submission, submittedAt, queuedSince, id } = story.state;
    wait(story, HOUR);
    expect(continues(story)).toBeUndefined();
    expect(story.state).toMatchObject({
      id,
      submittedAt,
      queuedSince,
      status: 'waiting_for_gates',
      gates: [],
      submission: { ...submission, change: there },
    });
    for (const gone of ['headSha', 'base', 'authors', 'hanging', 'earlier', 'merge']) expect(story.state).not.toHaveProperty(gone);
    expect(story.state.continued).toMatchObject([{ from: submission.change, to: there }]);
    const assigned = begin({ jobs });
    recordGates(assigned);
    answers(assigned, 'grace', 'review', 'assign', { assignee: 'alan' });
    expect(continues(assigned)).toBeUndefined();
    expect(assigned.state.assignee).toBe('alan');
    expect(fold(story.timeline)).toEqual({ ...story.state });
    checkStory(story);
  });

  test('I19 everybody who was asked is told once, and the links to what they were asked are dead', () => {
    const story = begin({ jobs });
    recordGates(story);
    const review = openQuestion(story.state, 'review');
    const before = (who: string): number => mailsTo(story, who).length;
    const counts = new Map(['grace', 'alan', 'contributor'].map((who) => [who, before(who)]));
    continues(story);
    for (const who of ['grace', 'alan', 'contributor']) expect(mailsTo(story, who).slice(counts.get(who))).toEqual(['continued']);
    expect(story.state.questions.find(({ id }) => id === review.id)?.state).toBe('closed');
    expect(isAsked(story.state, 'withdraw')).toBe(true);
    // S3: the review's clock pauses, and is not begun anew.
    expect(clocks(story, 'review', 'paused')).toHaveLength(1);
    recordGates(story);
    expect(clocks(story, 'review', 'running')).toHaveLength(1);
  });

  test('I19 by its contributor with a link of theirs, who names the pull request', () => {
    const story = begin({ jobs });
    recordGates(story);
    expect(possibleActions(story.state, openQuestion(story.state, 'withdraw'))).toContain('continue');
    expect(answers(story, 'contributor', 'withdraw', 'continue')?.code).toBe('detail_missing');
    expect(answers(story, 'grace', 'withdraw', 'continue', { continueAt: there })?.code).toBe('not_allowed');
    expect(answers(story, 'contributor', 'withdraw', 'continue', { continueAt: there })).toBeUndefined();
    expect(story.state.submission.change).toEqual(there);
    expect(factsOf(story, 'continued_at')).toMatchObject([{ by: 'contributor' }]);
  });

  test('I19 by an admin who is asked about the gates of a pull request that was closed', () => {
    const story = throughReview(begin({ jobs }));
    recordGates(story, { checks: 'failed' });
    expect(possibleActions(story.state, openQuestion(story.state, 'gates'))).not.toContain('continue');
    expect(answers(story, 'grace', 'gates', 'continue', { continueAt: there })?.code).toBe('not_possible_now');
    closes(story);
    expect(possibleActions(story.state, openQuestion(story.state, 'gates'))).toContain('continue');
    expect(answers(story, 'contributor', 'gates', 'continue', { continueAt: there })?.code).toBe('not_allowed');
    expect(answers(story, 'grace', 'gates', 'continue', { continueAt: there })).toBeUndefined();
    expect(factsOf(story, 'continued_at')).toMatchObject([{ by: 'grace' }]);
  });

  test('I19 by the successor’s contributor, once the old pull request is closed or both are the same person’s; it is theirs from then on', () => {
    const story = begin({ jobs });
    recordGates(story);
    expect(continues(story, { successor: beth })).toBe('not_allowed');
    const ada = story.state.submission.contributor;
    const own = begin({ jobs });
    expect(continues(own, { successor: { requestId: 'newer1', contributor: ada } })).toBeUndefined();
    expect(own.state.continued?.[0]).not.toHaveProperty('contributor');
    closes(story);
    expect(continues(story, { successor: beth })).toBe('not_allowed');
    const { headSha, gates } = story.state;
    expect(continues(story, { successor: beth, looked: { headSha, gates } })).toBeUndefined();
    expect(story.state.submission.contributor).toEqual(beth.contributor);
    expect(story.state.continued).toMatchObject([{ successor: 'newer1', contributor: ada }]);
    expect(mailsTo(story, 'former_contributor')).toEqual(['taken_over']);
  });

  test('X7 I19 whoever’s it was can do nothing with the links and the code that they have', () => {
    const story = begin({ jobs });
    const old = openQuestion(story.state, 'withdraw').id;
    const round = roundOf(story.state, { question: old, person: 'contributor' });
    does(story, { command: 'continue_at', to: there, successor: beth, operator: 'olga' });
    const now = openQuestion(story.state, 'withdraw').id;
    const mine = roundOf(story.state, { question: now, person: 'contributor' });
    expect(mine).not.toBe(round);
    const claims = { subject: theRequest(story.state.id), question: now, action: 'withdraw', person: 'contributor' };
    const at = { rules: story.rules, now: story.now, wrongCodes: 0 };
    expect(linkState(story.state, { ...claims, round }, at)).toEqual({ standing: 'dead', reason: 'renewed' });
    expect(linkState(story.state, { ...claims, round: mine }, at)).toMatchObject({ standing: 'open' });
    does(story, { command: 'lock_out', question: now, person: 'contributor', round: mine });
    does(story, { command: 'unlock', operator: 'olga' });
    expect(roundOf(story.state, { question: now, person: 'contributor' })).toBe(mine + 1);
  });

  test('Z4 I19 a contributor who is forgotten is forgotten as the one before, too', () => {
    const story = begin({ jobs });
    does(story, { command: 'continue_at', to: there, successor: beth, operator: 'olga' });
    expect(JSON.stringify(forgetContributor(story.state))).not.toMatch(/ada@|beth@/);
    expect(isPurged(forgetContributor(story.state).continued?.[0]?.contributor ?? beth.contributor)).toBe(true);
    expect(JSON.stringify(story.timeline.map(({ facts }) => withoutPersonal(facts)))).not.toMatch(/beth@|ada@/);
  });

  test('I19 not when it is over, not merged, not unconfirmed, not about a branch, not in another repository, not where it is, and not for ever', () => {
    const over = begin({ jobs });
    answers(over, 'contributor', 'withdraw', 'withdraw');
    const approved = approves(runPasses(running({ jobs })));
    const merged = begin({ jobs });
    does(merged, { command: 'record_merge', sha: 'a'.repeat(40), into: 'b'.repeat(40) });
    const branch = begin({ jobs, submission: { change: { kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'develop' } } });
    const own = openQuestion(merged.state, 'withdraw');
    expect(possibleActions(merged.state, own)).not.toContain('continue');
    expect(answers(merged, 'contributor', 'withdraw', 'continue', { continueAt: there })?.code).toBe('not_possible_now');
    // An admin may put right what ended at a wrong number.
    expect(continues(merged)).toBeUndefined();
    for (const story of [over, approved, begin({ jobs, via: 'form' }), branch]) expect(continues(story)).toBe('not_possible_now');
    expect(possibleActions(branch.state, openQuestion(branch.state, 'withdraw'))).not.toContain('continue');
    const story = begin({ jobs });
    expect(tries(story, { command: 'continue_at', to: { ...there, repository: 'other' }, operator: 'olga' })?.code).toBe(
      'not_possible_now',
    );
    const back = story.state.submission.change;
    if (back.kind !== 'pull_request') throw new Error('no pull request');
    for (let n = 0; n < 10; n += 1) does(story, { command: 'continue_at', to: n % 2 === 0 ? there : back, operator: 'olga' });
    expect(tries(story, { command: 'continue_at', to: back, operator: 'olga' })?.code).toBe('not_possible_now');
    expect(tries(story, { command: 'continue_at', to: there, operator: 'olga' })?.code).toBe('not_possible_now');
  });
});

describe('I19 around it', () => {
  test('I19 I11 where both were sent by one person, the newer one there is what may be replaced, not the one that came', () => {
    const older = begin({ jobs });
    const newer = begin({ jobs, submission: { change: there } });
    newer.state = { ...newer.state, id: 'newer1', submittedAt: older.now + 1 };
    wait(older, HOUR);
    const link = (one: Story, other: Story): void => {
      const related = relatedTo(one.state, other.state);
      does(one, { command: 'record_related', related: related === undefined ? [] : [related] });
    };
    link(older, newer);
    link(newer, older);
    expect(successorOf(older.state)?.requestId).toBe('newer1');
    continues(older);
    link(older, newer);
    link(newer, older);
    expect(successorOf(older.state)).toBeUndefined();
    expect(successorOf(newer.state)?.requestId).toBe(older.state.id);
    expect(isAsked(newer.state, 'supersede')).toBe(true);
    expect(isAsked(older.state, 'supersede')).toBe(false);
  });

  test('I19 the request that gives way ends, and names the one that took its place', () => {
    const story = begin({ jobs, submission: { change: there } });
    expect(tries(story, { command: 'give_way', to: story.state.id, operator: 'olga' })?.code).toBe('not_possible_now');
    does(story, { command: 'give_way', to: 'older1', operator: 'olga' });
    expect(story.state).toMatchObject({ status: 'withdrawn', supersededBy: 'older1' });
    expect(tries(story, { command: 'give_way', to: 'older1', operator: 'olga' })?.code).toBe('not_possible_now');
    const mine = begin({ jobs, submission: { change: there } });
    expect(possibleActions(mine.state, openQuestion(mine.state, 'withdraw'))).not.toContain('take_over');
    const related = [
      { requestId: 'older1', about: ['job:CountTopicsJob'], code: 'oppia/oppia#12345', submittedAt: 1, sameContributor: false },
    ];
    does(mine, { command: 'record_related', related });
    expect(possibleActions(mine.state, openQuestion(mine.state, 'withdraw'))).toContain('take_over');
    expect(answers(mine, 'contributor', 'withdraw', 'take_over', details({ takeOver: mine.state.id }))?.code).toBe('detail_missing');
    expect(answers(mine, 'contributor', 'withdraw', 'take_over', details({ takeOver: 'older1' }))).toBeUndefined();
    expect(mine.state).toMatchObject({ status: 'withdrawn', supersededBy: 'older1' });
  });

  test('N5 I19 the pull requests that it left are told, the one that it comes back to, too, and the one that it is at keeps one sign of life', () => {
    const rules = { pullRequests: [{ owner: 'oppia', repository: 'oppia', keepAlive: HOUR }] };
    const story = begin({ jobs, rules });
    recordGates(story);
    continues(story);
    const told = (): unknown[] => effects(story, 'update_pull_request').flatMap((one) => (one.what === 'left' ? [one.change.number] : []));
    expect(told()).toEqual([12_345]);
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: allGates() });
    expect(effects(story, 'update_pull_request').filter(({ what }) => what === 'keep_alive')).toHaveLength(1);
    const back = story.state.continued?.[0]?.from ?? there;
    does(story, { command: 'continue_at', to: back, operator: 'olga' });
    expect(told()).toEqual([12_345, 13_000, 12_345]);
    expect(effects(story, 'check_gates').filter(({ once }) => once === true)).toHaveLength(2);
  });
});
