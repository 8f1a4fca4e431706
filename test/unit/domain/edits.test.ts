import { describe, expect, test } from '@jest/globals';
import { editableOf } from '#products/rehearsal/domain/editable.ts';
import { exchangesOf, ownEdits } from '#products/rehearsal/domain/exchanges.ts';
import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import { renderMail } from '#test/support/render-mail.ts';
import {
  answers,
  answersTo,
  begin,
  clocks,
  headMoves,
  HOUR,
  mailsTo,
  openQuestion,
  recordGates,
  wait,
  type Story,
} from '#test/support/given-request.ts';
import { mailsOf } from '#test/support/mail-stories.ts';
import { checkStory } from '#test/support/request-invariants.ts';
import { approves, running, runPasses, throughReview } from '#test/support/request-steps.ts';
import type { Edits } from '#contexts/intake/domain/kept/edits.ts';

const line = (text: string): NonNullable<Edits['expectedOutput']>[number]['lines'] => [{ kind: 'exact', line: text }];

function inReview(): Story {
  const story = begin({ jobs: [{ step: 'a', expectedOutput: line('done') }, { step: 'b' }] });
  recordGates(story);
  return story;
}

function edits(story: Story, given: Edits): string | undefined {
  return answers(story, 'contributor', 'withdraw', 'edit', { comment: '', edits: given })?.code;
}

function textOf(story: Story, template: string, to = 'Grace Hopper'): string {
  const mail = mailsOf(story).findLast((one) => one.template === template && one.input.person.name === to);
  if (mail === undefined) throw new Error(`no mail ${template} to ${to}`);
  return renderMail(mail.input).text;
}

describe('Q2 what was asked and answered', () => {
  test('Q2 the next review mail says who asked what, what was answered, and what was changed, before and after', () => {
    const story = inReview();
    answers(story, 'grace', 'review', 'return', { comment: 'Which lines do you expect?' });
    const given = { reason: 'Because of the new field.', expectedOutput: [{ step: 'a', lines: line('done 150') }] };
    answers(story, 'contributor', 'return', 'answer', { comment: 'These, as counted by hand.', edits: given });
    const text = textOf(story, 'review_request', 'Alan Turing');
    for (const told of [
      /Grace Hopper asked, .*:\n> Which lines do you expect\?/,
      /Answered, .*:\n> These, as counted by hand\./,
      /Reason, before:\n> \(nothing\)/,
      /Reason, now:\n> Because of the new field\./,
      /Expected output of CountTopicsJob \(step a\), before:\n> done\n/,
      /Expected output of CountTopicsJob \(step a\), now:\n> done 150/,
    ])
      expect(text).toMatch(told);
    checkStory(story);
  });

  test('Q2 several rounds stand one after the other, each with its own', () => {
    const story = inReview();
    for (const n of [1, 2]) {
      answers(story, n === 1 ? 'grace' : 'alan', 'review', 'return', { comment: `question ${n}` });
      answers(story, 'contributor', 'return', 'answer', { comment: `answer ${n}`, edits: { reason: `reason ${n}` } });
    }
    expect(exchangesOf(story.state, story.state.edited)).toMatchObject([
      { asked: { by: { id: 'grace' }, text: 'question 1' }, answered: { text: 'answer 1' }, changes: [{ after: 'reason 1' }] },
      {
        asked: { by: { id: 'alan' }, text: 'question 2' },
        answered: { text: 'answer 2' },
        changes: [{ before: 'reason 1', after: 'reason 2' }],
      },
    ]);
  });
});

describe('Q2 the contributor edits an open request', () => {
  test('Q2 in review: the old links die, the admins are asked anew with what changed, and the clock goes on', () => {
    const story = inReview();
    const old = openQuestion(story.state, 'review').id;
    const [clock] = clocks(story, 'review', 'running');
    wait(story, HOUR);
    expect(edits(story, { reason: 'A better one.' })).toBeUndefined();
    expect(answersTo(story, 'grace', old, 'accept')?.code).toBe('no_longer_asked');
    expect(clocks(story, 'review', 'running')).toEqual([clock]);
    expect(textOf(story, 'review_request')).toMatch(
      /Changed by the contributor on their own initiative[\s\S]*Reason, now:\n> A better one\./,
    );
    expect(mailsTo(story, 'grace')).not.toContain('edited');
    expect(textOf(story, 'edited', 'Ada Lovelace')).toMatch(/^Edit: .*\nWithdraw: .*\nGo on elsewhere: .*\nConfirmation code: /m);
    checkStory(story);
  });

  test('Q2 after the acceptance: the admins are told, and nothing stops; what has begun to run keeps what was reviewed', () => {
    const story = throughReview(begin({ jobs: [{ step: 'a' }, { step: 'b' }] }));
    expect(edits(story, { expectedOutput: [{ step: 'a', lines: line('other') }] })).toBeUndefined();
    expect(story.state.status).toBe('queued');
    expect(mailsTo(story, 'grace')).toContain('edited');
    const ran = running({ jobs: [{ step: 'a' }, { step: 'b' }] });
    expect(editableOf(ran.state).outputs).toEqual(['b']);
    runPasses(ran, 'a');
    const { version } = ran.state;
    for (const step of ['a', 'b'])
      expect(edits(ran, { reason: 'x', expectedOutput: [{ step, lines: line('x') }] })).toBe('not_possible_now');
    expect(ran.state.version).toBe(version);
    expect(edits(ran, { targetRelease: '3.4.2' })).toBeUndefined();
    expect(ran.state.submission.targetRelease).toBe('3.4.2');
    headMoves(ran);
    expect(editableOf(ran.state).outputs).toContain('a');
  });

  test('Q2 not what is over, nor without a change; an answer to a question obeys the same rule', () => {
    const story = approves(runPasses(running()));
    expect(editableOf(story.state)).toEqual({ answers: false, outputs: [] });
    const open = inReview();
    expect(edits(open, {})).toBe('detail_missing');
    expect(possibleActions(open.state, openQuestion(open.state, 'withdraw'))).toEqual(['edit', 'withdraw', 'continue']);
    for (const who of ['grace', 'tim'])
      expect(answers(open, who, 'withdraw', 'edit', { edits: { reason: 'x' } })?.code).toMatch(/not_allowed/);
    expect(ownEdits(open.state.edited)).toEqual([]);
  });

  test('Q2 every mail to the contributor of an open request has the links to change or withdraw it', () => {
    const story = inReview();
    runPasses(running());
    for (const { input } of mailsOf(story).filter(({ input: { forTeam } }) => forTeam !== true))
      expect(renderMail(input).text).toMatch(/^Edit: .*\nWithdraw: .*\nGo on elsewhere: .*\nConfirmation code: \d{6}$/m);
  });
});
