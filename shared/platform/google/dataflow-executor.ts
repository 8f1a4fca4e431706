import type { FlexTemplatesServiceClient, JobsV1Beta3Client } from '@google-cloud/dataflow';
import type { JobEnd, JobExecutor, JobOrder, Refused, Seen } from '#contexts/operations/ports/executor.ts';
import { readEnding, type EndingSources } from './dataflow-ending.ts';
import { findJob, PATIENCE, type DataflowPlace } from './dataflow-jobs.ts';
import { jobNameOf, labelsOf } from './dataflow-names.ts';
import { meaningOf } from './dataflow-states.ts';
import { readPiece } from '../read-piece.ts';
import { jobFiles, outputFolder } from './job-output.ts';

export interface DataflowExecutorOptions extends EndingSources {
  templates: FlexTemplatesServiceClient;
  jobs: JobsV1Beta3Client;
  place: (order: JobOrder) => DataflowPlace;
  /** Name of the bucket that `objects` reads: there the jobs write. */
  bucket: string;
}

/** gRPC status. */
const ALREADY_EXISTS = 6;
const NOT_ACTIVE = new Set([5, 9]);
/** Answers that say for certain that nothing was started, and that asking again is no use: bad argument, no template, no right, not so, not spoken. */
const REFUSED = new Set([3, 5, 7, 9, 12]);

/** R2: runs as Dataflow jobs of a flex template. The client never repeats a launch by itself; what became of one is looked up. */
export function createDataflowExecutor(options: DataflowExecutorOptions): JobExecutor {
  const { jobs, place, objects } = options;
  return {
    async start(order) {
      const { ours } = await findJob(jobs, place(order), order);
      return ours === undefined ? launch(options, order) : 'started';
    },
    async stop(order) {
      const where = place(order);
      const { ours } = await findJob(jobs, where, order);
      if (ours === undefined) return 'not_there';
      if (meaningOf(ours.state).is !== 'ended') await stop(jobs, where, ours.id);
      return 'asked';
    },
    async look(order): Promise<Seen<JobEnd>> {
      const where = place(order);
      const { ours } = await findJob(jobs, where, order);
      if (ours === undefined) return { seen: 'missing' };
      const meaning = meaningOf(ours.state);
      if (meaning.is === 'ended') return readEnding(options, where, order, ours, meaning.as);
      return meaning.is === 'unknown' ? { seen: 'unknown', what: String(ours.state) } : { seen: 'under_way', state: meaning.state };
    },
    read: ({ id }, asked) => readPiece(jobFiles(objects, id, asked.stream), asked),
  };
}

async function launch(options: DataflowExecutorOptions, order: JobOrder): Promise<'started' | Refused> {
  const where = options.place(order);
  const { project: projectId, region: location } = where;
  try {
    await options.templates.launchFlexTemplate(
      { projectId, location, launchParameter: launchParameter(options, where, order) },
      { timeout: PATIENCE },
    );
    return 'started';
  } catch (error) {
    const code = codeOf(error);
    if (code !== undefined && REFUSED.has(code)) return { refused: messageOf(error) };
    // The answer is lost, or another of the name is at work: ours, if an answer was lost before.
    const { ours, foreign } = await findJob(options.jobs, where, order);
    if (ours !== undefined) return 'started';
    if (code === ALREADY_EXISTS && foreign) return { refused: `a job named ${jobNameOf(order.id)} is at work that is not of this run` };
    throw error;
  }
}

/** A contributor's parameters travel as one JSON text: by their own names they could set the pipeline's options, such as whom it acts as. */
function launchParameter({ bucket }: DataflowExecutorOptions, where: DataflowPlace, order: JobOrder) {
  const { id: runId, testRef, testSha, ask } = order;
  return {
    jobName: jobNameOf(runId),
    containerSpecGcsPath: where.flexTemplate,
    parameters: {
      rehearsal_run: runId,
      rehearsal_job: ask.name,
      rehearsal_module: ask.module ?? '',
      rehearsal_parameters: JSON.stringify(ask.parameters),
      rehearsal_ref: testRef,
      rehearsal_sha: testSha,
      ...(order.launchOnly ? {} : { rehearsal_output: `gs://${bucket}/${outputFolder(runId)}` }),
    },
    environment: {
      additionalUserLabels: labelsOf(order),
      ...(where.temporaryFolder === undefined ? {} : { tempLocation: where.temporaryFolder }),
      ...(where.serviceAccount === undefined ? {} : { serviceAccountEmail: where.serviceAccount }),
    },
  };
}

/** A job that ended in between is as good. */
async function stop(jobs: JobsV1Beta3Client, { project: projectId, region: location }: DataflowPlace, jobId: string): Promise<void> {
  try {
    await jobs.updateJob({ projectId, location, jobId, job: { requestedState: 'JOB_STATE_CANCELLED' } }, { timeout: PATIENCE });
  } catch (error) {
    if (!NOT_ACTIVE.has(codeOf(error) ?? 0)) throw error;
  }
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
