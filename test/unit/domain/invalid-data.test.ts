import { describe, expect, test } from '@jest/globals';
import { answers, clocks, headMoves, isAsked, mailsTo, openQuestion, type Story } from '#test/support/given-request.ts';
import {
  approves,
  auditThenMigration,
  deployed,
  job,
  rejects,
  run,
  runEnds,
  running,
  runPasses,
  undoes,
} from '#test/support/request-steps.ts';

const found = { stdout: ['done', 'topic 7 is invalid'] };

function onHold(): Story {
  return runEnds(running(auditThenMigration), 'audit', found);
}

describe('an audit that finds invalid data', () => {
  test('R13 puts what needs it on hold, straight or through others, and gives the backend back', () => {
    const story = runEnds(
      running({
        jobs: [
          { step: 'audit', role: 'audit' },
          { step: 'm', needs: ['audit'] },
          { step: 'v', needs: ['m'] },
        ],
      }),
      'audit',
      found,
    );
    expect(story.state).toMatchObject({ status: 'on_hold', turn: { state: 'ended' } });
    expect(story.state.jobs).toMatchObject([
      { state: 'invalid_data_found' },
      { state: 'on_hold', audit: 'audit' },
      { state: 'on_hold', audit: 'audit' },
    ]);
  });

  test('R13 asks the contributor and the admins, not the author as an admin', () => {
    const story = onHold();
    for (const who of ['contributor', 'grace', 'alan']) expect(mailsTo(story, who)).toContain('invalid_data');
    expect(mailsTo(story, 'ada')).toEqual([]);
    expect(answers(story, 'ada', 'hold', 'data_mended')?.code).toBe('author_decides_nothing');
    expect(answers(story, 'tim', 'hold', 'data_mended')?.code).toBe('not_allowed');
    expect(answers(story, 'grace', 'hold', 'data_mended', { comment: '' })?.code).toBe('comment_missing');
  });

  test.each(['contributor', 'grace'])(
    'R13 the migration fixes it (%s): the audit goes to its verdict, and the reason stands for its output',
    (who) => {
      const story = onHold();
      expect(answers(story, who, 'hold', 'migration_fixes', { comment: 'it skips topic 7' })).toBeUndefined();
      expect(story.state).toMatchObject({ status: 'awaiting_verdict', jobs: [{ state: 'awaiting_verdict' }, { state: 'waiting' }] });
      expect(clocks(story, 'verdict', 'running')).toHaveLength(1);
      approves(story, 'audit');
      expect(job(story, 'audit')).toMatchObject({
        approval: { expectedOutput: { kind: 'overridden', reason: 'the migration fixes it: it skips topic 7' } },
      });
      approves(runPasses(deployed(story), 'migrate'), 'migrate');
      expect(story.state.status).toBe('approved');
    },
  );

  test.each(['contributor', 'alan'])('R13 the data was mended by hand (%s): the audit runs again, and only then the migration', (who) => {
    const story = onHold();
    expect(answers(story, who, 'hold', 'data_mended', { comment: 'removed topic 7' })).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'queued', jobs: [{ state: 'waiting' }, { state: 'waiting' }] });
    deployed(story);
    expect(job(story, 'migrate').runs).toEqual([]);
    approves(runPasses(story, 'audit'), 'audit');
    expect(job(story, 'audit').runs.map(({ state }) => state)).toEqual(['done', 'done']);
    deployed(story);
    expect(job(story, 'migrate').state).toBe('running');
  });

  test('R13 found again, it is asked again', () => {
    const story = onHold();
    answers(story, 'contributor', 'hold', 'data_mended');
    runEnds(deployed(story), 'audit', found);
    expect(story.state.status).toBe('on_hold');
    expect(isAsked(story.state, 'hold', 'audit')).toBe(true);
  });

  test.each([
    ['nothing builds on it', { jobs: [{ step: 'audit', role: 'audit' as const }] }, found],
    ['it failed', auditThenMigration, { ...found, exitCode: 1 }],
    [
      'nothing was expected of it',
      {
        jobs: [
          { step: 'audit', role: 'audit' as const, expectedOutput: [] },
          { step: 'm', needs: ['audit'] },
        ],
      },
      found,
    ],
    ['it is no audit', { jobs: [{ step: 'audit' }, { step: 'm', needs: ['audit'] }] }, found],
  ])('R13 no hold when %s: an admin judges it as any other', (_why, beginning, over) => {
    const story = runEnds(running(beginning), 'audit', over);
    expect(isAsked(story.state, 'hold')).toBe(false);
    expect(isAsked(story.state, 'verdict', 'audit')).toBe(true);
  });

  test('R13 of two audits each is asked about', () => {
    const story = running({
      jobs: [
        { step: 'a', role: 'audit' },
        { step: 'b', role: 'audit' },
        { step: 'm', needs: ['a', 'b'] },
      ],
    });
    runEnds(story, 'a', found);
    runEnds(story, 'b', found);
    answers(story, 'contributor', 'hold', 'migration_fixes', { step: 'a' });
    approves(story, 'a');
    expect(isAsked(story.state, 'hold', 'b')).toBe(true);
    expect(job(story, 'm').runs).toEqual([]);
    answers(story, 'contributor', 'hold', 'migration_fixes', { step: 'b' });
    approves(story, 'b');
    expect(story.state.status).toBe('queued');
  });

  test('R13 other jobs run on meanwhile', () => {
    const story = running({ jobs: [{ step: 'a', role: 'audit' }, { step: 'm', needs: ['a'] }, { step: 'other' }] });
    runEnds(story, 'a', found);
    expect(story.state.status).toBe('running');
    expect(run(story, 'other').state).toBe('pending');
    answers(story, 'contributor', 'hold', 'data_mended');
    runPasses(story, 'other');
    expect(run(story, 'a')).toMatchObject({ attempt: 2, state: 'pending', fencing: 1 });
  });

  test('G1 R13 a newer commit ends the hold', () => {
    const story = onHold();
    headMoves(story);
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  test('A5 R13 what was on hold is so again when a rejection of another job is undone', () => {
    const story = running({ jobs: [{ step: 'other' }, { step: 'a', role: 'audit' }, { step: 'm', needs: ['a'] }] });
    runPasses(story, 'other');
    runEnds(story, 'a', found);
    const { id } = openQuestion(story.state, 'verdict', 'other');
    rejects(story, 'other');
    expect(job(story, 'm').state).toBe('cancelled');
    expect(undoes(story, 'grace', id)).toBeUndefined();
    expect(job(story, 'a')).toMatchObject({ state: 'invalid_data_found', question: openQuestion(story.state, 'hold').id });
    expect(job(story, 'm')).toMatchObject({ state: 'on_hold', audit: 'a' });
    answers(story, 'contributor', 'hold', 'data_mended');
    expect(job(story, 'm').state).toBe('waiting');
  });
});
