import { describe, expect, test } from '@jest/globals';
import type { Action } from '#products/rehearsal/domain/questions.ts';
import {
  answers,
  answersTo,
  begin,
  clocks,
  factsOf,
  HOUR,
  isAsked,
  mailsTo,
  openQuestion,
  recordGates,
  tries,
  wait,
  contributor,
} from '#test/support/given-request.ts';
import type { Story } from '#test/support/given-request.ts';

function inReview(): Story {
  const story = begin();
  recordGates(story);
  return story;
}

describe('what an admin may do in review', () => {
  test('Q1 accept puts it into the queue and tells the contributor', () => {
    const story = inReview();
    expect(answers(story, 'grace', 'review', 'accept', { comment: '' })).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'queued', backend: 'local', queuedSince: story.now });
    expect(mailsTo(story, 'contributor')).toContain('accepted');
  });

  test('Q1 accept may choose the backend, but only one that there is', () => {
    const story = inReview();
    expect(answers(story, 'grace', 'review', 'accept', { backend: 'nowhere' })?.code).toBe('detail_missing');
    expect(story.state.status).toBe('in_review');
    expect(clocks(story, 'review', 'running')).toHaveLength(1);
    answers(story, 'grace', 'review', 'accept', { backend: 'backup' });
    expect(story.state).toMatchObject({ status: 'queued', backend: 'backup' });
  });

  test('Q1 Q3 one whose backend has left the settings is accepted for another one only', () => {
    const story = inReview();
    story.rules = { ...story.rules, backends: story.rules.backends.filter(({ slug }) => slug !== 'local') };
    expect(answers(story, 'grace', 'review', 'accept')?.code).toBe('detail_missing');
    expect(answers(story, 'grace', 'review', 'accept', { backend: 'backup' })).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'queued', backend: 'backup' });
  });

  test.each(['return', 'reject'] as const)('Q1 %s needs words for the contributor', (action) => {
    expect(answers(inReview(), 'grace', 'review', action, { comment: ' \n' })?.code).toBe('comment_missing');
  });

  test('Q1 return asks the contributor, with the question', () => {
    const story = inReview();
    answers(story, 'grace', 'review', 'return', { comment: 'Which module?' });
    expect(story.state).toMatchObject({ status: 'returned', askedBack: 'Which module?' });
    expect(isAsked(story.state, 'return')).toBe(true);
    expect(mailsTo(story, 'contributor')).toContain('returned');
  });

  test('Q1 A4 reject ends it with the reason, and nothing of it waits', () => {
    const story = inReview();
    answers(story, 'alan', 'review', 'reject', { comment: 'No audit.' });
    expect(story.state).toMatchObject({ status: 'rejected', reason: 'No audit.', rejectedBy: 'alan' });
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['cancelled']);
    expect(story.state.questions.some(({ state }) => state === 'open')).toBe(false);
    expect(mailsTo(story, 'contributor')).toContain('rejected');
  });

  test('Q1 assign to oneself or another; the clock goes on and the assignee is asked anew', () => {
    const story = inReview();
    const due = clocks(story, 'review', 'running');
    const first = openQuestion(story.state, 'review').id;
    wait(story, HOUR);
    expect(answers(story, 'grace', 'review', 'assign', { comment: '', assignee: 'alan' })).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'in_review', assignee: 'alan' });
    expect(clocks(story, 'review', 'running')).toEqual(due);
    expect(answersTo(story, 'grace', first, 'accept')?.code).toBe('already_answered');
    expect(answers(story, 'alan', 'review', 'assign', { comment: '' })).toBeUndefined();
    expect(story.state.assignee).toBe('alan');
    expect(mailsTo(story, 'grace').filter((template) => template === 'review_request')).toHaveLength(1);
  });

  test.each([
    ['ada', 'author_decides_nothing'],
    ['tim', 'detail_missing'],
    ['nobody', 'detail_missing'],
  ])('Q1 %s cannot be the assignee', (assignee, code) => {
    expect(answers(inReview(), 'grace', 'review', 'assign', { assignee })?.code).toBe(code);
  });

  test('Q1 defer goes to the next release by default, and the review for it begins', () => {
    const story = inReview();
    answers(story, 'grace', 'review', 'defer', { comment: '' });
    expect(story.state).toMatchObject({ status: 'in_review', submission: { targetRelease: '3.4.2' } });
    expect([clocks(story, 'review', 'stopped').length, clocks(story, 'review', 'running').length]).toEqual([1, 1]);
  });

  test.each([
    ['3.4.0', 'its cutoff is over'],
    ['9.9.9', 'there is none such'],
    ['3.4.1', 'it is for that one already'],
  ])('Q1 defer to %s is refused: %s', (release) => {
    const story = inReview();
    expect(answers(story, 'grace', 'review', 'defer', { release })?.code).toBe('detail_missing');
    expect(story.state.submission.targetRelease).toBe('3.4.1');
  });

  test('Q1 defer from a release that is over goes to the next that is to come', () => {
    const story = begin({ submission: { targetRelease: '3.4.0' } });
    recordGates(story);
    expect(answers(story, 'grace', 'review', 'defer')).toBeUndefined();
    expect(story.state.submission.targetRelease).toBe('3.4.1');
  });
});

