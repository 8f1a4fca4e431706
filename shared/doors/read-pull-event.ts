import { z } from 'zod';
import { readComment } from './read-comment.ts';
import type { CommentAsk } from '#products/rehearsal/domain/pull-request/comment-ask.ts';
import type { QueueCommit } from '#contexts/gates/domain/pull-request/queue-commit.ts';

/** Which pull requests an event is about. What it says of them is never used: it only rings (see receive-pull-request-event). */
export interface PullEvent {
  /** As the host spells it; it tells no upper from lower case. */
  owner: string;
  repository: string;
  numbers: number[];
  /** Head that checks or statuses were said of: such events do not name pull requests from forks. */
  sha?: string;
  /** A3. The commit that the merge queue has made of the pull request. */
  queued?: QueueCommit;
  /** I18. Somebody asks for something by a comment there. */
  comment?: CommentAsk;
  /** Something happened to the pull request itself; otherwise to its checks or reviews. */
  itself: boolean;
}

const number = z.int().min(1);
const numbered = z.object({ number });
const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const place = { repository: z.object({ name: z.string().max(100), owner: z.object({ login: z.string().max(100) }) }) };
const checked = z.object({ head_sha: sha, pull_requests: z.array(numbered).max(100).nullish() });

const onPull = z.object({ ...place, pull_request: numbered });
const onSuite = z.object({ ...place, check_suite: checked });
const onRun = z.object({ ...place, check_run: checked });
const onWorkflow = z.object({ ...place, workflow_run: checked });
const group = z.object({ head_sha: sha, head_ref: z.string().max(500), base_sha: sha, base_ref: z.string().max(300) });
const onGroup = z.object({ ...place, action: z.literal('checks_requested'), merge_group: group });
const person = z.object({ id: z.int(), login: z.string().max(100) });
const onComment = z.object({
  ...place,
  action: z.literal('created'),
  issue: z.object({ number, user: person, pull_request: z.object({}) }),
  comment: z.object({ id: z.int().min(1), body: z.string(), user: person }),
});
const onStatus = z.object({ ...place, sha, context: z.string() });

/** `X-GitHub-Event` and its payload. Undefined for what concerns nobody here, our own status included; then it is passed over in silence. */
export function readPullEvent(name: string, payload: unknown, ownStatus = 'rehearsal'): PullEvent | undefined {
  const reader = readers.get(name);
  return reader === undefined ? undefined : reader(payload, ownStatus);
}

type Reader = (payload: unknown, ownStatus: string) => PullEvent | undefined;

/** By the name of the event. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['pull_request', (payload) => read(onPull, payload, ({ pull_request: pull }) => ({ numbers: [pull.number], itself: true }))],
  ['pull_request_review', (payload) => read(onPull, payload, ({ pull_request: pull }) => ({ numbers: [pull.number], itself: false }))],
  ['check_suite', (payload) => read(onSuite, payload, ({ check_suite: suite }) => ofChecks(suite))],
  ['check_run', (payload) => read(onRun, payload, ({ check_run: run }) => ofChecks(run))],
  ['workflow_run', (payload) => read(onWorkflow, payload, ({ workflow_run: run }) => ofChecks(run))],
  [
    'status',
    (payload, ownStatus) =>
      read(onStatus, payload, (status) => (status.context === ownStatus ? undefined : { numbers: [], sha: status.sha, itself: false })),
  ],
  ['issue_comment', (payload) => read(onComment, payload, ofComment)],
  ['merge_group', (payload) => read(onGroup, payload, ({ merge_group: group }) => ofGroup(group))],
]);

type Subject = Pick<PullEvent, 'numbers' | 'sha' | 'queued' | 'comment' | 'itself'>;

/** Names may change hands; numbers of people do not. */
function ofComment({ issue, comment }: z.infer<typeof onComment>): Subject | undefined {
  const asks = readComment(comment.body);
  if (asks === undefined) return undefined;
  const { id, user } = comment;
  return { numbers: [issue.number], comment: { id, login: user.login, byAuthor: user.id === issue.user.id, asks }, itself: false };
}

/** The group's branch names the pull request that it ends with: `refs/heads/gh-readonly-queue/<base>/pr-<number>-<base commit>`. */
function ofGroup({ head_ref: ref, head_sha: sha, base_sha: baseSha, base_ref: base }: z.infer<typeof group>): Subject | undefined {
  const number = Number(/\/pr-(\d{1,9})-[0-9a-f]+$/.exec(ref)?.[1] ?? 0);
  if (number < 1) return undefined;
  return { numbers: [number], queued: { sha, baseSha, baseRef: base.replace(/^refs\/heads\//, '') }, itself: false };
}

function ofChecks({ head_sha: head, pull_requests: pulls }: z.infer<typeof checked>): Subject {
  return { numbers: [...new Set((pulls ?? []).map((pull) => pull.number))], sha: head, itself: false };
}

function read<T extends { repository: { name: string; owner: { login: string } } }>(
  shape: z.ZodType<T>,
  payload: unknown,
  subjectOf: (payload: T) => Subject | undefined,
): PullEvent | undefined {
  const parsed = shape.safeParse(payload);
  const subject = parsed.success ? subjectOf(parsed.data) : undefined;
  if (!parsed.success || subject === undefined) return undefined;
  const { name, owner } = parsed.data.repository;
  return { owner: owner.login, repository: name, ...subject };
}
