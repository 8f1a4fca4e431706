import { deadLetters, defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import type { QueueCommit } from '#contexts/gates/domain/pull-request/queue-commit.ts';
import type { CommentAsk } from '#products/rehearsal/domain/pull-request/comment-ask.ts';
import type { Instant } from '#kernel/time.ts';

type PullRequest = Extract<Change, { kind: 'pull_request' }>;

type UpdatePullRequest =
  | { kind: 'update_pull_request'; /** Left out, it is told how things stand. */ what?: 'merge' | 'keep_alive' }
  /** I19. Of one that this request has left. */
  | { kind: 'update_pull_request'; what: 'left'; change: PullRequest }
  /** N5. Of one that no request is for. */
  | { kind: 'update_pull_request'; what: 'unasked'; change: PullRequest }
  /** I18. To whoever asked there by a comment. */
  | { kind: 'update_pull_request'; what: 'answer'; change: PullRequest; comment: CommentAsk }
  /** A3. Of the commit that the host's merge queue has made of one. */
  | {
      kind: 'update_pull_request';
      what: 'queue';
      change: PullRequest;
      queued: QueueCommit;
      /** So long what is not decided is looked at again. */ until?: Instant;
    };

/** N5. One at a time: two at once could both find no comment yet, and both make one. */
export const update_pull_request: EffectKind<UpdatePullRequest> = defineEffect({
  function: 'update-pull-request',
  subject: 'request',
  queue: { ratePerSecond: 5, concurrency: 1 },
  limits: { instances: 1, concurrency: 1 },
  secrets: ['GITHUB_TOKEN'],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, reads the requests of the pull request' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of what was outrun' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
  alsoFills: ['send_mail'],
  onGivenUp({ key, effect, state: { merge } }, why) {
    if (effect.what !== 'merge' || merge === undefined) return undefined;
    return (at) => ({ id: `${key}:dead`, at, by: deadLetters, command: 'refuse_merge', sha: merge.sha, why: `given up: ${why}` });
  },
});
