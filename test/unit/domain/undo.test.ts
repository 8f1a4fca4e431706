import { describe, expect, test } from '@jest/globals';
import { answers, clocks, headMoves, HOUR, isAsked, mailsTo, MINUTE, openQuestion, wait, type Story } from '#test/support/given-request.ts';
import {
  approves,
  auditThenMigration,
  deployed,
  granted,
  job,
  rejects,
  run,
  runEnds,
  running,
  runPasses,
  testRefMade,
  undoes,
} from '#test/support/request-steps.ts';

/** A job that awaits its verdict, and the number of the question about it. */
function judged(jobs: Parameters<typeof running>[0] = {}, step?: string): { story: Story; question: number } {
  const story = runPasses(running(jobs), step);
  return { story, question: openQuestion(story.state, 'verdict', step).id };
}

describe('a verdict can be undone', () => {
  test('A5 an approval, in time, by the one who gave it: the job awaits its verdict again', () => {
    const { story, question } = judged();
    approves(story);
    wait(story, 10 * MINUTE - 1);
    expect(undoes(story, 'grace', question)).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'awaiting_verdict', jobs: [{ state: 'awaiting_verdict' }] });
    expect(story.state).not.toHaveProperty('approvedAt');
    expect(openQuestion(story.state, 'verdict').id).toBeGreaterThan(question);
    expect(isAsked(story.state, 'withdraw')).toBe(true);
    expect(mailsTo(story, 'contributor')).toContain('verdict_undone');
  });

  test('A5 S3 the promise is the old one, not a new day', () => {
    const { story, question } = judged();
    const due = story.now + 24 * HOUR;
    wait(story, 5 * HOUR);
    approves(story);
    wait(story, MINUTE);
    undoes(story, 'grace', question);
    expect(clocks(story, 'verdict', 'running')).toMatchObject([{ dueAt: due + MINUTE, left: 19 * HOUR }]);
    expect(story.state.clocks.filter(({ kind }) => kind === 'verdict')).toHaveLength(1);
    approves(story, undefined, 'alan');
    expect(clocks(story, 'verdict', 'running')).toEqual([]);
  });

  test('A5 a rejection: the request goes on where it was', () => {
    const { story, question } = judged(auditThenMigration, 'audit');
    rejects(story, 'audit');
    expect(undoes(story, 'grace', question)).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'awaiting_verdict', jobs: [{ state: 'awaiting_verdict' }, { state: 'waiting' }] });
    expect(story.state).not.toHaveProperty('reason');
    approves(story, 'audit');
    approves(runPasses(deployed(story), 'migrate'), 'migrate');
    expect(story.state.status).toBe('approved');
  });

  test('A5 with several jobs: the verdicts that the rejection had closed are asked again in one mail, with what was left of their time', () => {
    const story = running({ jobs: [{ step: 'a' }, { step: 'b' }, { step: 'c' }] });
    runPasses(story, 'a');
    wait(story, HOUR);
    for (const step of ['b', 'c']) runPasses(story, step);
    const due = story.now + 24 * HOUR;
    const { id } = openQuestion(story.state, 'verdict', 'b');
    rejects(story, 'b');
    undoes(story, 'grace', id);
    const dues = clocks(story, 'verdict', 'running').map((clock) => ('dueAt' in clock ? clock.dueAt : 0));
    expect(dues).toEqual([due]);
    expect(mailsTo(story, 'grace').filter((template) => template === 'verdict_request')).toHaveLength(2);
    for (const step of ['a', 'b', 'c']) approves(story, step);
    expect(story.state.status).toBe('approved');
  });

  test('A5 R13 a reason already given for the output of another job is kept', () => {
    const story = running({ jobs: [{ step: 'other' }, { step: 'a', role: 'audit' }, { step: 'm', needs: ['a'] }] });
    runPasses(story, 'other');
    runEnds(story, 'a', { stdout: ['done', 'bad'] });
    answers(story, 'contributor', 'hold', 'migration_fixes', { comment: 'skips' });
    const { id } = openQuestion(story.state, 'verdict', 'other');
    rejects(story, 'other');
    undoes(story, 'grace', id);
    approves(story, 'a');
    expect(job(story, 'a')).toMatchObject({ approval: { expectedOutput: { reason: 'the migration fixes it: skips' } } });
  });

  test('A5 the backend that was granted for what needed it comes back unused', () => {
    const { story, question } = judged(auditThenMigration, 'audit');
    approves(story, 'audit');
    testRefMade(granted(story));
    undoes(story, 'grace', question);
    deployed(story);
    expect(story.state).toMatchObject({ status: 'awaiting_verdict', turn: { state: 'ended' } });
    expect(job(story, 'migrate').runs).toEqual([]);
  });

  test('A5 again, after a second verdict of the same person', () => {
    const { story, question } = judged();
    approves(story);
    undoes(story, 'grace', question);
    const second = openQuestion(story.state, 'verdict').id;
    rejects(story);
    expect(undoes(story, 'grace', second)).toBeUndefined();
    expect(story.state.status).toBe('awaiting_verdict');
  });
});

