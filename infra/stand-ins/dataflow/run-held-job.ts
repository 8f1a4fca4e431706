import { moveJob, type HeldJob, type JobOutcome, type LaunchOrder } from './held-job.ts';
import { v1beta3 } from './protocol.ts';

export interface JobRunner {
  /** Does the job's work. Its signal is given when the job is cancelled; it then ends soon, in whatever way. */
  run: (order: LaunchOrder, signal: AbortSignal) => Promise<JobOutcome>;
  /** Writes one file of the job's output, at a `gs://` address. */
  write: (address: string, text: string) => void;
  /** Resolves when a job has been in a state for long enough; at once when left out. */
  stay?: (state: 'queued' | 'pending' | 'cancelling', order: LaunchOrder) => Promise<void>;
}

const { JobState, JobMessageImportance } = v1beta3;

/** QUEUED, PENDING, RUNNING and an end, or by way of CANCELLING. */
export async function runHeldJob(job: HeldJob, runner: JobRunner): Promise<void> {
  const { signal } = job.cancelled;
  const stay = async (state: 'queued' | 'pending' | 'cancelling'): Promise<void> => runner.stay?.(state, job.order);
  for (const [state, next] of [
    ['queued', JobState.JOB_STATE_PENDING],
    ['pending', JobState.JOB_STATE_RUNNING],
  ] as const) {
    await Promise.race([stay(state), aborted(signal)]);
    if (!signal.aborted) moveJob(job, next);
  }
  if (!signal.aborted) await finish(job, runner);
  if (!signal.aborted) return;
  await stay('cancelling');
  moveJob(job, JobState.JOB_STATE_CANCELLED);
}

async function finish(job: HeldJob, runner: JobRunner): Promise<void> {
  let outcome: JobOutcome;
  try {
    outcome = await runner.run(job.order, job.cancelled.signal);
  } catch (error) {
    outcome = { stdout: [], stderr: [], exitCode: 1, errors: [`Workflow failed. Causes: ${String(error)}`] };
  }
  if (job.cancelled.signal.aborted) return;
  writeOutput(job.order, outcome, runner.write);
  job.figures = { ...outcome.figures };
  if (outcome.exitCode === 0) return void moveJob(job, JobState.JOB_STATE_DONE);
  for (const text of outcome.errors ?? [`Workflow failed. Causes: the job ended with exit code ${outcome.exitCode}`]) {
    job.messages.push({ at: Date.now(), text, importance: JobMessageImportance.JOB_MESSAGE_ERROR });
  }
  moveJob(job, JobState.JOB_STATE_FAILED);
}

function writeOutput({ parameters }: LaunchOrder, { stdout, stderr }: JobOutcome, write: JobRunner['write']): void {
  const folder = parameters['rehearsal_output'];
  if (folder === undefined) return;
  for (const [stream, lines] of [
    ['stdout', stdout],
    ['stderr', stderr],
  ] as const) {
    write(`${folder}${stream}-00000-of-00001.txt`, lines.map((line) => `${line}\n`).join(''));
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
