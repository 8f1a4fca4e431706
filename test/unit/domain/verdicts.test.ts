import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Judgement } from '#products/rehearsal/domain/commands.ts';
import type { Action, Question } from '#products/rehearsal/domain/questions.ts';
import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import { fourFacts } from '#products/rehearsal/pages/four-facts.ts';
import { renderMail } from '#test/support/render-mail.ts';
import { answersTo, clocks, effects, isAsked, mailsTo, openQuestion, type Story } from '#test/support/given-request.ts';
import { mailsOf } from '#test/support/mail-stories.ts';
import { checkState, checkStory } from '#test/support/request-invariants.ts';
import { job, running, runEnds, runPasses } from '#test/support/request-steps.ts';

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

describe('N2 N6 verdicts on jobs that end together', () => {
  test('N6 20 jobs: one mail to each admin, one to the contributor, one code, one clock', () => {
    const story = ran(20);
    expect([verdictMails(story), verdictMails(story, 'alan')]).toEqual([[together(story).id], [together(story).id]]);
    expect(mailsTo(story, 'contributor').filter((template) => template === 'run_finished')).toHaveLength(1);
    expect(clocks(story, 'verdict', 'running')).toHaveLength(1);
    const { text } = renderMail(mailsOf(story).find(({ template }) => template === 'verdict_request')!.input);
    expect(text.match(/^Confirmation code: .*$/gm)).toHaveLength(1);
    expect([...text.matchAll(/^(Approve|Reject|Run again): /gm)].map(([, label]) => label)).toEqual(['Approve', 'Reject', 'Run again']);
    for (const { step } of steps(20)) expect(text).toContain(`CountTopicsJob (step ${step})`);
  });

  test('A1 of a run that failed nobody is told that a reason would let it be approved; of one whose output differs they are', () => {
    const story = running({ jobs: steps(2) });
    runEnds(story, 'j0', { stdout: ['done'], stderr: ['oh'] });
    runEnds(story, 'j1', { stdout: ['done', 'more'] });
    const output = (step: string): string | undefined =>
      fourFacts(job(story, step), story.state, story.rules).find(({ fact }) => fact === 'Expected output')?.why;
    expect(output('j0')).toBe('The run failed, whatever its output says.');
    expect(output('j1')).toMatch(/^Output differs: .* To approve it anyway, an admin has to say why\.$/);
  });

  test('A1 the mail of an approval says where the output was not as expected, and why it was taken', () => {
    const story = running({ jobs: steps(1) });
    runEnds(story, 'j0', { stdout: ['done', 'more'] });
    const asked = openQuestion(story.state, 'verdict', 'j0').id;
    expect(answersTo(story, 'grace', asked, 'approve', { comment: 'seen', overrideReason: 'one more is fine' })).toBeUndefined();
    const { text } = renderMail(mailsOf(story).find(({ template }) => template === 'approved')!.input);
    expect(text.replace(/\s+/g, ' ')).toContain('seen (the output was not as expected; it was accepted because: one more is fine)');
  });

  test('N2 one job alone is asked for as ever', () => {
    const story = ran(1);
    expect(isAsked(story.state, 'verdicts')).toBe(false);
    expect(effects(story, 'send_mail').filter(({ template }) => template === 'verdict_request')).toMatchObject([
      { step: 'j0' },
      { step: 'j0' },
    ]);
  });

  test('N6 nobody is asked while something of the turn runs, unless an audit keeps others waiting and no other audit is to come', () => {
    const story = running({
      jobs: [
        { step: 'a1', role: 'audit' },
        { step: 'x' },
        { step: 'a2', role: 'audit' },
        { step: 'long' },
        { step: 'm1', role: 'migration', needs: ['a1'] },
        { step: 'm2', role: 'migration', needs: ['a2'] },
      ],
    });
    runPasses(story, 'a1');
    runPasses(story, 'x');
    expect(verdictMails(story)).toEqual([]);
    runPasses(story, 'a2');
    const first = together(story).id;
    expect(verdictMails(story)).toEqual([first]);
    expect(story.state.questions.find(({ id }) => id === first)?.covers).toHaveLength(3);
    runPasses(story, 'long');
    expect(verdictMails(story)).toHaveLength(2);
    expect(together(story).id).toBe(first);
  });

  test('N6 an audit before and after a change: the one before is asked for at once', () => {
    const story = running({
      jobs: [
        { step: 'before', role: 'audit' },
        { step: 'm', role: 'migration', needs: ['before'] },
        { step: 'after', role: 'audit', needs: ['m'] },
        { step: 'b', role: 'backfill', needs: ['after'] },
        { step: 'long' },
      ],
    });
    runPasses(story, 'before');
    expect(verdictMails(story)).toHaveLength(1);
  });

  test('N6 a run that failed is told at once; with the verdicts it is not told again', () => {
    const story = running({ jobs: steps(3) });
    runEnds(story, 'j0', { exitCode: 1 });
    expect(mailsTo(story, 'contributor').filter((template) => template === 'run_finished')).toHaveLength(1);
    for (const step of ['j1', 'j2']) runPasses(story, step);
    expect(effects(story, 'send_mail').filter(({ template }) => template === 'run_finished')).toMatchObject([
      { step: 'j0' },
      { steps: ['j1', 'j2'] },
    ]);
  });
});

