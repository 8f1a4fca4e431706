import { append } from '#kernel/lists.ts';
import type { JobsV1Beta3Client, protos } from '@google-cloud/dataflow';
import type { JobOrder } from '#contexts/operations/ports/executor.ts';
import { jobNameOf, labelText, RUN_LABEL } from './dataflow-names.ts';

type Job = protos.google.dataflow.v1beta3.IJob;
type Asked = protos.google.dataflow.v1beta3.IListJobsRequest;

/** Where a backend's jobs run. */
export interface DataflowPlace {
  project: string;
  region: string;
  /** `gs://…` of the template's specification. */
  flexTemplate: string;
  temporaryFolder?: string | undefined;
  /** Whom the workers act as. */
  serviceAccount?: string | undefined;
}

export interface FoundJob {
  id: string;
  state: unknown;
}

/** `foreign`: there are jobs of the name that are not of this run. */
export interface Search {
  ours: FoundJob | undefined;
  foreign: boolean;
}

/** Milliseconds until an unanswered call is given up. */
export const PATIENCE = 30_000;

/**
 * R3: the run's job by name, then by label, in its own project and region, ended ones too. Jobs of others are passed over, whatever they are
 * called. A list carries no labels, so each job of the name is asked for its description.
 */
export async function findJob(jobs: JobsV1Beta3Client, place: DataflowPlace, { id: runId }: JobOrder): Promise<Search> {
  const name = jobNameOf(runId);
  const common = { projectId: place.project, location: place.region };
  const ours: Job[] = [];
  let foreign = false;
  for (const listed of await listByName(jobs, place, name)) {
    if (!listed.id) continue;
    const [job] = await jobs.getJob({ ...common, jobId: listed.id, view: 'JOB_VIEW_DESCRIPTION' }, { timeout: PATIENCE });
    if (job.labels?.[RUN_LABEL] === labelText(runId)) ours.push(job);
    else foreign = true;
  }
  // There is only ever one, unless somebody launched it again by hand: the first is the one that was adopted.
  const [first] = ours.toSorted((a, b) => createdAt(a) - createdAt(b));
  return { ours: first?.id ? { id: first.id, state: first.currentState } : undefined, foreign };
}

/** A list that leaves a region out because it did not answer is no list. */
async function listByName(jobs: JobsV1Beta3Client, { project, region }: DataflowPlace, name: string): Promise<Job[]> {
  const found: Job[] = [];
  let pageToken: string | null | undefined = '';
  do {
    const asked: Asked = { projectId: project, location: region, name, filter: 'ALL', pageToken: pageToken ?? '' };
    const [some, , answer] = await jobs.listJobs(asked, { timeout: PATIENCE, autoPaginate: false });
    if ((answer.failedLocation ?? []).length > 0) throw new Error(`Dataflow did not reach its region ${region}`);
    append(
      found,
      some.filter((job) => job.name === name),
    );
    pageToken = answer.nextPageToken;
  } while (pageToken);
  return found;
}

function createdAt({ createTime }: Job): number {
  return Number(createTime?.seconds ?? 0) + (createTime?.nanos ?? 0) / 1e9;
}
