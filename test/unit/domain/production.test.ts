import { describe, expect, test } from '@jest/globals';
import { productionOf } from '#products/rehearsal/domain/production.ts';
import { renderMail } from '#test/support/render-mail.ts';
import {
  answers,
  answersTo,
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
import { mailsOf } from '#test/support/mail-stories.ts';
import { checkStory } from '#test/support/request-invariants.ts';
import { DAY, HOUR } from '#kernel/time.ts';
import { outcomesOf, untold } from '#products/rehearsal/domain/production.ts';
import { approves, job, running, runPasses, undoes } from '#test/support/request-steps.ts';
import type { ProductionOutcome } from '#products/rehearsal/domain/kept/production.ts';

function approved(): Story {
  return approves(runPasses(running({ jobs: [{ step: 'a' }] })));
}

function tells(story: Story, outcome: ProductionOutcome, text = '', step = 'a'): string | undefined {
  return tries(story, { command: 'record_production', step, outcome, text, operator: 'olga' })?.code;
}

describe('A9 what became of it in production', () => {
  test('A9 a failure is told to the contributor, the release team and the admins, and stands beside the evidence', () => {
    const story = approved();
    const { approval } = job(story) as { approval?: object };
    expect(tells(story, 'failed', 'KeyError: topic 17')).toBeUndefined();
    for (const to of ['contributor', 'grace', 'alan', 'ruth', 'quinn'])
      expect(mailsTo(story, to).filter((template) => template === 'production_failed')).toHaveLength(1);
    const { subject, text } = renderMail(mailsOf(story).findLast(({ template }) => template === 'production_failed')!.input);
    expect(subject).toContain('FAILED IN PRODUCTION');
    expect(text).toContain('> KeyError: topic 17');
    expect(text).toContain('✓ Ran without failures: there.');
    expect(job(story)).toMatchObject({ state: 'approved', approval });
    expect(story.state.status).toBe('approved');
    checkStory(story);
  });

  test('A9 what ran, or was not run, is recorded and mailed to nobody; told again it changes nothing, told otherwise the newest counts', () => {
    const story = approved();
    expect(tells(story, 'not_run', 'the release was put off')).toBeUndefined();
    const { version } = story.state;
    tells(story, 'not_run', 'the release was put off');
    expect(story.state.version).toBe(version);
    tells(story, 'run');
    expect(productionOf(story.state, 'a')).toMatchObject({ outcome: 'run', by: 'olga', at: story.now });
    expect(story.state.production).toHaveLength(2);
    expect(effects(story, 'send_mail').map(({ template }) => template)).not.toContain('production_failed');
  });

  test('A9 only of what was approved, with the error or the reason, and it outlives a new commit', () => {
    expect(tells(runPasses(running({ jobs: [{ step: 'a' }] })), 'run')).toBe('not_possible_now');
    const story = approved();
    expect(tells(story, 'run', '', 'b')).toBe('detail_missing');
    for (const outcome of ['failed', 'not_run'] as const) expect(tells(story, outcome, '  ')).toBe('comment_missing');
    tells(story, 'failed', 'x'.repeat(10_000));
    expect(productionOf(story.state, 'a')?.text).toHaveLength(4_000);
    headMoves(story);
    expect(productionOf(story.state, 'a')?.outcome).toBe('failed');
  });
});

/** Approved, and in the release that is cut now. */
function released(): Story {
  const story = approved();
  wait(story, HOUR);
  does(story, { command: 'cut_off', release: story.state.submission.targetRelease ?? '', cutoff: story.now });
  return story;
}

const dueOf = (story: Story): { round: number; due: number | undefined }[] =>
  story.wanted.flatMap(({ effect, notBefore }) =>
    effect.kind === 'keep_clock' && 'production' in effect ? [{ round: effect.round, due: notBefore }] : [],
  );

describe('A9 told by link', () => {
  test('A9 once it is approved, admins and release team can tell it; neither contributor, tester nor author', () => {
    const story = approved();
    const { id } = openQuestion(story.state, 'production');
    for (const who of ['contributor', 'tim']) expect(answersTo(story, who, id, 'it_ran')?.code).toBe('not_allowed');
    expect(answersTo(story, 'ada', id, 'it_ran')?.code).toBe('author_decides_nothing');
    expect(answersTo(story, 'ruth', id, 'it_ran', { comment: '' })).toBeUndefined();
    expect(productionOf(story.state, 'a')).toMatchObject({ outcome: 'run', by: 'ruth', text: '' });
    expect(mailsTo(story, 'ruth')).toContain('production_told');
    expect(story.state.status).toBe('approved');
    checkStory(story);
  });

  test('A9 a failure needs its error and is told like a breach; it can be told otherwise, and the older stays', () => {
    const story = approved();
    for (const action of ['it_failed', 'not_run'] as const)
      expect(answers(story, 'grace', 'production', action, { comment: ' ' })?.code).toBe('comment_missing');
    expect(answers(story, 'grace', 'production', 'it_failed', { comment: 'KeyError: topic 17' })).toBeUndefined();
    for (const to of ['contributor', 'grace', 'alan', 'ruth', 'quinn']) expect(mailsTo(story, to)).toContain('production_failed');
    expect(answers(story, 'grace', 'production', 'it_ran', { comment: 'it was another job' })).toBeUndefined();
    expect(factsOf(story, 'production_recorded').map(({ record }) => record.outcome)).toEqual(['failed', 'run']);
    expect(productionOf(story.state, 'a')).toMatchObject({ outcome: 'run', by: 'grace' });
  });

  test('A9 of several jobs those that are named, and nobody asks for what is not approved any more', () => {
    const story = running({ jobs: [{ step: 'a' }, { step: 'b' }] });
    runPasses(story, 'a');
    runPasses(story, 'b');
    const verdict = openQuestion(story.state, 'verdict', 'b').id;
    approves(approves(story, 'a'), 'b');
    expect(answers(story, 'alan', 'production', 'it_failed', { steps: ['b', 'nothing'] })?.code).toBe('detail_missing');
    expect(answers(story, 'alan', 'production', 'it_failed', { steps: [] })?.code).toBe('detail_missing');
    answers(story, 'alan', 'production', 'it_failed', { steps: ['b'] });
    expect(outcomesOf(story.state)).toEqual({ run: 0, failed: 1, not_run: 0, untold: 1 });
    expect(untold(story.state).map(({ step }) => step)).toEqual(['a']);
    expect(undoes(story, 'grace', verdict)).toBeUndefined();
    expect(isAsked(story.state, 'production')).toBe(false);
  });

  test('A9 after the release those who can tell are asked, three times at most, and no more once it was told', () => {
    const story = released();
    const at = story.now;
    expect(dueOf(story)).toEqual([{ round: 1, due: at + 7 * DAY }]);
    const release = story.state.submission.targetRelease ?? '';
    for (const round of [1, 2, 3, 4]) {
      wait(story, 7 * DAY);
      if (round < 4) does(story, { command: 'remind_production', release, round });
      // Delivered twice, it is asked once.
      does(story, { command: 'remind_production', release, round: Math.min(round, 3) });
    }
    expect(dueOf(story).map(({ round }) => round)).toEqual([1, 2, 3]);
    for (const who of ['grace', 'alan', 'ruth', 'quinn'])
      expect(mailsTo(story, who).filter((template) => template === 'production_wanted')).toHaveLength(3);
    expect(mailsTo(story, 'ada')).not.toContain('production_wanted');
    const told = released();
    answers(told, 'ruth', 'production', 'it_ran');
    does(told, { command: 'remind_production', release, round: 1 });
    expect(factsOf(told, 'production_awaited')).toEqual([]);
    expect(tries(released(), { command: 'remind_production', release: 'another', round: 1 })).toBeUndefined();
  });
});