describe('A1 several verdicts at once', () => {
  test('A1 each job is judged on its own, in one command; what is not judged stays open', () => {
    const story = running({ jobs: steps(4) });
    for (const step of ['j0', 'j1']) runPasses(story, step);
    runEnds(story, 'j2', { stdout: ['done', 'more'] });
    runPasses(story, 'j3');
    const version = story.state.version;
    const judgements = [
      judge('j0', story, 'approve'),
      judge('j1', story, 'rerun'),
      judge('j2', story, 'approve', { overrideReason: 'wanted' }),
    ];
    expect(answersTo(story, 'grace', together(story).id, 'approve', { judgements })).toBeUndefined();
    expect(story.state.version).toBe(version + 1);
    expect(job(story, 'j0')).toMatchObject({
      state: 'approved',
      approval: { outcomeVerified: 'seen j0', expectedOutput: { kind: 'matched' } },
    });
    expect(job(story, 'j1').state).toBe('waiting');
    expect(job(story, 'j2')).toMatchObject({ state: 'approved', approval: { expectedOutput: { kind: 'overridden', reason: 'wanted' } } });
    expect(job(story, 'j3').state).toBe('awaiting_verdict');
    expect(together(story).state).toBe('open');
    checkStory(story);
  });

  test('N2 the action alone is for all that it fits: what failed or differs stays open, and so does what the reader has no reason for', () => {
    const story = running({ jobs: steps(4) });
    runPasses(story, 'j0');
    runEnds(story, 'j1', { exitCode: 1 });
    runEnds(story, 'j2', { stdout: ['other'] });
    runPasses(story, 'j3');
    const { id } = together(story);
    expect(answersTo(story, 'grace', id, 'approve')).toBeUndefined();
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['approved', 'awaiting_verdict', 'awaiting_verdict', 'approved']);
    expect(answersTo(story, 'grace', id, 'approve')?.code).toBe('not_approvable');
    expect(answersTo(story, 'grace', id, 'approve', { overrideReason: 'as wanted' })).toBeUndefined();
    expect(job(story, 'j2').state).toBe('approved');
    expect(possibleActions(story.state, together(story))).toEqual(['reject', 'rerun']);
    expect(answersTo(story, 'grace', id, 'reject', { comment: 'broken' })).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'rejected', reason: 'j1: broken' });
    expect(answersTo(story, 'alan', id, 'approve')?.code).toBe('already_answered');
  });

  test('A1 one that cannot be decides nothing of the others', () => {
    const story = running({ jobs: steps(3) });
    runPasses(story, 'j0');
    runEnds(story, 'j1', { exitCode: 1 });
    runEnds(story, 'j2', { stdout: ['other'] });
    const { version } = story.state;
    const { id } = together(story);
    const [good, failed, differs] = ['j0', 'j1', 'j2'].map((step) => judge(step, story, 'approve'));
    const elsewhere = { ...good!, question: openQuestion(story.state, 'withdraw').id };
    for (const [wrong, code] of [
      [failed, 'not_approvable'],
      [differs, 'override_missing'],
      [{ ...good!, comment: ' ' }, 'comment_missing'],
      [{ ...good!, action: 'accept' as const }, 'not_allowed'],
      [elsewhere, 'unknown_question'],
    ] as const)
      expect(
        answersTo(story, 'grace', id, 'approve', { judgements: [...(wrong?.question === good?.question ? [] : [good!]), wrong!] })?.code,
      ).toBe(code);
    for (const who of ['tim', 'ruth', 'contributor', 'nobody', 'ada'])
      expect(answersTo(story, who, id, 'approve', { judgements: [good!] })?.code).toMatch(/not_allowed|author_decides_nothing/);
    expect(story.state.version).toBe(version);
  });

  test('A1 verdicts that cannot all be meant are refused', () => {
    const story = running({ jobs: [{ step: 'base' }, { step: 'top', needs: ['base'] }, { step: 'other' }] });
    for (const step of ['base', 'top', 'other']) runPasses(story, step);
    const { id } = together(story);
    const again = judge('base', story, 'rerun');
    for (const second of [judge('top', story, 'approve'), judge('other', story, 'reject')])
      expect(answersTo(story, 'grace', id, 'approve', { judgements: [again, second] })?.code).toBe('not_possible_now');
    expect(answersTo(story, 'grace', id, 'approve', { judgements: [again, judge('other', story, 'approve')] })).toBeUndefined();
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'approved']);
  });

  test('A1 any mix of verdicts leads to a true state, and what was not named is untouched', () => {
    const actions = fc.array(fc.constantFrom<Action | undefined>('approve', 'reject', 'rerun', undefined), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(actions, fc.array(fc.constantFrom(0, 1), { minLength: 4, maxLength: 4 }), (wanted, codes) => {
        const story = running({ jobs: steps(4) });
        codes.forEach((exitCode, n) => runEnds(story, `j${n}`, { exitCode, stdout: exitCode === 0 ? ['done'] : [] }));
        const { id } = together(story);
        const judgements = wanted.flatMap((action, n) => (action === undefined ? [] : [judge(`j${n}`, story, action)]));
        const refused = answersTo(story, 'grace', id, 'approve', { judgements });
        checkState(story.state);
        checkStory(story);
        const nothing = refused !== undefined;
        wanted.forEach((action, n) => {
          if (nothing || action === undefined) expect(job(story, `j${n}`).state).toBe('awaiting_verdict');
        });
        expect(nothing).toBe(
          judgements.length === 0 ||
            wanted.some((action, n) => action === 'approve' && codes[n] === 1) ||
            (wanted.includes('reject') && wanted.includes('rerun')),
        );
      }),
      { numRuns: 60 },
    );
  });
});
