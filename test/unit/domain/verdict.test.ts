import { describe, expect, test } from '@jest/globals';
import { answers, begin, clocks, effects, factsOf, isAsked, mailsTo, wait, HOUR } from '#test/support/given-request.ts';
import { drives } from '#test/support/operations.ts';
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
  throughReview,
  triesToEnd,
} from '#test/support/request-steps.ts';
import { featureSubmission } from '#test/support/sample-request.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';

describe('the four facts of fully tested', () => {
  test('A1 all four are kept, each with where it comes from', () => {
    const story = runPasses(running());
    answers(story, 'alan', 'verdict', 'approve', { comment: 'Counted the topics in the admin page.' });
    expect(job(story)).toMatchObject({
      state: 'approved',
      approval: {
        runId: run(story).id,
        sha: story.state.headSha,
        expectedOutput: { kind: 'matched' },
        outcomeVerified: 'Counted the topics in the admin page.',
        by: 'alan',
        at: story.now,
      },
    });
  });

  const bad: [string, Partial<RunEnding>][] = [
    ['a bad exit', { exitCode: 2 }],
    ['stderr', { stderr: ['warning'] }],
    ['its time limit', { cause: 'timed_out', exitCode: null }],
    ['a lost worker', { cause: 'worker_lost', exitCode: null }],
    ['a launch that failed', { cause: 'launch_failed', exitCode: null }],
  ];
  test.each(bad)('A1 first fact: after %s no reason helps; it runs again or is rejected', (_what, over) => {
    const story = runEnds(running(), undefined, over);
    expect(answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'trust me' })?.code).toBe('not_approvable');
    expect(job(story).state).toBe('awaiting_verdict');
  });

  const unclear: [string, Partial<RunEnding>][] = [
    ['an unexpected line', { stdout: ['done', 'x'] }],
    ['a missing line', { stdout: ['x'] }],
    ['nothing', { stdout: [] }],
    ['a cut-off line', { stdout: ['done', 'x [TRUNCATED]'] }],
    ['output that nobody can see (R11)', { stdout: [], observable: false }],
  ];
  test.each(unclear)('A1 second fact: with %s an admin must say why it is good all the same', (_what, over) => {
    const story = runEnds(running(), undefined, over);
    expect(answers(story, 'grace', 'verdict', 'approve')?.code).toBe('override_missing');
    expect(answers(story, 'grace', 'verdict', 'approve', { overrideReason: '  ' })?.code).toBe('override_missing');
    expect(answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'x is a note' })).toBeUndefined();
    expect(job(story)).toMatchObject({ approval: { expectedOutput: { kind: 'overridden', reason: 'x is a note' } } });
  });

  test('A1 third fact: how the outcome was verified must be said', () => {
    expect(answers(runPasses(running()), 'grace', 'verdict', 'approve', { comment: '\t' })?.code).toBe('comment_missing');
  });

  test.each([
    ['ada', 'author_decides_nothing'],
    ['tim', 'not_allowed'],
    ['ruth', 'not_allowed'],
    ['contributor', 'not_allowed'],
  ])('A1 fourth fact: %s does not approve', (who, code) => {
    const story = runPasses(running());
    for (const action of ['approve', 'reject', 'rerun'] as const) expect(answers(story, who, 'verdict', action)?.code).toBe(code);
    expect(job(story).state).toBe('awaiting_verdict');
  });

  test('A1 R7 an override for good output is not kept: it needed none', () => {
    const story = runPasses(running());
    answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'just in case' });
    expect(job(story)).toMatchObject({ approval: { expectedOutput: { kind: 'matched' } } });
  });

  test('S1 S3 verdicts that are asked for together have one clock, from then on until the last of them is given', () => {
    const story = running({ jobs: [{ step: 'a' }, { step: 'b' }] });
    runPasses(story, 'a');
    expect(clocks(story, 'verdict', 'running')).toEqual([]);
    wait(story, HOUR);
    runPasses(story, 'b');
    expect(clocks(story, 'verdict', 'running')).toMatchObject([{ startedAt: story.now, runs: [run(story, 'a').id, run(story, 'b').id] }]);
    approves(story, 'a');
    expect(clocks(story, 'verdict', 'running')).toHaveLength(1);
    approves(story, 'b');
    expect(clocks(story, 'verdict', 'stopped')).toMatchObject([{ answeredBy: 'grace' }]);
  });
});

