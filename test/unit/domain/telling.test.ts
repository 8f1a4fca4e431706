import { describe, expect, test } from '@jest/globals';
import {
  answers,
  begin,
  effects,
  HOUR,
  mailsTo,
  openQuestion,
  recordGates,
  wait,
  clocks,
  factsOf,
  type Story,
} from '#test/support/given-request.ts';
import { deployed, running, runPasses, throughReview, auditThenMigration } from '#test/support/request-steps.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';

function assignedToAlan(): Story {
  const story = begin();
  recordGates(story);
  answers(story, 'grace', 'review', 'assign', { assignee: 'alan' });
  return story;
}

describe('who is told', () => {
  test("N2 a question's mail names the question, and the job that it is about", () => {
    const story = runPasses(running(auditThenMigration), 'audit');
    const { id } = openQuestion(story.state, 'verdict', 'audit');
    expect(effects(story, 'send_mail')).toContainEqual({
      kind: 'send_mail',
      template: 'verdict_request',
      to: 'grace',
      question: id,
      step: 'audit',
    });
  });

  test('S2 the assignee alone is asked', () => {
    const story = assignedToAlan();
    expect(mailsTo(story, 'alan')).toEqual(['review_request', 'review_request']);
    expect(mailsTo(story, 'grace')).toEqual(['review_request']);
  });

  test('S2 when the assignee is no admin any more, all admins are asked again', () => {
    const story = throughReview(assignedToAlan());
    story.rules = { ...story.rules, people: story.rules.people.filter(({ id }) => id !== 'alan') };
    runPasses(deployed(story));
    expect(mailsTo(story, 'grace')).toContain('verdict_request');
    expect(mailsTo(story, 'alan')).not.toContain('verdict_request');
  });

  test('N1 withdrawing tells the contributor and the assignee', () => {
    const story = begin();
    recordGates(story);
    answers(story, 'grace', 'review', 'assign', {});
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(mailsTo(story, 'grace')).toContain('withdrawn');
    expect(mailsTo(story, 'contributor')).toContain('withdrawn');
  });

  test('N4 an unconfirmed form leaves no row on the sheet', () => {
    const story = begin({ via: 'form' });
    expect(effects(story, 'update_sheet')).toEqual([]);
    answers(story, 'contributor', 'confirm', 'confirm');
    expect(effects(story, 'update_sheet')).toHaveLength(1);
  });
});

describe('clocks on the timeline', () => {
  test('S3 start, pause, resume and stop are all there, and nothing resets them', () => {
    const story = begin();
    recordGates(story);
    wait(story, 5 * HOUR);
    answers(story, 'grace', 'review', 'return');
    wait(story, 100 * HOUR);
    answers(story, 'contributor', 'return', 'answer');
    wait(story, 18 * HOUR);
    recordGates(story, { checks: 'skipped' });
    answers(story, 'grace', 'review', 'accept');
    const facts = story.timeline.flatMap((entry) => entry.facts).filter(({ fact }) => fact.startsWith('clock_'));
    expect(facts).toMatchObject([
      { fact: 'clock_started', kind: 'review' },
      { fact: 'clock_paused', remaining: 19 * HOUR },
      { fact: 'clock_resumed', dueAt: story.now + HOUR },
      { fact: 'clock_stopped', at: story.now },
    ]);
    expect(clocks(story, 'review', 'stopped')).toMatchObject([{ dueAt: story.now + HOUR, startedAt: story.timeline[1]?.at }]);
  });

  test('S3 a clock that was overdue when paused is overdue by as much when it goes on', () => {
    const story = begin();
    recordGates(story);
    wait(story, 30 * HOUR);
    answers(story, 'grace', 'review', 'return');
    wait(story, HOUR);
    answers(story, 'contributor', 'return', 'answer');
    expect(clocks(story, 'review', 'running')).toMatchObject([{ dueAt: story.now - 6 * HOUR }]);
  });

  test('S1 the time to answer is a setting', () => {
    const story = begin({ rules: { answerWithin: HOUR } });
    recordGates(story);
    expect(factsOf(story, 'clock_started')).toMatchObject([{ at: story.now, dueAt: story.now + HOUR }]);
  });

  test('Z1 a state is the fold of its timeline, and a timeline without a beginning is nothing', () => {
    const story = runPasses(running(auditThenMigration), 'audit');
    expect(fold(story.timeline)).toEqual(story.state);
    expect(fold([])).toBeUndefined();
    expect(fold(story.timeline.slice(1))).toBeUndefined();
  });
});