describe('a verdict cannot be undone', () => {
  test('A5 too late', () => {
    const { story, question } = judged();
    approves(story);
    wait(story, 10 * MINUTE);
    expect(undoes(story, 'grace', question)?.code).toBe('too_late');
  });

  test.each(['alan', 'ada', 'tim', 'stranger'])('A5 by %s, who did not give it', (who) => {
    const { story, question } = judged();
    approves(story);
    expect(undoes(story, who, question)?.code).toBe('not_allowed');
  });

  test('A5 by one who is no admin any more', () => {
    const { story, question } = judged();
    approves(story);
    story.rules = { ...story.rules, people: story.rules.people.filter(({ id }) => id !== 'grace') };
    expect(undoes(story, 'grace', question)?.code).toBe('not_allowed');
  });

  test('A5 after a job that needed it has started', () => {
    const { story, question } = judged(auditThenMigration, 'audit');
    approves(story, 'audit');
    deployed(story);
    expect(undoes(story, 'grace', question)?.code).toBe('irreversible');
    expect(job(story, 'migrate').state).toBe('running');
  });

  test('A5 what ran before the verdict was given does not count as built on it', () => {
    const story = running({ jobs: [{ step: 'a' }, { step: 'b', needs: ['a'] }] });
    runPasses(story, 'a');
    runPasses(story, 'b');
    const { id } = openQuestion(story.state, 'verdict', 'a');
    wait(story, MINUTE);
    approves(story, 'a');
    expect(undoes(story, 'grace', id)).toBeUndefined();
  });

  test('A5 one that was undone, and then given by another', () => {
    const { story, question } = judged();
    approves(story);
    undoes(story, 'grace', question);
    approves(story, undefined, 'alan');
    expect(undoes(story, 'grace', question)?.code).toBe('not_possible_now');
    expect(story.state.status).toBe('approved');
  });

  test('A5 an approval, once the request was withdrawn or rejected for another job', () => {
    for (const end of ['withdraw', 'reject'] as const) {
      const story = running({ jobs: [{ step: 'a' }, { step: 'b' }] });
      runPasses(story, 'a');
      runPasses(story, 'b');
      const { id } = openQuestion(story.state, 'verdict', 'a');
      approves(story, 'a');
      if (end === 'withdraw') answers(story, 'contributor', 'withdraw', 'withdraw');
      else rejects(story, 'b', 'alan');
      expect(undoes(story, 'grace', id)?.code).toBe('not_possible_now');
    }
  });

  test('A5 G1 a verdict on a commit that is not the newest', () => {
    const { story, question } = judged();
    approves(story);
    headMoves(story);
    expect(undoes(story, 'grace', question)?.code).toBe('not_possible_now');
  });

  test('A5 what is no verdict: a review, or an order to run again', () => {
    const { story, question } = judged();
    const review = story.state.questions.find(({ kind }) => kind === 'review')?.id ?? 0;
    expect(undoes(story, 'grace', review)?.code).toBe('unknown_question');
    expect(undoes(story, 'grace', question)?.code).toBe('unknown_question');
    answers(story, 'grace', 'verdict', 'rerun');
    expect(undoes(story, 'grace', question)?.code).toBe('not_possible_now');
    expect(run(story).state).toBe('done');
  });
});
