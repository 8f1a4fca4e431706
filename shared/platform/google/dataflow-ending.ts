import type { MessagesV1Beta3Client, MetricsV1Beta3Client, protos } from '@google-cloud/dataflow';
import { truncatedMark } from '#contexts/operations/agent.ts';
import type { JobEnd, JobOrder } from '#contexts/operations/ports/executor.ts';
import { PATIENCE, type DataflowPlace, type FoundJob } from './dataflow-jobs.ts';
import { readJobOutput } from './job-output.ts';
import type { Objects } from './storage-objects.ts';

export interface EndingSources {
  messages: MessagesV1Beta3Client;
  metrics: MetricsV1Beta3Client;
  objects: Objects;
}

type Message = protos.google.dataflow.v1beta3.IJobMessage;

/** Error messages that are kept beside what the job wrote to stderr, and the characters of one. */
const MOST_MESSAGES = 2_000;
const MOST_CHARACTERS = 32_000;
const MOST_FIGURES = 50;

/**
 * Everything that can be known of a job that has ended. Of a failed one the service's error messages are problems beside the job's own, oldest
 * first, since the first tells the cause (R9). Of one that is done they are not: Dataflow has mended those by trying again.
 */
export async function readEnding(
  sources: EndingSources,
  place: DataflowPlace,
  order: JobOrder,
  job: FoundJob,
  as: 'done' | 'failed' | 'cancelled',
): Promise<JobEnd> {
  const observable = !order.launchOnly;
  const output = observable ? await readJobOutput(sources.objects, order.id) : { stdout: [], stderr: [] };
  const errors = as === 'failed' ? await readErrors(sources.messages, place, job) : [];
  const figures = await readFigures(sources.metrics, place, job);
  return {
    seen: 'ended',
    cause: as === 'cancelled' ? 'cancelled' : as === 'failed' && neverRan(errors) ? 'launch_failed' : 'exited',
    exitCode: as === 'done' ? 0 : null,
    stdout: output.stdout,
    stderr: output.stderr,
    messages: errors,
    observable,
    details: { link: linkTo(place, job), place: { project: place.project, region: place.region }, figures },
  };
}

function linkTo({ project, region }: DataflowPlace, { id }: FoundJob): string {
  return `https://console.cloud.google.com/dataflow/jobs/${region}/${encodeURIComponent(id)}?project=${encodeURIComponent(project)}`;
}

/** The template's launcher failed, so that no worker has ever begun. */
function neverRan(errors: readonly string[]): boolean {
  return errors.some((line) => /template launch failed|launcher (?:container|VM)|Timeout in polling result file/i.test(line));
}

async function readErrors(messages: MessagesV1Beta3Client, place: DataflowPlace, { id: jobId }: FoundJob): Promise<string[]> {
  const { project: projectId, region: location } = place;
  const found: Message[] = [];
  const asked = messages.listJobMessagesAsync(
    { projectId, location, jobId, minimumImportance: 'JOB_MESSAGE_ERROR' },
    { timeout: PATIENCE, autoPaginate: false },
  );
  for await (const message of asked) {
    found.push(message);
    if (found.length >= MOST_MESSAGES) break;
  }
  const texts = found
    .toSorted((a, b) => timeOf(a) - timeOf(b))
    .map(({ messageText }) => cut((messageText ?? '').replaceAll('\r\n', '\n').trim()));
  return texts.filter((text) => text !== '');
}

function cut(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS).toWellFormed()}${truncatedMark}`;
}

function timeOf({ time }: Message): number {
  return Number(time?.seconds ?? 0) + (time?.nanos ?? 0) / 1e9;
}

/** The job's own counters, summed over its steps. They are a comfort, not evidence: without them the run ends all the same. */
async function readFigures(metrics: MetricsV1Beta3Client, place: DataflowPlace, { id: jobId }: FoundJob): Promise<Record<string, number>> {
  const { project: projectId, region: location } = place;
  const answer = await metrics.getJobMetrics({ projectId, location, jobId }, { timeout: PATIENCE }).catch(() => undefined);
  const figures = new Map<string, number>();
  for (const { name, scalar } of answer?.[0].metrics ?? []) {
    const value = scalar?.numberValue;
    // Each counter comes twice: as it is, and `tentative` with what is not committed yet.
    if (name?.origin !== 'user' || !name.name || name.context?.['tentative'] !== undefined || typeof value !== 'number') continue;
    if (figures.size < MOST_FIGURES || figures.has(name.name)) figures.set(name.name, (figures.get(name.name) ?? 0) + value);
  }
  return Object.fromEntries(figures);
}