describe('who decides', () => {
  test.each(['accept', 'return', 'reject', 'assign', 'defer'] as const)('Q1 the author, though an admin, may not %s', (action) => {
    expect(answers(inReview(), 'ada', 'review', action)?.code).toBe('author_decides_nothing');
  });

  test.each([
    ['tim', 'a tester'],
    ['ruth', 'a release coordinator'],
    ['quinn', 'a QA lead'],
    ['contributor', 'the contributor'],
    ['stranger', 'somebody unknown'],
  ])('Q1 %s (%s) decides nothing in review', (who) => {
    expect(answers(inReview(), who, 'review', 'accept')?.code).toBe('not_allowed');
  });

  test('Q1 an author is known by address in any letter case, or by login', () => {
    const byMail = begin({ submission: { contributor: { name: 'G', email: 'GRACE@example.org', githubLogin: 'other' } } });
    recordGates(byMail);
    expect(answers(byMail, 'grace', 'review', 'accept')?.code).toBe('author_decides_nothing');
  });

  test.each([
    { kind: 'system', part: 'sweep' },
    { kind: 'agent', backend: 'local' },
  ] as const)('X1 a program ($kind) answers no question', (by) => {
    const story = inReview();
    const { id } = openQuestion(story.state, 'review');
    expect(tries(story, { command: 'answer', question: id, action: 'accept', details: { comment: '' } }, by)?.code).toBe('not_allowed');
  });

  test('Q1 N3 the second answer is told what was decided, and changes nothing', () => {
    const story = inReview();
    const { id } = openQuestion(story.state, 'review');
    answersTo(story, 'grace', id, 'accept');
    const { version } = story.state;
    expect(answersTo(story, 'alan', id, 'reject')).toEqual({ code: 'already_answered', message: expect.stringContaining('accept') });
    expect(story.state.version).toBe(version);
  });

  test('N3 links die when the request changes, and unknown questions are refused', () => {
    const story = inReview();
    const { id } = openQuestion(story.state, 'review');
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(answersTo(story, 'grace', id, 'accept')?.code).toBe('no_longer_asked');
    expect(answersTo(story, 'grace', 77, 'accept')?.code).toBe('unknown_question');
  });

  test.each(['approve', 'answer', 'withdraw', 'waive', 'passed', 'undo'] as Action[])('N3 %s is no answer to a review', (action) => {
    expect(answers(inReview(), 'grace', 'review', action)?.code).toBe('not_allowed');
  });

  test('S3 every answer that ends the review stops its clock', () => {
    for (const action of ['accept', 'reject'] as const) {
      const story = inReview();
      answers(story, 'grace', 'review', action);
      expect(clocks(story, 'review', 'running')).toEqual([]);
      expect(factsOf(story, 'clock_stopped')).toHaveLength(1);
    }
  });
});

test('X1 the contributor is known by the link alone: commands of other actors do not confirm', () => {
  const story = begin({ via: 'form' });
  expect(answers(story, 'grace', 'confirm', 'confirm')?.code).toBe('not_allowed');
  expect(tries(story, { command: 'answer', question: 1, action: 'confirm', details: { comment: '' } }, contributor)).toBeUndefined();
});
