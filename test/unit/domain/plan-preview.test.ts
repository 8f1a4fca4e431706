import { describe, expect, test } from '@jest/globals';
import { compareEarlier } from '#products/rehearsal/domain/earlier.ts';
import { planOfSubmission, planPreview } from '#products/rehearsal/domain/plan-preview.ts';
import type { Planned } from '#contexts/plans/domain/job/planned.ts';
import {
  allGates,
  answers,
  begin,
  does,
  factsOf,
  headMoves,
  NEWER_SHA,
  recordGates,
  SHA,
  wait,
  HOUR,
  type Story,
} from '#test/support/given-request.ts';
import {
  approves,
  auditThenMigration,
  deployed,
  job,
  run,
  running,
  runEnds,
  runPasses,
  throughReview,
} from '#test/support/request-steps.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import type { EarlierEvidence } from '#contexts/plans/domain/kept/earlier.ts';

const [layout] = sampleRules.jobLayouts;
if (layout === undefined) throw new Error('no layout');
const file = 'core/jobs/batch_jobs/topic_jobs.py';
const text = 'class CountTopicsJob(base):\n    pass\n';

/** An earlier request, approved and then reverted. */
function landed(): Story {
  return approves(runPasses(running({ jobs: [{ module: 'topic_jobs' }] })));
}

function evidenceFor(story: Story, old = text, now = text): EarlierEvidence {
  const texts = { layout: layout ?? { owner: '', repository: '' }, now: new Map([[file, now]]), before: new Map([[file, old]]) };
  return { headSha: NEWER_SHA, found: compareEarlier(story.state.jobs, { ...landed().state, id: 'old123' }, texts) };
}

function relanded(over: { old?: string; jobs?: Parameters<typeof begin>[0] } = {}): Story {
  const story = begin(over.jobs ?? { jobs: [{ module: 'topic_jobs' }] });
  wait(story, HOUR);
  does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: allGates(), earlier: evidenceFor(story, over.old) });
  return story;
}

const plans = (planned: Planned[]): string[] => planned.map(({ plan }) => plan);

describe('I14 earlier evidence', () => {
  test('I14 counts when the job’s file is the same to the byte: it is not run again, and an admin still says that it is fully tested', () => {
    const story = relanded();
    expect(planPreview(story.state)).toMatchObject([
      { plan: 'reuse', run: 'rq7k2m-0-1', from: 'old123', why: expect.stringContaining('is identical') },
    ]);
    answers(story, 'grace', 'review', 'accept');
    expect(story.state.status).toBe('awaiting_verdict');
    expect(run(story)).toMatchObject({ sha: NEWER_SHA, reusedFrom: { requestId: 'old123', sha: SHA } });
    approves(story);
    expect(story.state.status).toBe('approved');
    expect(factsOf(story, 'run_intended')).toEqual([]);
    expect(factsOf(story, 'evidence_compared')).toMatchObject([{ earlier: { found: [{ counts: true }] } }]);
  });

  test('A1 I14 evidence with another output than expected is approved for a reason of the admin’s alone, here as there', () => {
    const differs = running({ jobs: [{ module: 'topic_jobs' }] });
    runEnds(differs, undefined, { stdout: ['something else'] });
    answers(differs, 'grace', 'verdict', 'approve', { overrideReason: 'it is as good' });
    const story = begin({ jobs: [{ module: 'topic_jobs' }] });
    const texts = { layout: layout ?? { owner: '', repository: '' }, now: new Map([[file, text]]), before: new Map([[file, text]]) };
    const found = compareEarlier(story.state.jobs, { ...differs.state, id: 'old123' }, texts);
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: allGates(), earlier: { headSha: NEWER_SHA, found } });
    answers(story, 'grace', 'review', 'accept');
    expect(job(story)).toMatchObject({ state: 'awaiting_verdict', runs: [{ reusedFrom: { requestId: 'old123' } }] });
    expect(answers(story, 'grace', 'verdict', 'approve')?.code).toBe('override_missing');
    expect(answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'it is as good' })).toBeUndefined();
  });

  test('I14 does not count when the file has changed, and that is a fact of its own; the job runs', () => {
    const story = relanded({ old: `${text}# more\n` });
    expect(factsOf(story, 'evidence_compared')).toMatchObject([
      { earlier: { found: [{ counts: false, why: expect.stringContaining('changed since') }] } },
    ]);
    expect(plans(planPreview(story.state))).toEqual(['run']);
    deployed(throughReview(story));
    expect(job(story).state).toBe('running');
  });

  test('I14 does not count for other parameters, for a job that was not approved, or without a file to compare', () => {
    const other = begin({ jobs: [{ module: 'topic_jobs', parameters: { limit: '5' } }] });
    expect(evidenceFor(other).found).toMatchObject([{ counts: false, why: expect.stringContaining('its parameters') }]);
    const unknown = begin({ jobs: [{ name: 'NewTopicsJob', module: 'topic_jobs' }] });
    expect(evidenceFor(unknown).found).toMatchObject([{ counts: false, why: expect.stringContaining('not approved') }]);
    const nameless = begin({ jobs: [{}] });
    expect(
      compareEarlier(nameless.state.jobs, landed().state, { layout: { owner: '', repository: '' }, now: new Map(), before: new Map() }),
    ).toMatchObject([{ counts: false }]);
  });

  test('I14 counts at the head that was compared and at no other, and whoever orders another run gets one', () => {
    const moved = relanded();
    headMoves(moved, 'd'.repeat(40));
    expect(plans(planPreview(moved.state))).toEqual(['run']);
    const again = relanded();
    answers(again, 'grace', 'review', 'accept');
    answers(again, 'grace', 'verdict', 'rerun');
    deployed(again);
    expect(run(again)).toMatchObject({ attempt: 2, state: 'pending' });
  });
});

describe('Q5 what would become of each job', () => {
  test('Q5 in a form: the order in which they run', () => {
    const { submission } = begin(auditThenMigration).state;
    expect(planOfSubmission(submission)).toEqual([
      { step: 'audit', name: 'AuditTopicsJob', plan: 'run', after: [] },
      { step: 'migrate', name: 'MigrateTopicsJob', plan: 'run', after: ['audit'] },
    ]);
  });

  test('Q5 before it is accepted: open gates and a paused backend are in the way, by name', () => {
    const story = begin(auditThenMigration);
    expect(plans(planPreview(story.state))).toEqual(['blocked', 'blocked']);
    recordGates(story, { checks: 'failed' });
    expect(planPreview(story.state)).toMatchObject([{ because: 'the gate checks has not passed' }, {}]);
    recordGates(story);
    expect(plans(planPreview(story.state))).toEqual(['run', 'run']);
    expect(planPreview(story.state, { flags: { pause: { since: 1, by: 'grace', why: 'disk full' } } })).toMatchObject([
      { because: 'local is paused: disk full' },
      {},
    ]);
  });

  test('Q5 after a part of it: what passed at this commit is used again', () => {
    const story = runPasses(running(auditThenMigration), 'audit');
    approves(story, 'audit');
    expect(planPreview(story.state)).toMatchObject([
      { plan: 'reuse', run: 'rq7k2m-0-1' },
      { plan: 'run', after: [] },
    ]);
    const found = runEnds(running(auditThenMigration), 'audit', { stdout: ['done', 'broken'] });
    expect(planPreview(found.state)).toMatchObject([
      {},
      { plan: 'blocked', because: 'nobody has decided yet what happens to the data that audit found' },
    ]);
  });
});
