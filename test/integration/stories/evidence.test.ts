import { describe, expect, test } from '@jest/globals';
import { evaluateGates } from '#contexts/gates/domain/evaluate-gates.ts';
import type { Gate } from '#contexts/gates/domain/gates.ts';
import type { FileEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { does, answers, begin, HOUR, isAsked, NEWER_SHA, type Story } from '#test/support/given-request.ts';
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
  ending,
} from '#test/support/request-steps.ts';
import { isEnded, order, place, seenAs, startRig } from '#test/integration/dataflow/rig.ts';
import { answers as answersThere, arrives, does as doesThere, runs, stateOf } from '#test/support/application/requests.ts';
import { openWorld, performs } from '#test/support/application/world.ts';
import { sampleAsk, sampleRules, sampleSubmission } from '#test/support/sample-request.ts';
import { lettersOf, statusOf } from '#test/support/stories.ts';

const JOBS = 'core/jobs/batch_jobs';

function filesWith(...classes: string[]): FileEvidence {
  return {
    state: 'read',
    texts: new Map([
      ['core/jobs/registry.py', 'from core.jobs.batch_jobs import topic_audit_jobs\n'],
      [`${JOBS}/topic_audit_jobs.py`, classes.map((name) => `class ${name}(base_jobs.JobBase):\n    pass\n`).join('\n')],
    ]),
    changed: [`${JOBS}/topic_audit_jobs.py`, `${JOBS}/topic_audit_jobs_test.py`],
  };
}

describe('what counts as evidence', () => {
  test('audits-renamed: names are looked up at the tested commit, and a rename makes the evidence stale', () => {
    const jobs = ['AuditTopicsJob', 'AuditSkillsJob'].map((name) => sampleAsk({ name, role: 'audit', module: 'topic_audit_jobs' }));
    const submission = sampleSubmission({ jobs });
    const look = (files: FileEvidence) =>
      evaluateGates(
        submission,
        {
          head: { state: 'open' },
          checks: { state: 'cannot_tell', why: '' },
          reviews: { state: 'cannot_tell', why: '' },
          authors: { state: 'cannot_tell', why: '' },
          files,
          evidence: [],
        },
        sampleRules,
      );
    const story = runPasses(running({ submission }), 'AuditTopicsJob');
    expect(job(story, 'AuditTopicsJob').state).toBe('awaiting_verdict');
    const renamed = look(filesWith('FindBrokenTopicsJob', 'FindBrokenSkillsJob'));
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: renamed });
    expect(story.state.status).toBe('waiting_for_gates');
    expect(job(story, 'AuditTopicsJob').state).toBe('waiting');
    expect(renamed.find(({ gate }) => gate === 'registry')).toMatchObject({
      state: 'failed',
      why: expect.stringMatching(/no class AuditTopicsJob.*no class AuditSkillsJob/),
    });
    expect(look(filesWith('AuditTopicsJob', 'AuditSkillsJob')).find(({ gate }) => gate === 'registry')?.state).toBe('passed');
    expect(statusOf(story)).toContain('Evidence for the old one no longer counts');
  });

  test('empty-list-crash: which of the pair failed, and its first root error, is told to contributor and admins alike', () => {
    const story = running(auditThenMigration);
    approves(runPasses(story, 'audit'), 'audit');
    runEnds(deployed(story), 'migrate', {
      exitCode: 1,
      stdout: [],
      stderr: ['Traceback (most recent call last):', 'ValueError: min() arg is an empty sequence', 'RuntimeError: pipeline failed'],
    });
    for (const letter of [lettersOf(story, 'run_finished').at(-1), lettersOf(story, 'verdict_request').at(-1)]) {
      expect(letter).toContain('MigrateTopicsJob');
      expect(letter).toContain('ValueError: min() arg is an empty sequence');
      expect(letter).not.toContain('pipeline failed');
    }
    expect(job(story, 'audit').state).toBe('approved');
  });

  test('printed-fail-and-passed: a job that ends well and prints FAIL has not passed', () => {
    const story = runEnds(running(), undefined, { stdout: ['FAIL'] });
    expect(run(story)).toMatchObject({ state: 'done', result: { exitCode: 0, outcome: 'unclear' } });
    expect(answers(story, 'grace', 'verdict', 'approve')).toMatchObject({ code: 'override_missing' });
    const plain = runEnds(running({ jobs: [{ expectedOutput: [] }] }), undefined, { stdout: ['SUCCESS: 3'] });
    expect(run(plain)).toMatchObject({ result: { outcome: 'unclear' } });
  });

  test('wrong-dates-written: a quiet run with the expected lines still wants the outcome verified, and how', () => {
    const story = runPasses(running());
    expect(run(story)).toMatchObject({ result: { outcome: 'succeeded' } });
    expect(answers(story, 'grace', 'verdict', 'approve', { comment: ' ' })).toMatchObject({ code: 'comment_missing' });
    answers(story, 'grace', 'verdict', 'approve', { comment: 'Opened ten stories: the dates are those of the snapshots.' });
    expect(job(story)).toMatchObject({
      state: 'approved',
      approval: { expectedOutput: { kind: 'matched' }, outcomeVerified: 'Opened ten stories: the dates are those of the snapshots.' },
    });
    expect(statusOf(story)).toContain('Opened ten stories');
  });

  test('audit-was-wrong: people judge what an audit reports; a mended audit runs again before anything builds on it', () => {
    const story = runEnds(running(auditThenMigration), 'audit', { stdout: ['done', 'new user without settings'] });
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['invalid_data_found', 'on_hold']);
    expect(isAsked(story.state, 'hold', 'audit')).toBe(true);
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: story.state.gates });
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    runPasses(deployed(throughReview(story)), 'audit');
    expect(run(story, 'audit')).toMatchObject({ attempt: 2, sha: NEWER_SHA });
    expect(job(story, 'migrate').state).toBe('waiting');
    approves(story, 'audit');
    deployed(story);
    expect(job(story, 'migrate').state).toBe('running');
  });
});

