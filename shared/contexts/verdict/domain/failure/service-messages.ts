import type { FailureClass } from '#contexts/operations/domain/run/classes.ts';

/**
 * R9. What the Dataflow service itself says, one row a kind of message. The sentences are those of its documentation: "Troubleshoot
 * Dataflow errors" (docs/guides/common-errors), "Troubleshoot Dataflow out of memory errors" (docs/guides/troubleshoot-oom), and what
 * the retired "Common error guidance" had. The first row that fits decides; rows that say more stand before those that say less.
 * `permanent`: it comes again however often it is tried.
 */
interface ServiceMessage {
  class: FailureClass;
  sentence: RegExp;
  permanent?: true;
}

const serviceMessages: readonly ServiceMessage[] = [
  // Memory.
  { class: 'out_of_memory', sentence: /Shutting down JVM after \d{0,9} ?consecutive periods of measured GC thrashing/ },
  { class: 'out_of_memory', sentence: /Out of memory: Kill(?:ed)? process\b/i },
  { class: 'out_of_memory', sentence: /\bjava\.lang\.OutOfMemoryError\b/ },
  { class: 'out_of_memory', sentence: /\bout of memory \(OOM\)|\bOOM[- ]?kill/i },
  // Quotas and stock.
  { class: 'quota', sentence: /\b(?:ZONE_)?RESOURCE_POOL_EXHAUSTED(?:_WITH_DETAILS)?\b/ },
  { class: 'quota', sentence: /\bQUOTA_EXCEEDED\b/ },
  { class: 'quota', sentence: /The project quota may have been exceeded/ },
  { class: 'quota', sentence: /has insufficient resource\(s\) to execute this workflow/ },
  { class: 'quota', sentence: /^Quota '[^']{1,100}' exceeded|^Quota exceeded for quota metric\b/ },
  { class: 'quota', sentence: /\b429 \(rateLimitExceeded\)|^(?:rateLimitExceeded|quotaExceeded)\b/ },
  { class: 'quota', sentence: /Request was throttled due to user QPS limit being reached/ },
  // It could not begin, and never will like this.
  {
    class: 'launch_failed',
    permanent: true,
    sentence: /UNSUPPORTED_OPERATION|Instances with guest accelerators do not support live migration/,
  },
  { class: 'launch_failed', permanent: true, sentence: /Some Cloud APIs need to be enabled for your project/ },
  { class: 'launch_failed', permanent: true, sentence: /are reserved sharding specs\. Filepattern must not contain any of them/ },
  { class: 'launch_failed', permanent: true, sentence: /The job graph is too large/ },
  { class: 'launch_failed', permanent: true, sentence: /SDK pipeline options or staging file list exceeds size limit/ },
  { class: 'launch_failed', permanent: true, sentence: /Value for field 'resource\.properties\.metadata' is too large/ },
  {
    class: 'launch_failed',
    permanent: true,
    sentence: /413 Request Entity Too Large|serialized JSON representation of the pipeline exceeds/,
  },
  { class: 'launch_failed', permanent: true, sentence: /Failed to create a workflow job:/ },
  { class: 'launch_failed', permanent: true, sentence: /The workflow was automatically rejected by the service/ },
  { class: 'launch_failed', permanent: true, sentence: /Staged package\b.{0,200} is inaccessible/ },
  { class: 'launch_failed', permanent: true, sentence: /^Invalid subnetwork specified|is not accessible to Dataflow Service account/i },
  { class: 'launch_failed', permanent: true, sentence: /Permissions verification for controller service account failed/ },
  { class: 'launch_failed', permanent: true, sentence: /Unable to pull container image due to error|Image pull request failed with error/ },
  { class: 'launch_failed', permanent: true, sentence: /^pull access denied for |^manifest for .{1,200} not found: manifest unknown/ },
  { class: 'launch_failed', permanent: true, sentence: /Failed to attach disk\(s\), status: generic::invalid_argument/ },
  { class: 'launch_failed', permanent: true, sentence: /Request is prohibited by organization's policy/ },
  // It could not begin this time.
  { class: 'launch_failed', sentence: /Template launch failed|Error occurred in the launcher (?:container|VM)/ },
  { class: 'launch_failed', sentence: /Timeout in polling result file/i },
  { class: 'launch_failed', sentence: /Failed to start the VM, launcher-/ },
  { class: 'launch_failed', sentence: /Startup of the worker pool\b.{0,200}failed to bring up any of the desired\b/ },
  // A process of a worker ended.
  {
    class: 'worker_exit',
    sentence:
      /\b(?:Python|Java|Go|SDK harness|User program|Worker process|Process)(?: \S{1,80})? exited(?:: exit status| with(?: exit)?(?: code| status)?:?) -?\d/i,
  },
  { class: 'worker_exit', sentence: /\bwith CrashLoopBackOff\b/ },
  // A worker is not heard of any more.
  { class: 'worker_lost', sentence: /Timed out waiting for an update from the worker/ },
  { class: 'worker_lost', sentence: /\bworker (?:eventually )?lost contact with the service/ },
  { class: 'worker_lost', sentence: /^The worker is not healthy\b/ },
  { class: 'worker_lost', sentence: /no worker activity has been seen in the last\b/ },
  { class: 'worker_lost', sentence: /^(?:The )?(?:Dataflow )?[Jj]ob appears to be stuck\b/ },
  { class: 'worker_lost', sentence: /^SDK harness \S{1,80} disconnected|SDK worker appears to be permanently unresponsive/ },
  { class: 'worker_lost', sentence: /Unable to retrieve status info from SDK harness/ },
  { class: 'worker_lost', sentence: /^DEADLINE_EXCEEDED: \(g\)RPC timed out when|^Rpc to \S{1,200} completed with error UNAVAILABLE/ },
  { class: 'worker_lost', sentence: /^Data channel closed, unexpected end of file/ },
  // It waits for something.
  { class: 'timed_out', sentence: /^Processing stuck in step\b|^Operation ongoing (?:for over|in (?:bundle|step|transform))\b/ },
  // Nothing better is known: it failed where workers run it.
  {
    class: 'worker_error',
    sentence: /The job failed because a work item (?:has )?failed 4 times|A work item was attempted 4 times without success/,
  },
];

/** How the service opens what it says; behind the opening stands the sentence. */
const openings = /(?:Workflow failed\.? Causes:?|Root cause:|Causes:|Error:) ?/;
/** First words of its messages: a line that begins so is the service's, wherever it was copied to. */
const firstWords =
  /^(?:Workflow failed\.|Root cause:|Startup of the worker pool|The Dataflow job appears to be stuck|The job failed because a work item|A work item was attempted|The worker lost contact|The project quota may have|Project \S{1,80} has insufficient|Autoscaling: Unable to reach|Each time the worker|Error: Template launch failed|Error syncing pod)/;
/** Names of stages and steps, and whatever is quoted, are the job's words: `S08:Quota exceeded/Map failed.` */
const foreign = /\bS\d{1,4}:[^\n]{1,600}? failed(?:\.,|\.|,|$) ?|"[^"\n]{0,500}"|\bgs:\/\/\S{1,500}/g;
/** `(59b58cff2e1b7caf): `. */
const marks = /^\([0-9a-f]{8,20}\):? ?/;
const LONGEST = 8_000;

