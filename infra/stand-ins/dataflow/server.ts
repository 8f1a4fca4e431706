import { Server, status } from '@grpc/grpc-js';
import { createFaults, type Faults } from '../faults.ts';
import { listen, protoTime, Refusal, unary } from '../grpc.ts';
import { checkLaunch, holdJob, invalid, isActive, jobMessage, moveJob, type HeldJob, type LaunchOrder } from './held-job.ts';
import {
  service,
  v1beta3,
  type IGetJob,
  type IGetMetrics,
  type IJob,
  type ILaunch,
  type IListJobs,
  type IListMessages,
  type IMetrics,
  type IUpdateJob,
} from './protocol.ts';
import { runHeldJob, type JobRunner } from './run-held-job.ts';

export interface DataflowStandInOptions extends JobRunner {
  /** 0 or nothing: any free port. */
  port?: number;
  /** Jobs in one page of a list. */
  pageSize?: number;
}

/** Names of the calls, for the faults: `LaunchFlexTemplate`, `ListJobs`, `GetJob`, `UpdateJob`, `ListJobMessages`, `GetJobMetrics`. */
export interface DataflowStandIn {
  port: number;
  faults: Faults;
  /** All jobs, oldest first: to look at, and to make strange. */
  jobs: HeldJob[];
  /** Regions that do not answer: a list says so beside the jobs of the others. */
  unreachable: Set<string>;
  /** Puts a job of somebody else there, in a state. It does nothing. */
  add(order: LaunchOrder, state: keyof typeof v1beta3.JobState): HeldJob;
  stop(): Promise<void>;
}

interface Works {
  options: DataflowStandInOptions;
  faults: Faults;
  jobs: HeldJob[];
  unreachable: Set<string>;
}

const { JobState, JobView, JobMessageImportance } = v1beta3;

/** A Dataflow for one machine: the real protocol on loopback without TLS, jobs in memory, their work done by the runner it is given. */
export async function startDataflowStandIn(options: DataflowStandInOptions): Promise<DataflowStandIn> {
  const works: Works = { options, faults: createFaults(), jobs: [], unreachable: new Set() };
  const server = new Server();
  server.addService(service, { ...jobCalls(works), ...afterwards(works) });
  const port = await listen(server, options.port);
  return {
    port,
    faults: works.faults,
    jobs: works.jobs,
    unreachable: works.unreachable,
    add: (order, state) => add(works, order, JobState[state]),
    stop() {
      for (const job of works.jobs) job.cancelled.abort();
      server.forceShutdown();
      return Promise.resolve();
    },
  };
}

function jobCalls(works: Works) {
  const { faults } = works;
  return {
    launchFlexTemplate: unary(faults, 'LaunchFlexTemplate', (request: ILaunch) => ({ job: launch(works, request) })),
    listJobs: unary(faults, 'ListJobs', (request: IListJobs) => list(works, request)),
    getJob: unary(faults, 'GetJob', (request: IGetJob) => {
      const full = request.view === JobView.JOB_VIEW_ALL || request.view === JobView.JOB_VIEW_DESCRIPTION;
      return jobMessage(jobOf(works, request), full);
    }),
    updateJob: unary(faults, 'UpdateJob', (request: IUpdateJob) => jobMessage(cancel(works, request), true)),
  };
}

function afterwards(works: Works) {
  const { faults } = works;
  return {
    listJobMessages: unary(faults, 'ListJobMessages', (request: IListMessages) => {
      // The numbers of the importances are not in their order; errors are the highest.
      const onlyErrors = request.minimumImportance === JobMessageImportance.JOB_MESSAGE_ERROR;
      const messages = jobOf(works, request).messages.filter(
        ({ importance }) => !onlyErrors || importance === JobMessageImportance.JOB_MESSAGE_ERROR,
      );
      // Newest first: the order is not promised.
      return {
        jobMessages: messages
          .map(({ at, text, importance }, index) => ({
            id: String(index),
            time: protoTime(at + index),
            messageText: text,
            messageImportance: importance,
          }))
          .toReversed(),
      };
    }),
    getJobMetrics: unary(faults, 'GetJobMetrics', (request: IGetMetrics): IMetrics => ({ metrics: metricsOf(jobOf(works, request)) })),
  };
}

function launch(works: Works, request: ILaunch): IJob {
  const order = checkLaunch(request);
  const { jobName, project, region } = order;
  const rival = works.jobs.find(
    (job) => isActive(job) && job.order.jobName === jobName && job.order.project === project && job.order.region === region,
  );
  if (rival !== undefined) {
    throw new Refusal(
      status.ALREADY_EXISTS,
      `There is already an active job named ${jobName}. If you want to submit a second job, try again by setting a different name.`,
    );
  }
  const job = add(works, order, JobState.JOB_STATE_QUEUED);
  void runHeldJob(job, works.options);
  return jobMessage(job, false);
}

function add({ jobs }: Works, order: LaunchOrder, state: HeldJob['state']): HeldJob {
  const job = holdJob(order, state);
  jobs.push(job);
  return job;
}

function list({ jobs, options, unreachable }: Works, { projectId, location, name, filter, pageSize, pageToken }: IListJobs) {
  if (unreachable.has(location ?? '')) return { jobs: [], failedLocation: [{ name: location ?? '' }] };
  const { ALL, TERMINATED, ACTIVE } = v1beta3.ListJobsRequest.Filter;
  const all = jobs.filter(
    (job) =>
      job.order.project === projectId &&
      job.order.region === location &&
      (!name || job.order.jobName === name) &&
      (filter === ALL || !filter || (filter === TERMINATED && !isActive(job)) || (filter === ACTIVE && isActive(job))),
  );
  const from = Number(pageToken || 0);
  const to = from + Math.min(pageSize || 1000, options.pageSize ?? 1000);
  return { jobs: all.slice(from, to).map((job) => jobMessage(job, false)), nextPageToken: to < all.length ? String(to) : '' };
}

function cancel(works: Works, request: IUpdateJob): HeldJob {
  const job = jobOf(works, request);
  if (request.job?.requestedState !== JobState.JOB_STATE_CANCELLED) throw invalid('this stand-in only cancels');
  if (!isActive(job)) throw new Refusal(status.FAILED_PRECONDITION, 'Cannot update a job that is in a terminal state.');
  moveJob(job, JobState.JOB_STATE_CANCELLING);
  job.cancelled.abort();
  return job;
}

function jobOf(
  { jobs }: Works,
  { projectId, location, jobId }: { projectId?: string | null; location?: string | null; jobId?: string | null },
): HeldJob {
  const found = jobs.find((job) => job.id === jobId && job.order.project === projectId && job.order.region === location);
  if (found === undefined) throw new Refusal(status.NOT_FOUND, `no job ${jobId ?? ''} in ${projectId ?? ''} and ${location ?? ''}`);
  return found;
}

/** Each counter twice, as Dataflow tells them, beside one of its own. */
function metricsOf({ figures }: HeldJob) {
  const user = Object.entries(figures).flatMap(([name, numberValue]) => [
    { name: { origin: 'user', name, context: { step: 'job' } }, scalar: { numberValue } },
    { name: { origin: 'user', name, context: { step: 'job', tentative: 'true' } }, scalar: { numberValue: numberValue + 1 } },
  ]);
  return [...user, { name: { origin: 'dataflow/v1b3', name: 'TotalVcpuTime' }, scalar: { numberValue: 1 } }];
}
