import { describe, expect, test } from '@jest/globals';
import { askedNow, compareEarlier, compareOwn } from '#products/rehearsal/domain/earlier.ts';
import { planPreview } from '#products/rehearsal/domain/plan-preview.ts';
import { otherwiseRan } from '#products/rehearsal/pages/ran-elsewhere.ts';
import { allGates, answers, begin, clocks, does, isAsked, NEWER_SHA } from '#test/support/given-request.ts';
import {
  approves,
  auditThenMigration,
  cancelConfirmed,
  deployed,
  job,
  run,
  runEnds,
  running,
  runPasses,
} from '#test/support/request-steps.ts';
import { checkStory } from '#test/support/request-invariants.ts';
import { beth, continues, jobs, looksThere, sameTexts, text, there } from '#test/support/going-on.ts';

const both = [...jobs, { ...jobs[0], step: 'again' }];

describe('I19 what ran', () => {
  test('I19 counts there where the file of its job is the same to the byte: it is not run again, and its verdict is owed anew', () => {
    const story = approves(
      runPasses(running({ jobs: [...jobs, { ...jobs[0], name: 'CountTopicsJob', step: 'again' }] })),
      'CountTopicsJob',
    );
    const first = run(story, 'CountTopicsJob');
    continues(story);
    cancelConfirmed(story, 'again');
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    looksThere(story);
    expect(story.state.earlier?.found).toMatchObject([{ step: 'CountTopicsJob', counts: true, requestId: story.state.id }]);
    const [own] = job(story, 'CountTopicsJob').runs;
    // The page does not say of what the plan uses again that it no longer counts.
    expect(planPreview(story.state)[0]).toMatchObject({ plan: 'reuse', run: first.id });
    expect(planPreview(story.state)[0]).not.toHaveProperty('from');
    expect(own === undefined ? '' : otherwiseRan(own, story.state)).toContain('it counts again once the request is accepted');
    answers(story, 'grace', 'review', 'accept');
    const kept = job(story, 'CountTopicsJob');
    expect(kept).toMatchObject({
      state: 'awaiting_verdict',
      runs: [{ id: first.id, sha: NEWER_SHA, reusedFrom: { sha: first.sha, round: 1 } }],
    });
    deployed(story);
    expect(run(story, 'again').state).toBe('pending');
    runPasses(story, 'again');
    expect(clocks(story, 'verdict', 'running').map(({ id }) => id)).toEqual([`verdict:${first.id}:at1`, 'verdict:rq7k2m-1-2']);
    approves(approves(story, 'CountTopicsJob'), 'again');
    expect(story.state.status).toBe('approved');
    checkStory(story);
  });

  test('I19 does not count where the file is another, or where something else is expected by now', () => {
    const changed = approves(runPasses(running({ jobs: [...jobs, { ...jobs[0], step: 'again' }] })), 'CountTopicsJob');
    continues(changed);
    cancelConfirmed(changed, 'again');
    looksThere(changed, `${text}# more\n`);
    expect(changed.state.earlier?.found).toMatchObject([{ counts: false }]);
    const edited = runPasses(running({ jobs }));
    continues(edited);
    looksThere(edited);
    expect(edited.state.earlier?.found).toMatchObject([{ counts: true }]);
    answers(edited, 'contributor', 'withdraw', 'edit', {
      edits: { expectedOutput: [{ step: 'CountTopicsJob', lines: [{ kind: 'exact', line: 'something else' }] }] },
    });
    expect(edited.state.earlier?.found).toMatchObject([{ counts: false }]);
    answers(edited, 'grace', 'review', 'accept');
    expect(edited.state.status).toBe('queued');
  });

  test('I14 what was compared while something else was expected is not recorded: the next look compares again', () => {
    const old = runPasses(running({ jobs }));
    const [run_] = old.state.jobs[0]?.runs ?? [];
    if (run_?.state !== 'done') throw new Error('no run');
    const story = begin({ jobs });
    const found = [{ step: 'CountTopicsJob', requestId: 'old123', counts: true, why: 'the same', run: run_ } as const];
    const earlier = { headSha: NEWER_SHA, found, asked: askedNow(story.state) };
    answers(story, 'contributor', 'withdraw', 'edit', {
      edits: { expectedOutput: [{ step: 'CountTopicsJob', lines: [{ kind: 'exact', line: 'something else' }] }] },
    });
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: allGates(), earlier });
    expect(story.state).toMatchObject({ status: 'in_review' });
    expect(story.state.earlier).toBeUndefined();
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: allGates(), earlier: { ...earlier, asked: askedNow(story.state) } });
    expect(story.state.earlier).toEqual({ headSha: NEWER_SHA, found });
  });

  test('I19 R9 whoever orders another run gets one, also after a push or at a third pull request; and a push asks for everything again', () => {
    for (const orders of [true, false])
      for (const moves of ['push', 'elsewhere']) {
        const story = runPasses(running({ jobs }));
        continues(story);
        looksThere(story);
        answers(story, 'grace', 'review', 'accept');
        expect(job(story).state).toBe('awaiting_verdict');
        if (orders) answers(story, 'grace', 'verdict', 'rerun');
        if (moves === 'push') does(story, { command: 'record_gates', headSha: 'd'.repeat(40), gates: allGates() });
        else does(story, { command: 'continue_at', to: { ...there, number: 13_001 }, operator: 'olga' });
        const left = compareOwn(story.state, sameTexts());
        // What waited for its verdict when it went on is what stood there.
        expect(left.map(({ counts }) => counts)).toEqual(!orders && moves === 'elsewhere' ? [true] : []);
      }
  });

  test('G11 I19 whose it was decides nothing on it, whoever has it now', () => {
    const grace = { name: 'Grace', email: 'grace@example.org', githubLogin: 'grace' };
    const story = begin({ jobs, submission: { contributor: grace } });
    does(story, { command: 'continue_at', to: there, successor: beth, operator: 'olga' });
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: allGates(), authors: { logins: ['beth'], people: [] } });
    expect(answers(story, 'grace', 'review', 'accept')?.code).toBe('author_decides_nothing');
    expect(answers(story, 'alan', 'review', 'accept')).toBeUndefined();
  });

  test('I14 I19 what the registry passes on of another file may be any other the next time', () => {
    const story = runPasses(running({ jobs }));
    continues(story);
    const texts = sameTexts();
    const registry = 'core/jobs/registry.py';
    const with_ = (line: string): typeof texts => ({
      ...texts,
      now: new Map([...texts.now, [registry, line]]),
      before: new Map([...texts.before, [registry, line]]),
    });
    expect(compareOwn(story.state, with_('from core.jobs.batch_jobs import topic_jobs\n'))).toMatchObject([{ counts: true }]);
    expect(compareOwn(story.state, with_('from core.jobs.all import *\n'))).toMatchObject([
      { counts: false, why: expect.stringContaining('line of its own') },
    ]);
  });

  test('Q2 I19 until the new pull request is looked at it may be at the same commit: what a run has shown there is not expected afterwards', () => {
    const story = runPasses(running({ jobs }));
    continues(story);
    const edits = { expectedOutput: [{ step: 'CountTopicsJob', lines: [{ kind: 'exact', line: 'done!' } as const] }] };
    expect(answers(story, 'contributor', 'withdraw', 'edit', { edits })?.message).toContain('as it was reviewed');
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: allGates() });
    expect(answers(story, 'contributor', 'withdraw', 'edit', { edits })).toBeUndefined();
  });

  test('R13 I19 what an audit found is no evidence: nobody is asked about it any more, and all jobs wait again', () => {
    const story = runEnds(running(auditThenMigration), 'audit', { stdout: ['something else'] });
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['invalid_data_found', 'on_hold']);
    continues(story);
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    expect(isAsked(story.state, 'hold')).toBe(false);
    expect(story.state.continued?.[0]).not.toHaveProperty('evidence');
    checkStory(story);
  });

  test('I14 I19 a request that repeats another uses its own evidence first, and the other’s for what has not run yet', () => {
    const other = approves(approves(runPasses(runPasses(running({ jobs: both }), 'CountTopicsJob'), 'again'), 'CountTopicsJob'), 'again');
    const story = runPasses(running({ jobs: both, submission: { resubmissionOf: 'old123', whatWasFixed: 'all' } }), 'CountTopicsJob');
    continues(story);
    cancelConfirmed(story, 'again');
    const found = [
      ...compareOwn(story.state, sameTexts()),
      ...compareEarlier(story.state.jobs, { ...other.state, id: 'old123' }, sameTexts()).filter(({ step }) => step === 'again'),
    ];
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: allGates(), earlier: { headSha: NEWER_SHA, found } });
    answers(story, 'grace', 'review', 'accept');
    // What was stopped here has had a run of its own: it runs.
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['awaiting_verdict', 'waiting']);
    expect(story.state.status).toBe('queued');
  });

  test('I19 what failed, or was of an older commit, is no evidence anywhere', () => {
    const story = runPasses(running({ jobs }));
    does(story, { command: 'record_gates', headSha: 'd'.repeat(40), gates: allGates() });
    continues(story);
    expect(story.state.continued?.[0]).not.toHaveProperty('evidence');
  });

  test('I19 counts at a third pull request as well, and says where it really ran', () => {
    const story = runPasses(running({ jobs }));
    const { sha } = run(story);
    continues(story);
    does(story, { command: 'continue_at', to: { ...there, number: 13_001 }, operator: 'olga' });
    expect(story.state.continued?.[1]?.evidence).toMatchObject({ headSha: sha, runs: [{ run: run(story).id }] });
  });

  test('G1 I19 a look that began at the old pull request says nothing of the new one', () => {
    const story = begin({ jobs });
    continues(story);
    does(story, { command: 'record_gates', change: 'oppia/oppia#12345', headSha: NEWER_SHA, gates: allGates() });
    expect(story.state.headSha).toBeUndefined();
    does(story, { command: 'record_merge', change: 'oppia/oppia#12345', sha: NEWER_SHA, into: 'c'.repeat(40) });
    expect(story.state.merge).toBeUndefined();
    does(story, { command: 'record_gates', change: 'oppia/oppia#13000', headSha: NEWER_SHA, gates: allGates() });
    expect(story.state.headSha).toBe(NEWER_SHA);
  });
});
