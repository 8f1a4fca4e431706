import { describe, expect, test } from '@jest/globals';
import { drive } from '#contexts/operations/domain/drive.ts';
import { runNamed } from '#products/rehearsal/domain/operations.ts';
import {
  answers,
  begin,
  clocks,
  effects,
  factsOf,
  HOUR,
  isAsked,
  mailsTo,
  openQuestion,
  recordGates,
  wait,
} from '#test/support/given-request.ts';
import {
  auditThenMigration,
  cancelConfirmed,
  deployed,
  granted,
  job,
  run,
  running,
  runPasses,
  startsStep,
  testRefMade,
  throughReview,
  endsStep,
} from '#test/support/request-steps.ts';
import type { Story } from '#test/support/given-request.ts';

function returned(): Story {
  const story = begin();
  recordGates(story);
  wait(story, 10 * HOUR);
  answers(story, 'grace', 'review', 'return', { comment: 'Which?' });
  return story;
}

describe('the contributor', () => {
  test('I10 by webhook: the receipt goes out and the gates are looked at', () => {
    const story = begin();
    expect(story.state.status).toBe('waiting_for_gates');
    expect(mailsTo(story, 'contributor')).toEqual(['receipt']);
    expect(effects(story, 'check_gates')).toHaveLength(1);
  });

  test('I10 X1 by form: nothing happens until the address is confirmed', () => {
    const story = begin({ via: 'form' });
    expect(story.state.status).toBe('waiting_for_confirmation');
    expect(mailsTo(story, 'contributor')).toEqual(['confirm_address']);
    recordGates(story);
    expect(story.state.gates).toEqual([]);
    answers(story, 'contributor', 'confirm', 'confirm', { comment: '' });
    expect(story.state.status).toBe('waiting_for_gates');
    expect(mailsTo(story, 'contributor')).toEqual(['confirm_address', 'receipt']);
    expect(isAsked(story.state, 'withdraw')).toBe(true);
  });

  test('I10 an unconfirmed form can be disowned', () => {
    const story = begin({ via: 'form' });
    answers(story, 'contributor', 'confirm', 'withdraw', { comment: '' });
    expect(story.state.status).toBe('withdrawn');
  });

  test('Q2 answers a return, and the review goes on with what was left of its time', () => {
    const story = returned();
    expect(clocks(story, 'review', 'paused')).toMatchObject([{ remaining: 14 * HOUR }]);
    wait(story, 50 * HOUR);
    expect(answers(story, 'contributor', 'return', 'answer', { comment: 'That one.' })).toBeUndefined();
    expect(story.state.status).toBe('in_review');
    expect(clocks(story, 'review', 'running')).toMatchObject([{ dueAt: story.now + 14 * HOUR }]);
    expect(factsOf(story, 'clock_started')).toHaveLength(1);
  });

  test('Q2 an empty answer is none', () => {
    expect(answers(returned(), 'contributor', 'return', 'answer', { comment: '' })?.code).toBe('comment_missing');
  });

  test('Q2 may edit what was asked about; jobs see their new expectations', () => {
    const story = returned();
    const lines = [{ kind: 'exact', line: 'other' } as const];
    answers(story, 'contributor', 'return', 'answer', {
      edits: { documentId: 'doc2', reason: 'r', targetRelease: '3.4.2', expectedOutput: [{ step: 'CountTopicsJob', lines }] },
    });
    expect(story.state.submission).toMatchObject({
      instructionsDoc: { documentId: 'doc2' },
      reason: 'r',
      targetRelease: '3.4.2',
      jobs: [{ expectedOutput: lines }],
    });
    expect(job(story).ask.expectedOutput).toEqual(lines);
  });

  test.each(['grace', 'ada', 'tim'])('Q2 %s cannot answer for the contributor', (who) => {
    expect(answers(returned(), who, 'return', 'answer')).toBeDefined();
  });

  const places: [string, () => Story][] = [
    ['waiting_for_gates', () => begin()],
    [
      'in_review',
      () => {
        const story = begin();
        recordGates(story);
        return story;
      },
    ],
    ['returned', returned],
    ['queued', () => throughReview(begin())],
    ['deploying', () => granted(throughReview(begin()))],
    ['awaiting_verdict', () => runPasses(running())],
  ];
  test.each(places)('Q2 may withdraw while it is %s: nothing of it waits or runs on', (status, at) => {
    const story = at();
    expect(story.state.status).toBe(status);
    expect(answers(story, 'contributor', 'withdraw', 'withdraw', { comment: '' })).toBeUndefined();
    expect(story.state.status).toBe('withdrawn');
    expect(story.state.questions.filter(({ state }) => state === 'open')).toEqual([]);
    expect(story.state.clocks.filter(({ state }) => state !== 'stopped')).toEqual([]);
    if (story.state.turn !== undefined) expect(story.state.turn.state).toBe('ended');
  });

  test('Q2 R10 withdrawn while a job runs: it is asked to stop, and the backend is kept until it has', () => {
    const story = running(auditThenMigration);
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(run(story, 'audit').cancelling).toMatchObject({ reason: 'contributor' });
    expect(effects(story, 'drive_operation')).toContainEqual(drive(runNamed(run(story, 'audit').id), 'cancel'));
    expect(story.state.turn?.state).toBe('deployed');
    cancelConfirmed(story, 'audit');
    expect(run(story, 'audit')).toMatchObject({ state: 'cancelled', reason: 'contributor' });
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(story.state.turn?.state).toBe('ended');
  });

  test('Q2 Q3 withdrawn while a step deploys: the backend is kept until the step is over', () => {
    const story = testRefMade(granted(throughReview(begin())));
    startsStep(story, 'deploy');
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(story.state.turn?.state).toBe('deploying');
    endsStep(story, 'deploy', true);
    expect(story.state.turn?.state).toBe('ended');
  });

  test('Q2 what is over cannot be withdrawn: an approved request asks nothing any more', () => {
    const story = runPasses(deployed(throughReview(begin())));
    const { id } = openQuestion(story.state, 'withdraw');
    answers(story, 'grace', 'verdict', 'approve');
    expect(story.state.status).toBe('approved');
    expect(story.state.questions.find((question) => question.id === id)?.state).toBe('closed');
  });
});
