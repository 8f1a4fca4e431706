import { readParts, type Reading } from '#products/pipelines/app/run-parts.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import { accountOf, type RunAccount } from '#products/pipelines/domain/run/account.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';

/** Of jobs of other runs so many are looked at. */
const MOST_JOINED = 100;

/** K4. How a run that is over has ended, from its plan and its jobs. */
export async function readAccount(reading: Reading, run: RunState): Promise<RunAccount> {
  const { steps, jobs: own } = await readParts(reading, run.id);
  const inputs = steps.map(({ input }) => input as StepInput);
  const joined = await joinedJobs(reading, inputs);
  const jobOf = ({ job, joins }: StepInput): JobState | undefined => (joins === undefined ? own.get(job) : joined.get(joins.job));
  return accountOf(
    run,
    steps.map((step) => ({ step, job: jobOf(step.input as StepInput) })),
  );
}

async function joinedJobs({ store }: Reading, inputs: readonly StepInput[]): Promise<Map<string, JobState>> {
  const ids = inputs.flatMap(({ joins }) => (joins === undefined ? [] : [joins.job])).slice(0, MOST_JOINED);
  const found = await Promise.all(ids.map((id) => store.get({ collection: 'jobs', id })));
  return new Map(found.flatMap((job) => (job === undefined ? [] : [[job.id, job.state] as const])));
}