describe('where it ran', () => {
  test('worker-only-error: what fails on workers only is a class of its own, and what the change stands on is on the record', () => {
    const story = begin();
    const base = { ref: 'mend-another-thing', sha: 'e'.repeat(40) };
    does(story, { command: 'record_gates', headSha: NEWER_SHA, base, gates: sampleGates() });
    runEnds(deployed(throughReview(story)), undefined, {
      exitCode: null,
      stderr: ['Error message from worker: AttributeError: can’t pickle the model'],
    });
    expect(run(story)).toMatchObject({
      result: { failure: { class: 'worker_error', advice: expect.stringContaining('another one that is not merged') } },
    });
    expect(story.state.base).toEqual(base);
    expect(statusOf(story)).toContain('mend-another-thing at eeeeeee');
    const known = runEnds(running(), undefined, { exitCode: null, stderr: ['Error message from worker: ModuleNotFoundError: no core'] });
    expect(run(known)).toMatchObject({ result: { failure: { class: 'import_error' } } });
  });

  test('foreign-runs: records of a run that this backend never had are left alone, and each of ours says where it ran', async () => {
    const rig = await startRig();
    try {
      const { id: runId } = order();
      const foreign = { jobName: `rehearsal-${runId}`, template: place.flexTemplate, parameters: {}, labels: {} };
      rig.standIn.add({ ...foreign, project: place.project, region: place.region }, 'JOB_STATE_DONE');
      rig.standIn.add({ ...foreign, project: 'production', region: 'us-central1', labels: { 'rehearsal-run': runId } }, 'JOB_STATE_DONE');
      expect(await rig.executor.look(order())).toEqual({ seen: 'missing' });
      await rig.executor.start(order());
      rig.end({ stdout: ['done'] });
      const seen = await seenAs(rig, isEnded);
      expect(seen.details?.place).toEqual({ project: place.project, region: place.region });
      const story = running({ backend: 'backup' });
      expect(run(story)).toMatchObject({ backend: 'backup', executor: 'dataflow' });
    } finally {
      await rig.close();
    }
  });

  test('audit-elsewhere: an audit that passed in another request counts, whether or not its pull request was merged', async () => {
    const world = openWorld();
    const evidence = { submission: { jobs: [sampleAsk({ name: 'AuditTopicsJob', step: 'audit', role: 'audit' })] } };
    const migration = {
      jobs: [sampleAsk({ name: 'MigrateTopicsJob', role: 'migration', auditEvidence: { requestId: 'audit1', step: 'audit' } })],
    };
    await arrives(world, 'early1', { submission: migration });
    await performs(world, 'early1', 'check_gates');
    expect(gateOf(await stateOf(world, 'early1'))).toMatchObject({ state: 'failed', why: expect.stringContaining('request audit1') });
    const { id, fencing } = await runs(world, 'audit1', evidence);
    await doesThere(world, 'audit1', { command: 'end_run', run: id, fencing, ending: ending() });
    await answersThere(world, 'audit1', 'grace', 'verdict', 'approve');
    await arrives(world, 'later1', { submission: migration });
    await performs(world, 'later1', 'check_gates');
    expect(gateOf(await stateOf(world, 'later1'))).toMatchObject({ state: 'passed' });
    expect((await stateOf(world, 'later1')).status).toBe('in_review');
  });
});

describe('who is waited for', () => {
  test('person-as-lock: taking a request holds nothing; the clock goes on and another admin may decide', () => {
    const story = begin();
    does(story, { command: 'record_gates', headSha: NEWER_SHA, gates: sampleGates() });
    answers(story, 'grace', 'review', 'assign', { assignee: 'grace' });
    const due = story.state.clocks.find(({ kind }) => kind === 'review');
    story.now += 23 * HOUR;
    expect(story.state.clocks.find(({ kind }) => kind === 'review')).toEqual(due);
    expect(answers(story, 'alan', 'review', 'accept')).toBeUndefined();
    expect(story.state.status).toBe('queued');
  });
});

function sampleGates(): Story['state']['gates'] {
  return [{ gate: 'pull_request', state: 'passed', why: '' }];
}

function gateOf({ gates }: Story['state']): Gate | undefined {
  return gates.find(({ gate }) => gate === 'audit');
}