export interface ServiceFinding {
  row: ServiceMessage;
  rank: number;
  /** The sentence that told it, and what follows. */
  text: string;
}

/**
 * The row that a message of the service fits, or undefined. `isOurs`: it is known to be the service's own; else it is only if it begins
 * with what the service says, as in a log that a runner copied: the job's own words may hold any sentence.
 */
export function serviceFinding(message: string, isOurs: boolean): ServiceFinding | undefined {
  const text = message.slice(0, LONGEST).trim().replace(marks, '');
  if (!isOurs && !firstWords.test(text) && !opensWithSentence(text)) return undefined;
  let best: ServiceFinding | undefined;
  for (const part of sentencesOf(text)) {
    const rank = serviceMessages.findIndex(({ sentence }) => sentence.test(part));
    const row = serviceMessages[rank];
    if (row !== undefined && (best === undefined || rank < best.rank)) best = { row, rank, text: part };
  }
  return best;
}

const atStart = serviceMessages.map(({ sentence }) => new RegExp(sentence.source, `${sentence.flags}y`));

function opensWithSentence(text: string): boolean {
  return atStart.some((sentence) => {
    sentence.lastIndex = 0;
    return sentence.test(text);
  });
}

function sentencesOf(text: string): string[] {
  const parts = text
    .replaceAll(foreign, '""')
    .split(openings)
    .map((part) => part.trim().replace(marks, ''));
  return [...new Set([...parts, ...parts.flatMap((part) => part.split(/(?<=[.;]),? +/))])].filter((part) => part !== '');
}

export function stageOf(message: string): string | undefined {
  return /\b(S\d{1,4}:[^\n]{1,300}?) failed(?:\.|,|$)/.exec(message.slice(0, LONGEST))?.[1];
}
