import type { Intake } from '#products/rehearsal/app/intake.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { MINUTE, SECOND } from '#kernel/time.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { sampleContext, sampleForm, sampleJob } from '#test/support/sample-submission.ts';

/** A backend `local` with one probe. */
export const probeRules: Pick<Rules, 'backends'> = {
  backends: sampleRules.backends.map((one) =>
    one.slug === 'local'
      ? { ...one, probes: { maintenance: { command: ['is-it-up'], every: MINUTE, timeout: 30 * SECOND, exitCode: 10 } } }
      : one,
  ),
};

/** What a schedule is given to ask for a known job. */
export function scheduledForm(over: Record<string, unknown> = {}): Record<string, unknown> {
  const {
    formVersion: _version,
    submissionId: _id,
    ...form
  } = sampleForm({
    kind: 'existing_job',
    contributor: 'ada',
    pullRequest: undefined,
    ref: 'develop',
    reason: 'To see every week that it still works.',
    jobs: [sampleJob({ name: 'RefreshStatsJob' })],
    ...over,
  });
  return form;
}

export function scheduleIntake(over: Partial<Intake> = {}): Intake {
  let count = 0;
  const many = { perContributor: 1000, perChange: 1000, perDay: 1000 };
  return {
    open: true,
    context: sampleContext,
    quotas: { ...many, unproven: many },
    newId: () => `rq${(count += 1)}`,
    statusUrl: (id) => `https://status/${id}`,
    ...over,
  };
}
