import { describe, expect, test } from '@jest/globals';
import { HOUR } from '#kernel/time.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import { planPreview } from '#products/rehearsal/domain/plan-preview.ts';
import {
  answers,
  answersTo,
  clocks,
  does,
  effects,
  factsOf,
  headMoves,
  isAsked,
  mailsTo,
  openQuestion,
  tries,
  wait,
  type Story,
} from '#test/support/given-request.ts';
import {
  approves,
  auditThenMigration,
  deployed,
  job,
  rejects,
  runEnds,
  running,
  runPasses,
  throughReview,
  undoes,
} from '#test/support/request-steps.ts';
import { letTimePass } from '#test/support/clock-watch.ts';

const rules = { wordOnAudits: true };

/** The audit ran well and was approved. */
function audited(beginning = auditThenMigration): Story {
  return approves(runPasses(running({ ...beginning, rules }), 'audit'), 'audit');
}

const words = { comment: 'All 37 topics that it names are real ones.' };

describe('R13 the contributor’s word on an audit', () => {
  test('R13 is asked for once the audit ran and was approved, whatever it says, and nothing holds the backend meanwhile', () => {
    const story = running({ ...auditThenMigration, rules });
    runPasses(story, 'audit');
    expect(isAsked(story.state, 'word')).toBe(false);
    approves(story, 'audit');
    expect(isAsked(story.state, 'word', 'audit')).toBe(true);
    expect(story.state).toMatchObject({ status: 'on_hold', turn: { state: 'ended' } });
    expect(mailsTo(story, 'contributor')).toContain('word_wanted');
    expect(job(story, 'migrate').runs).toEqual([]);
    expect(tries(story, { command: 'grant_turn', fencing: 2 })?.code).toBe('not_possible_now');
    expect(planPreview(story.state)[1]).toMatchObject({ plan: 'blocked', because: 'the contributor’s word on AuditTopicsJob is awaited' });
  });

  test('R13 go on: the migration takes its turn, and the words stand with the audit', () => {
    const story = audited();
    expect(answers(story, 'contributor', 'word', 'go_on', words)).toBeUndefined();
    expect(story.state.status).toBe('queued');
    expect(job(story, 'audit')).toMatchObject({ state: 'approved', word: { state: 'given', run: 'rq7k2m-0-1', text: words.comment } });
    approves(runPasses(deployed(story), 'migrate'), 'migrate');
    expect(story.state.status).toBe('approved');
    expect(isAsked(story.state, 'word_waiver')).toBe(false);
  });

  test('R13 something is wrong: nothing starts, and the admins owe the verdict on the audit anew, with the words', () => {
    const story = audited();
    const before = clocks(story, 'verdict', 'stopped').length;
    expect(answers(story, 'contributor', 'word', 'object', { comment: 'It counted the old topics.' })).toBeUndefined();
    expect(story.state.status).toBe('awaiting_verdict');
    expect(job(story, 'audit')).toMatchObject({ state: 'awaiting_verdict', objection: { text: 'It counted the old topics.' } });
    expect(clocks(story, 'verdict', 'running')).toHaveLength(1);
    expect(clocks(story, 'verdict', 'stopped')).toHaveLength(before);
    expect(effects(story, 'send_mail').filter(({ template }) => template === 'verdict_request').length).toBeGreaterThan(2);
    // Approved all the same, the word is asked for again.
    approves(story, 'audit');
    expect(isAsked(story.state, 'word', 'audit')).toBe(true);
    expect(job(story, 'migrate').runs).toEqual([]);
    answers(story, 'grace', 'word_waiver', 'waive_word', { comment: 'we looked together' });
    expect(story.state.status).toBe('queued');
  });

  test('R13 of an objection the audit can run again, or the request be rejected', () => {
    const again = audited();
    answers(again, 'contributor', 'word', 'object', { comment: 'no' });
    answers(again, 'grace', 'verdict', 'rerun');
    expect(job(again, 'audit').state).toBe('waiting');
    approves(runPasses(deployed(again), 'audit'), 'audit');
    expect(openQuestion(again.state, 'word', 'audit').state).toBe('open');
    expect(clocks(again, 'word', 'running').map(({ id }) => id)).toEqual(['word:rq7k2m-0-2']);
    const ended = audited();
    answers(ended, 'contributor', 'word', 'object', { comment: 'no' });
    rejects(ended, 'audit');
    expect(ended.state.status).toBe('rejected');
  });

  test('R13 needs words, and only the contributor’s count; an admin may let it go on without, the author never', () => {
    const story = audited();
    expect(answers(story, 'contributor', 'word', 'go_on', { comment: ' ' })?.code).toBe('comment_missing');
    expect(answers(story, 'contributor', 'word', 'object', { comment: '' })?.code).toBe('comment_missing');
    for (const who of ['grace', 'tim', 'ruth', 'ada']) expect(answers(story, who, 'word', 'go_on')?.code).toMatch(/not_allowed|author/);
    for (const who of ['contributor', 'tim', 'ruth']) expect(answers(story, who, 'word_waiver', 'waive_word')?.code).toBe('not_allowed');
    expect(answers(story, 'ada', 'word_waiver', 'waive_word')?.code).toBe('author_decides_nothing');
    expect(answers(story, 'grace', 'word_waiver', 'waive_word', { comment: '' })?.code).toBe('comment_missing');
    expect(answers(story, 'grace', 'word_waiver', 'waive_word', { comment: 'she is away' })).toBeUndefined();
    expect(job(story, 'audit')).toMatchObject({ word: { state: 'waived', by: 'grace', text: 'she is away' } });
    expect(isAsked(story.state, 'word')).toBe(false);
    expect(story.state.status).toBe('queued');
  });

  test('R13 B4 an operator may let it go on without, by command', () => {
    const story = audited();
    expect(tries(story, { command: 'waive_word', operator: 'ada', reason: 'mine' })?.code).toBe('author_decides_nothing');
    expect(tries(story, { command: 'waive_word', operator: 'olga', reason: 'away', step: 'migrate' })?.code).toBe('not_possible_now');
    does(story, { command: 'waive_word', operator: 'olga', reason: 'she is away' });
    expect(story.state.status).toBe('queued');
    expect(tries(story, { command: 'waive_word', operator: 'olga', reason: 'again' })?.code).toBe('not_possible_now');
  });

  test('R13 S3 a clock runs for the contributor and none for the admins; its breach is told to admins and release team, who may let it go on', () => {
    const story = audited();
    expect([clocks(story, 'word', 'running').length, clocks(story, 'verdict', 'running').length]).toEqual([1, 0]);
    letTimePass(story, 23 * HOUR);
    expect(mailsTo(story, 'contributor').filter((template) => template === 'answer_reminder')).toHaveLength(2);
    for (const who of ['grace', 'alan']) expect(mailsTo(story, who)).not.toContain('answer_reminder');
    expect(mailsTo(story, 'ruth')).not.toContain('answer_awaited');
    letTimePass(story, 2 * HOUR);
    expect(factsOf(story, 'clock_breached')).toMatchObject([{ clock: 'word:rq7k2m-0-1' }]);
    expect(factsOf(story, 'clock_breached')[0]?.askedNext).toBeUndefined();
    const links = effects(story, 'send_mail').filter(({ template, to }) => template === 'answer_reminder' && to === 'alan');
    expect(links).toMatchObject([{ question: openQuestion(story.state, 'word_waiver').id }]);
    expect(mailsTo(story, 'ruth')).toContain('answer_awaited');
    answers(story, 'contributor', 'word', 'go_on', words);
    expect(clocks(story, 'word', 'stopped')).toMatchObject([{ left: expect.any(Number) }]);
    expect(clocks(story, 'word', 'stopped')[0]).not.toHaveProperty('answeredBy');
  });

  test('R13 G10 a new commit voids what was said, and what is asked', () => {
    const said = audited();
    answers(said, 'contributor', 'word', 'go_on', words);
    headMoves(said);
    approves(runPasses(deployed(throughReview(said)), 'audit'), 'audit');
    expect(isAsked(said.state, 'word', 'audit')).toBe(true);
    expect(job(said, 'migrate').runs).toEqual([]);
    const asked = audited();
    const { id } = openQuestion(asked.state, 'word');
    headMoves(asked);
    expect(isAsked(asked.state, 'word')).toBe(false);
    expect(clocks(asked, 'word', 'running')).toEqual([]);
    expect(answersTo(asked, 'contributor', id, 'go_on')?.code).toBe('no_longer_asked');
  });

  test('R13 A5 an undone verdict takes the question along; given again, it is asked again on the same promise', () => {
    const story = runPasses(running({ ...auditThenMigration, rules }), 'audit');
    const { id } = openQuestion(story.state, 'verdict');
    approves(story, 'audit');
    const due = clocks(story, 'word', 'running')[0]?.startedAt;
    expect(undoes(story, 'grace', id)).toBeUndefined();
    expect(isAsked(story.state, 'word')).toBe(false);
    wait(story, HOUR);
    approves(story, 'audit');
    expect(clocks(story, 'word', 'running')).toMatchObject([{ startedAt: due }]);
  });

  test('R13 A5 a rejection that is undone asks for the word again', () => {
    const jobs = [
      { step: 'audit', role: 'audit' as const },
      { step: 'other', role: 'other' as const },
      { step: 'm', role: 'migration' as const, needs: ['audit'] },
    ];
    const story = running({ jobs, rules });
    runPasses(story, 'audit');
    runPasses(story, 'other');
    approves(story, 'audit');
    const { id } = openQuestion(story.state, 'verdict', 'other');
    rejects(story, 'other');
    expect(isAsked(story.state, 'word')).toBe(false);
    expect(undoes(story, 'grace', id)).toBeUndefined();
    expect(isAsked(story.state, 'word', 'audit')).toBe(true);
    expect(clocks(story, 'word', 'running')).toHaveLength(1);
  });

  test.each([
    ['the setting is off', { ...auditThenMigration }, false],
    [
      'only a verification builds on it',
      {
        jobs: [
          { step: 'audit', role: 'audit' as const },
          { step: 'v', role: 'verify' as const, needs: ['audit'] },
        ],
      },
      true,
    ],
    ['nothing builds on it', { jobs: [{ step: 'audit', role: 'audit' as const }, { step: 'other' }] }, true],
  ])('R13 nobody is asked when %s', (_why, beginning, wordOnAudits) => {
    const story = approves(runPasses(running({ ...beginning, rules: { wordOnAudits } }), 'audit'), 'audit');
    expect(factsOf(story, 'word_asked')).toEqual([]);
  });

  test.each(['migration', 'backfill', 'cleanup', 'other'] as const)(
    'R13 %s writes: it waits for the word, also behind a verification',
    (role) => {
      const story = audited({
        jobs: [
          { step: 'audit', role: 'audit' },
          { step: 'v', role: 'verify', needs: ['audit'] },
          { step: 'm', role, needs: ['v'] },
        ],
      });
      expect(isAsked(story.state, 'word', 'audit')).toBe(true);
      runPasses(deployed(story), 'v');
      expect(job(story, 'm')).toMatchObject({ state: 'waiting', runs: [] });
      answers(story, 'contributor', 'word', 'go_on', words);
      deployed(story);
      expect(job(story, 'm').state).toBe('running');
    },
  );

  test('R13 of two audits the word on each is asked for, and invalid data that the migration fixes, too', () => {
    const story = running({
      jobs: [
        { step: 'a', role: 'audit' },
        { step: 'b', role: 'audit' },
        { step: 'm', role: 'migration', needs: ['a', 'b'] },
      ],
      rules,
    });
    runPasses(story, 'a');
    runEnds(story, 'b', { stdout: ['done', 'topic 7 is invalid'] });
    answers(story, 'contributor', 'hold', 'migration_fixes', { step: 'b' });
    approves(approves(story, 'a'), 'b');
    answers(story, 'contributor', 'word', 'go_on', { step: 'a', ...words });
    expect(story.state.status).toBe('on_hold');
    answers(story, 'contributor', 'word', 'go_on', { step: 'b', ...words });
    expect(story.state.status).toBe('queued');
  });

  test('R13 Z5 timelines of before have no word, and go on as they did', () => {
    const story = approves(runPasses(running(auditThenMigration), 'audit'), 'audit');
    expect(fold(story.timeline)).toEqual(story.state);
    expect(job(story, 'audit')).not.toHaveProperty('word');
    expect(story.state.status).toBe('queued');
  });

  test('R13 switched on while something waits for its turn, the word is asked for before it starts', () => {
    const story = approves(runPasses(running(auditThenMigration), 'audit'), 'audit');
    story.rules = { ...story.rules, wordOnAudits: true };
    deployed(story);
    expect(job(story, 'migrate').runs).toEqual([]);
    expect(isAsked(story.state, 'word', 'audit')).toBe(true);
    expect(story.state.turn?.state).toBe('ended');
  });
});
