import type { JobAsk, RequestKind, Submission } from '#contexts/intake/domain/submission.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';

/** Step of the one job of a request that is tested by hand: a feature, or a server action without jobs (A2). */
export const MANUAL_TEST = 'manual-test';

/** What is tested by hand is one job that no program runs, so that turns, runs and verdicts know only jobs (A2). */
export const manualTest: JobAsk = {
  name: MANUAL_TEST,
  step: MANUAL_TEST,
  role: 'other',
  needs: [],
  parameters: {},
  expectedOutput: [],
  safeToRerun: true,
};

/** A2: there is nothing to compare. A job that people run by hand has an output all the same, which no program saw. */
export function isTestByHand({ step }: Pick<Job, 'step'>): boolean {
  return step === MANUAL_TEST;
}

const NAMES: Record<RequestKind, string> = {
  new_job: 'New job',
  existing_job: 'Existing job',
  feature: 'Feature',
  server_action: 'Server action',
};

/** What a row or a list calls a request without jobs, in one line. */
export function nameByHand({ kind, feature }: Pick<Submission, 'kind' | 'feature'>): string {
  return feature === undefined ? NAMES[kind] : `${NAMES[kind]}: ${feature.thirdPartyApis.join(', ')}`;
}

/** What rows and lists call a job. */
export function nameOfJob(job: Pick<Job, 'step' | 'ask'>, submission: Pick<Submission, 'kind' | 'feature'>): string {
  return isTestByHand(job) ? nameByHand(submission) : job.ask.name;
}