describe('tests by hand', () => {
  const feature = { submission: featureSubmission };

  test('A2 a feature goes onto the backend, then testers and admins are asked, and a clock runs', () => {
    const story = running(feature);
    expect(run(story)).toMatchObject({ executor: 'manual', state: 'executing' });
    expect(drives(story, 'run')).toEqual([]);
    for (const who of ['tim', 'grace', 'alan']) expect(mailsTo(story, who)).toContain('manual_test');
    expect(clocks(story, 'verdict', 'running')).toHaveLength(1);
  });

  test('A2 a tester records it with evidence; an admin approves without a comparison', () => {
    const story = running(feature);
    expect(answers(story, 'tim', 'manual_test', 'passed', { comment: '' })?.code).toBe('comment_missing');
    expect(answers(story, 'ada', 'manual_test', 'passed')?.code).toBe('author_decides_nothing');
    expect(answers(story, 'tim', 'manual_test', 'passed', { comment: 'Translated in 2 s, see screenshot.' })).toBeUndefined();
    expect(run(story)).toMatchObject({ state: 'done', result: { manualRecord: 'Translated in 2 s, see screenshot.', testedBy: 'tim' } });
    expect(story.state.turn?.state).toBe('ended');
    expect(answers(story, 'tim', 'verdict', 'approve')?.code).toBe('not_allowed');
    approves(story);
    expect(story.state).toMatchObject({ status: 'approved', jobs: [{ approval: { expectedOutput: { kind: 'not_applicable' } } }] });
    expect(clocks(story, 'verdict', 'running')).toEqual([]);
  });

  test('A2 one that failed is not approvable, but can be made again', () => {
    const story = running(feature);
    answers(story, 'tim', 'manual_test', 'failed', { comment: 'Error 500.' });
    expect(answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'no' })?.code).toBe('not_approvable');
    answers(story, 'grace', 'verdict', 'rerun');
    deployed(story);
    expect(isAsked(story.state, 'manual_test')).toBe(true);
    expect(story.state.jobs[0]?.runs).toHaveLength(2);
  });

  test('A2 R11 a job of a backend that people look after is run by them; its output was not seen, so an admin gives a reason', () => {
    const hand = { slug: 'hand', executor: 'manual' as const, jobTimeout: HOUR, deploySteps: [] };
    const story = deployed(throughReview(begin({ backend: 'hand', rules: { backends: [hand] } })));
    expect(run(story)).toMatchObject({ executor: 'manual', state: 'executing' });
    expect(mailsTo(story, 'tim')).toContain('manual_test');
    answers(story, 'tim', 'manual_test', 'passed', { comment: 'It printed done.' });
    expect(run(story)).toMatchObject({ state: 'done', result: { outcome: 'unclear', testedBy: 'tim' } });
    expect(answers(story, 'grace', 'verdict', 'approve')?.code).toBe('override_missing');
    answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'Tim sent a picture of it.' });
    expect(job(story)).toMatchObject({ state: 'approved', approval: { expectedOutput: { kind: 'overridden' } } });
  });

  test('A2 no program ends a test by hand', () => {
    const story = running(feature);
    triesToEnd(story, undefined);
    expect(run(story).state).toBe('executing');
  });
});

describe('the end of a request', () => {
  test('A3 approved when every job is: contributor and release team are told, the sheet is written', () => {
    const story = running({ jobs: [{ step: 'a' }, { step: 'b' }] });
    runPasses(story, 'a');
    runPasses(story, 'b');
    approves(story, 'b');
    expect(story.state.status).toBe('awaiting_verdict');
    wait(story, HOUR);
    const sheets = effects(story, 'update_sheet').length;
    approves(story, 'a', 'alan');
    expect(story.state).toMatchObject({ status: 'approved', approvedBy: 'alan', approvedAt: story.now });
    for (const who of ['contributor', 'ruth', 'quinn']) expect(mailsTo(story, who)).toContain('approved');
    expect(effects(story, 'update_sheet')).toHaveLength(sheets + 1);
  });

  test('A3 approved while a later job still runs: the request waits for it', () => {
    const story = running({ jobs: [{ step: 'a' }, { step: 'b' }] });
    approves(runPasses(story, 'a'), 'a');
    expect(story.state.status).toBe('running');
    approves(runPasses(story, 'b'), 'b');
    expect(story.state.status).toBe('approved');
  });

  test('A4 one job that is rejected ends the request with the reason and cancels what waits', () => {
    const story = runPasses(running(auditThenMigration), 'audit');
    answers(story, 'grace', 'verdict', 'reject', { comment: 'It counts drafts too.' });
    expect(story.state).toMatchObject({ status: 'rejected', reason: 'audit: It counts drafts too.', rejectedBy: 'grace' });
    expect(story.state.jobs).toMatchObject([{ state: 'rejected', by: 'grace' }, { state: 'cancelled' }]);
    expect(mailsTo(story, 'contributor')).toContain('rejected');
    expect(clocks(story, 'verdict', 'running')).toEqual([]);
  });

  test('A4 a rejection needs a reason', () => {
    expect(answers(runPasses(running()), 'grace', 'verdict', 'reject', { comment: '' })?.code).toBe('comment_missing');
  });

  test('A4 R10 a job that runs meanwhile is asked to stop, and its result changes nothing', () => {
    const story = running({ jobs: [{ step: 'a' }, { step: 'b', safeToRerun: true }] });
    rejects(runPasses(story, 'a'), 'a');
    expect(run(story, 'b').cancelling).toMatchObject({ reason: 'admin' });
    runEnds(story, 'b', { cause: 'worker_lost', exitCode: null });
    expect(job(story, 'b').state).toBe('cancelled');
    expect(factsOf(story, 'asked').filter(({ step }) => step === 'b')).toEqual([]);
  });

  test('Q4 A3 the whole of it: audit, verdict, migration, verdict, approved', () => {
    const story = throughReview(begin(auditThenMigration));
    approves(runPasses(deployed(story), 'audit'), 'audit');
    approves(runPasses(deployed(story), 'migrate'), 'migrate', 'alan');
    expect(story.state.status).toBe('approved');
    expect(story.state.questions.flatMap(({ kind, state }) => (state === 'open' ? [kind] : []))).toEqual(['production']);
  });
});
