import { describe, expect, test } from '@jest/globals';
import type { IntakeContext } from '#contexts/intake/domain/context.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { whyNotHere, type PlaceRules } from '#contexts/plans/domain/job/where.ts';
import { planPreview } from '#products/rehearsal/domain/plan-preview.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { parseSettings } from '#functions/wiring/settings.ts';
import { begin } from '#test/support/given-request.ts';

const rules: PlaceRules = {
  backends: [
    { slug: 'local' },
    { slug: 'backup', credentials: ['stats-key'] },
    { slug: 'flow', serviceAccounts: ['workers@example.iam.gserviceaccount.com', 'runner@example.iam.gserviceaccount.com'] },
  ],
  jobPlaces: [
    { job: 'ExportJob', credentials: ['stats-key'], notOn: [] },
    { job: 'WipeJob', credentials: [], notOn: ['backup'] },
    { job: 'FlowJob', credentials: [], serviceAccount: 'runner@example.iam.gserviceaccount.com', notOn: [] },
    { job: 'NowhereJob', credentials: ['stats-key'], notOn: ['backup'] },
  ],
};

describe('R18 where a job may run', () => {
  test.each([
    ['OtherJob', 'local', undefined],
    ['ExportJob', 'backup', undefined],
    ['ExportJob', 'local', 'ExportJob needs stats-key, which local does not have; it can run on backup'],
    ['WipeJob', 'local', undefined],
    ['WipeJob', 'backup', 'the settings keep WipeJob away from backup; it can run on local, flow'],
    ['FlowJob', 'flow', undefined],
    ['FlowJob', 'local', 'FlowJob must run as runner@example.iam.gserviceaccount.com, but nothing on local does; it can run on flow'],
    ['NowhereJob', 'backup', 'the settings keep NowhereJob away from backup; no backend can run NowhereJob'],
    ['ExportJob', 'gone', undefined],
  ])('R18 %s on %s: %s', (job, slug, why) => {
    expect(whyNotHere(rules, job, slug)).toBe(why);
  });

  test('R18 settings that name a credential which no backend has, or a backend that is none, do not start', () => {
    const jobs = [{ name: 'ExportJob', credentials: ['stats-key'], notOn: ['nowhere'] }];
    const parsed = parseSettings({ ...sampleSettings({ data: '/d', publicUrl: 'http://127.0.0.1' }), jobs });
    expect(parsed).toMatchObject({
      ok: false,
      problems: [
        { path: 'jobs[0].credentials[0]', message: 'is in the credentials of no backend' },
        { path: 'jobs[0].notOn[0]', message: 'is no backend' },
      ],
    });
  });
});

describe('R18 what is said before anything runs', () => {
  const barred: PlaceRules = { backends: [{ slug: 'local' }], jobPlaces: [{ job: 'CountJob', credentials: [], notOn: ['local'] }] };

  test('R18 the form is told at once, for the backend that it names or the first', () => {
    const context: IntakeContext = {
      repositories: [{ owner: 'oppia', repository: 'oppia' }],
      backends: ['local', 'backup'],
      releases: [],
      whyNotHere: (job, backend) => whyNotHere(barred, job, backend),
    };
    const problems = (form: object): string[] => {
      const parsed = parseSubmission(form, context);
      return parsed.ok ? [] : parsed.problems.map(({ path, code }) => `${path} ${code}`);
    };
    expect(problems({ kind: 'new_job', jobs: [{ name: 'CountJob' }, { name: 'OtherJob' }] })).toContain('jobs[0].name not_on_backend');
    const told = parseSubmission(
      { kind: 'new_job', jobs: [{ name: 'countJob' }] },
      { ...context, whyNotHere: (job) => `${job} needs more` },
    );
    expect(told.ok ? [] : told.problems.map(({ message }) => message)).toContain('local cannot run this job: countJob needs more.');
    expect(problems({ kind: 'new_job', backend: 'backup', jobs: [{ name: 'CountJob' }] })).not.toContain('jobs[0].name not_on_backend');
  });

  test('R18 the plan says that it is blocked, and why', () => {
    const { state } = begin();
    const [first] = planPreview(state, undefined, {
      backends: [{ slug: state.backend }],
      jobPlaces: [{ job: state.jobs[0]?.ask.name ?? '', credentials: [], notOn: [state.backend] }],
    });
    expect(first).toMatchObject({ plan: 'blocked', because: expect.stringContaining('keep') });
  });
});
