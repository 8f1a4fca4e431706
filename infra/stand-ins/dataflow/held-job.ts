import { randomBytes } from 'node:crypto';
import type { protos } from '@google-cloud/dataflow';
import { status } from '@grpc/grpc-js';
import { protoTime, Refusal } from '../grpc.ts';
import { v1beta3, type IJob, type ILaunch } from './protocol.ts';

/** What a job is launched with. */
export interface LaunchOrder {
  jobName: string;
  project: string;
  region: string;
  template: string;
  parameters: Record<string, string>;
  labels: Record<string, string>;
  /** Whom its workers act as. */
  account?: string;
}

/** How a job ended. An exit code other than 0 fails it, with these error messages of the service, or one that names the code. */
export interface JobOutcome {
  stdout: string[];
  stderr: string[];
  exitCode: number;
  errors?: string[];
  figures?: Record<string, number>;
}

type State = protos.google.dataflow.v1beta3.JobState;

export interface HeldJob {
  id: string;
  order: LaunchOrder;
  state: State;
  createdAt: number;
  stateAt: number;
  messages: { at: number; text: string; importance: protos.google.dataflow.v1beta3.JobMessageImportance }[];
  figures: Record<string, number>;
  cancelled: AbortController;
}

const { JobState } = v1beta3;
const ended: ReadonlySet<State> = new Set([
  JobState.JOB_STATE_DONE,
  JobState.JOB_STATE_FAILED,
  JobState.JOB_STATE_CANCELLED,
  JobState.JOB_STATE_UPDATED,
  JobState.JOB_STATE_DRAINED,
]);

export function isActive({ state }: HeldJob): boolean {
  return !ended.has(state);
}

/** Refuses what Dataflow refuses. */
export function checkLaunch({ projectId, location, launchParameter }: ILaunch): LaunchOrder {
  const jobName = launchParameter?.jobName ?? '';
  if (!/^[a-z]([-a-z0-9]{0,1022}[a-z0-9])?$/.test(jobName)) throw invalid(`the job name ${jobName} is not of the right form`);
  const template = launchParameter?.containerSpecGcsPath ?? '';
  if (!template.startsWith('gs://')) throw invalid('containerSpecGcsPath must be a gs:// address');
  const account = launchParameter?.environment?.serviceAccountEmail;
  const labels = { ...launchParameter?.environment?.additionalUserLabels };
  for (const [key, value] of Object.entries(labels)) {
    if (!/^[a-z][a-z0-9_-]{0,62}$/.test(key) || !/^[a-z0-9_-]{0,63}$/.test(value))
      throw invalid(`the label ${key}=${value} is not of the right form`);
  }
  if (!projectId || !location) throw invalid('project and location are needed');
  return {
    jobName,
    project: projectId,
    region: location,
    template,
    parameters: { ...launchParameter?.parameters },
    labels,
    ...(account ? { account } : {}),
  };
}

export function holdJob(order: LaunchOrder, state: State): HeldJob {
  const now = Date.now();
  const id = `${new Date(now).toISOString().slice(0, 19).replaceAll(/[T:-]/g, '_')}-${randomBytes(8).readBigUInt64BE()}`;
  return { id, order, state, createdAt: now, stateAt: now, messages: [], figures: {}, cancelled: new AbortController() };
}

/** An ended job stays as it ended. */
export function moveJob(job: HeldJob, state: State): boolean {
  if (!isActive(job)) return false;
  job.state = state;
  job.stateAt = Date.now();
  return true;
}

/** A list, and a view that asks for no more, say nothing of labels. */
export function jobMessage({ id, order, state, createdAt, stateAt }: HeldJob, full: boolean): IJob {
  return {
    id,
    projectId: order.project,
    location: order.region,
    name: order.jobName,
    type: v1beta3.JobType.JOB_TYPE_BATCH,
    currentState: state,
    currentStateTime: protoTime(stateAt),
    createTime: protoTime(createdAt),
    ...(full ? { labels: order.labels } : {}),
  };
}

export function invalid(message: string): Refusal {
  return new Refusal(status.INVALID_ARGUMENT, message);
}
