import { describe, expect, test } from '@jest/globals';
import { formPage } from '#products/rehearsal/pages/form-page.ts';
import { formView } from '#products/rehearsal/pages/form-page/make-view.ts';
import { toFormFields } from '#doors/form-prefill.ts';
import { allGates, answers, begin, does, SHA, type Story } from '#test/support/given-request.ts';
import { approves, deployed, isRunning, job, run, running, runEnds, runPasses, throughReview } from '#test/support/request-steps.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { sampleForm, sampleJob } from '#test/support/sample-submission.ts';
import { lettersOf, refusesForm, statusOf, takesForm, wordsOf } from '#test/support/stories.ts';
import { framedPage } from '#test/support/framed-page.ts';

function blankForm(fields: Record<string, unknown> = {}): string {
  return wordsOf(
    framedPage(formPage(formView({ rules: sampleRules, timeZone: 'UTC' }, { fields: toFormFields(fields), now: 1_800_000_000_000 }))),
  );
}

function storyOf(form: unknown): Story {
  const { submission } = takesForm(form);
  return begin({ submission });
}

describe('what is asked for, and how', () => {
  test('audit-missing: a new migration without an audit is turned away before a reviewer has to ask, and the form asks what is written when items fail', () => {
    const alone = sampleForm({ jobs: [sampleJob({ name: 'MigrateTopicJob', role: 'migration' })] });
    expect(refusesForm(alone)).toMatchObject([
      { code: 'audit_missing', message: expect.stringContaining('add a job with the role audit') },
    ]);
    expect(takesForm(sampleForm()).submission.jobs.map(({ role }) => role)).toEqual(['audit', 'migration']);
    expect(blankForm()).toContain('what the job writes when some items fail');
  });

  test('audit-change-audit: one plan, in which the same audit stands twice as steps of their own', () => {
    const plan = storyOf(
      sampleForm({
        jobs: [
          sampleJob({ name: 'AuditTopicJob', step: 'audit-before', role: 'audit', expectedOutput: [{ kind: 'exact', line: 'done' }] }),
          sampleJob({ role: 'migration', needs: ['audit-before'], expectedOutput: [{ kind: 'exact', line: 'done' }] }),
          sampleJob({
            name: 'AuditTopicJob',
            step: 'audit-after',
            role: 'audit',
            needs: ['MigrateTopicJob'],
            expectedOutput: [{ kind: 'exact', line: 'done' }],
          }),
        ],
      }),
    );
    approves(runPasses(deployed(throughReview(plan))), 'audit-before');
    runPasses(deployed(plan), 'MigrateTopicJob');
    expect(isRunning(plan, 'audit-after')).toBe(true);
    approves(runPasses(plan, 'audit-after'), 'MigrateTopicJob');
    approves(plan, 'audit-after');
    expect(plan.state.status).toBe('approved');
    expect(plan.state.jobs.map(({ runs }) => runs.length)).toEqual([1, 1, 1]);
  });

  test('cron-job: a job that exists is asked for at a branch, without a temporary pull request', () => {
    const form = sampleForm({
      kind: 'existing_job',
      pullRequest: undefined,
      ref: 'develop',
      reason: 'To see the cron job on the backup server before its next night.',
      jobs: [sampleJob({ name: 'RefreshStatsJob', expectedOutput: [{ kind: 'exact', line: 'done' }] })],
    });
    const story = storyOf(form);
    expect(story.state.submission.change).toEqual({ kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'develop' });
    approves(runPasses(deployed(throughReview(story))));
    expect(story.state.status).not.toBe('running');
    expect(run(story).sha).toBe(SHA);
    expect(refusesForm(sampleForm({ ref: 'develop', pullRequest: undefined }))).toMatchObject([{ code: 'not_for_kind' }]);
  });

  test('library-upgrade: an upgrade without a job of its own is asked for with a smoke job, and a dead import is named with advice', () => {
    const form = sampleForm({
      kind: 'server_action',
      jobs: [sampleJob({ name: 'CountAllModelsJob', expectedOutput: [{ kind: 'exact', line: 'done' }] })],
    });
    const story = runEnds(deployed(throughReview(storyOf(form))), 'CountAllModelsJob', {
      exitCode: null,
      stdout: [],
      stderr: ['The worker is not healthy after five minutes', 'ImportError: cannot import name ‘escape’ from ‘jinja2’'],
    });
    expect(run(story)).toMatchObject({
      state: 'failed',
      result: {
        failure: {
          class: 'import_error',
          advice: expect.stringContaining('pinned dependencies'),
          firstError: expect.stringContaining('ImportError'),
        },
      },
    });
    expect(lettersOf(story, 'verdict_request').join()).toContain('pinned dependencies');
    expect(answers(story, 'grace', 'verdict', 'approve')).toMatchObject({ code: 'not_approvable' });
  });

  test('does-old-data-need-a-job: the form asks it where a model changes', () => {
    expect(blankForm()).toContain('does data that is already stored need a job, too?');
  });

  test('document-not-approved: what the document lacks is told at intake, at once, and a late answer is seen by all', () => {
    const covers = { verification: true, expectedOutput: true, useOfOutput: false, recovery: false, debugging: true };
    expect(refusesForm(sampleForm({ docCovers: covers })).map(({ path }) => path)).toEqual(['docCovers.useOfOutput', 'docCovers.recovery']);
    const story = begin();
    does(story, { command: 'record_gates', headSha: SHA, gates: allGates({ reviewers: 'pending' }) });
    expect(story.state.status).toBe('waiting_for_gates');
    does(story, { command: 'record_gates', headSha: SHA, gates: allGates() });
    story.now += 5 * 24 * 3_600_000;
    expect(statusOf(story)).toContain('overdue by 4 d');
  });

  test('why-did-it-fail: a slip in a name is pointed out while it can still be changed, and the run’s own page and lines are kept', () => {
    const slip = takesForm(
      sampleForm({
        jobs: [
          sampleJob({ name: 'AuditTopicMigrationJob', role: 'audit' }),
          sampleJob({ name: 'MigrateTopicJob', role: 'migration', needs: ['AuditTopicMigrationJob'] }),
          sampleJob({ name: 'LogTopicMigratoinJob' }),
        ],
      }),
    );
    expect(slip.warnings).toMatchObject([{ code: 'spelling' }]);
    const link = 'https://console.example.org/jobs/1';
    const story = runEnds(running(), undefined, {
      exitCode: 1,
      stderr: ['KeyError: 7', 'and more'],
      chunks: { stdout: 1, stderr: 1 },
      details: { link },
    });
    expect(run(story)).toMatchObject({ result: { lines: { stdout: 1, stderr: 2 }, chunks: { stdout: 1, stderr: 1 }, details: { link } } });
    expect(job(story).state).toBe('awaiting_verdict');
    expect(statusOf(story)).toContain('KeyError: 7');
  });
});
