import { describe, expect, test } from '@jest/globals';
import type { Judgement } from '#products/rehearsal/domain/commands.ts';
import type { Action, Question } from '#products/rehearsal/domain/questions.ts';
import { letTimePass } from '#test/support/clock-watch.ts';
import {
  answers,
  answersTo,
  clocks,
  effects,
  HOUR,
  isAsked,
  mailsTo,
  MINUTE,
  openQuestion,
  person,
  tries,
  wait,
  type Story,
} from '#test/support/given-request.ts';
import { checkState } from '#test/support/request-invariants.ts';
import { approves, running, runPasses } from '#test/support/request-steps.ts';

const steps = (count: number): { step: string }[] => Array.from({ length: count }, (_, n) => ({ step: `j${n}` }));

/** So many jobs, all of which have run well. */
function ran(count: number, over: Parameters<typeof running>[0] = {}): Story {
  const story = running({ jobs: steps(count), ...over });
  for (const { step } of steps(count)) runPasses(story, step);
  return story;
}

function together(story: Story): Question {
  return openQuestion(story.state, 'verdicts');
}

function judge(step: string, story: Story, action: Action, over: Partial<Judgement> = {}): Judgement {
  return { question: openQuestion(story.state, 'verdict', step).id, action, comment: `seen ${step}`, ...over };
}

function verdictMails(story: Story, to = 'grace'): number[] {
  return effects(story, 'send_mail').flatMap((mail) => (mail.template === 'verdict_request' && mail.to === to ? [mail.question ?? 0] : []));
}

describe('A7 two admins, several verdicts', () => {
  const rules = { twoAdminRoles: ['other'] as const };

  test('A7 the first approves all, the others are asked once for all of them; their part is left to nobody else', () => {
    const story = ran(5, { rules });
    const { id } = together(story);
    expect(answersTo(story, 'grace', id, 'approve')).toBeUndefined();
    expect(story.state.jobs.every((one) => one.state === 'awaiting_verdict' && one.firstApproval?.by === 'grace')).toBe(true);
    expect(effects(story, 'send_mail').filter(({ template }) => template === 'second_approval')).toMatchObject([
      { to: 'alan', question: id },
    ]);
    expect(answersTo(story, 'grace', id, 'approve')?.code).toBe('not_approvable');
    letTimePass(story, 12 * HOUR);
    expect(mailsTo(story, 'grace')).not.toContain('answer_reminder');
    expect(mailsTo(story, 'alan')).toContain('answer_reminder');
    expect(answersTo(story, 'alan', id, 'approve')).toBeUndefined();
    expect(story.state.status).toBe('approved');
    for (const one of story.state.jobs) expect(one).toMatchObject({ approval: { by: 'alan', first: { by: 'grace' } } });
  });

  test('A7 A5 the first takes back what they said, and the others hear of it', () => {
    const story = ran(3, { rules });
    const { id } = together(story);
    answersTo(story, 'grace', id, 'approve');
    expect(tries(story, { command: 'undo', question: id }, person('grace'))).toBeUndefined();
    expect(story.state.jobs.every((one) => one.state === 'awaiting_verdict' && one.firstApproval === undefined)).toBe(true);
    expect(together(story).id).toBeGreaterThan(id);
    expect(verdictMails(story, 'alan')).toEqual([id, together(story).id]);
    checkState(story.state);
  });
});

describe('A5 several verdicts are undone', () => {
  test('A5 all that one person gave at once, or those that are named; in one mail to everybody who was told, in their thread', () => {
    const story = ran(3, { rules: { pullRequests: [{ owner: 'oppia', repository: 'oppia' }] } });
    const { id } = together(story);
    const one = openQuestion(story.state, 'verdict', 'j0').id;
    answersTo(story, 'grace', id, 'approve');
    expect(story.state.status).toBe('approved');
    const before = story.wanted.length;
    expect(tries(story, { command: 'undo', question: id, only: [one] }, person('alan'))?.code).toBe('not_allowed');
    expect(tries(story, { command: 'undo', question: id }, person('grace'))).toBeUndefined();
    expect(story.state.status).toBe('awaiting_verdict');
    const mails = story.wanted.slice(before).flatMap(({ effect }) => (effect.kind === 'send_mail' ? [effect] : []));
    expect(
      mails
        .filter(({ template }) => template === 'verdict_undone')
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['contributor', 'quinn', 'ruth']);
    expect(
      mails
        .filter(({ template }) => template === 'verdict_request')
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['alan', 'grace']);
    expect(story.wanted.slice(before).map(({ effect }) => effect.kind)).toEqual(
      expect.arrayContaining(['update_sheet', 'update_pull_request']),
    );
    expect(clocks(story, 'verdict', 'running')).toHaveLength(1);
    checkState(story.state);
    expect(answersTo(story, 'alan', together(story).id, 'approve')).toBeUndefined();
    expect(story.state.status).toBe('approved');
  });

  test('A5 one of several: the others stand, and it is asked for alone', () => {
    const story = ran(3);
    const { id } = together(story);
    const one = openQuestion(story.state, 'verdict', 'j1').id;
    answersTo(story, 'grace', id, 'approve');
    tries(story, { command: 'undo', question: id, only: [one] }, person('grace'));
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['approved', 'awaiting_verdict', 'approved']);
    expect(isAsked(story.state, 'verdicts')).toBe(false);
    approves(story, 'j1');
    expect(story.state.status).toBe('approved');
  });

  test('A5 a request that two jobs ended goes on with neither of them rejected', () => {
    const story = ran(3);
    const { id } = together(story);
    const one = openQuestion(story.state, 'verdict', 'j0').id;
    answersTo(story, 'grace', id, 'reject', { judgements: [judge('j0', story, 'reject'), judge('j2', story, 'reject')] });
    expect(story.state).toMatchObject({ status: 'rejected', reason: 'j0: seen j0\nj2: seen j2' });
    tries(story, { command: 'undo', question: id, only: [one] }, person('grace'));
    expect(story.state.jobs.map(({ state }) => state)).toEqual(Array(3).fill('awaiting_verdict'));
    expect(together(story).covers).toHaveLength(3);
    checkState(story.state);
  });

  test('A5 not after ten minutes, nor what others built upon', () => {
    const story = ran(2);
    const { id } = together(story);
    answersTo(story, 'grace', id, 'approve');
    wait(story, 10 * MINUTE);
    expect(tries(story, { command: 'undo', question: id }, person('grace'))?.code).toBe('too_late');
  });

  test('A5 C5 an assignee is asked anew; another admin, who may have been told, hears of it', () => {
    const story = running({ jobs: steps(1) });
    runPasses(story, 'j0');
    answers(story, 'grace', 'verdict', 'approve');
    const { id } = story.state.questions.findLast(({ kind }) => kind === 'verdict')!;
    story.state = { ...story.state, assignee: 'grace' };
    tries(story, { command: 'undo', question: id }, person('grace'));
    const undone = effects(story, 'send_mail').filter(({ template }) => template === 'verdict_undone');
    expect(undone.map(({ to }) => to).toSorted()).toEqual(['alan', 'contributor', 'quinn', 'ruth']);
  });
});

test('N3 a new head ends the question that puts verdicts together, with all in it', () => {
  const story = ran(3);
  const { id } = together(story);
  tries(story, { command: 'record_gates', headSha: 'b'.repeat(40), gates: [] });
  expect(story.state.questions.find((question) => question.id === id)?.state).toBe('closed');
  expect(answersTo(story, 'grace', id, 'approve')?.code).toBe('no_longer_asked');
});
