import { largest } from '#kernel/lists.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { PullRequest } from '#contexts/gates/ports/code-host.ts';

export interface RequestsSeen {
  /** Oldest first. */
  requests: RequestState[];
  /** When any of them changed last: it grows with every change. */
  version: number;
}

/** The newest of one pull request. There are rarely more than two, and intake's quotas keep them few. */
const MOST = 20;

export async function seeRequests({ store }: System, change: PullRequest): Promise<RequestsSeen> {
  const found = await store.query({ index: 'requestsOfPullRequest', equal: { pullRequestKey: changeKey(change) }, limit: MOST });
  const told = found.filter(({ document }) => isProven(document.state));
  return {
    requests: told.map(({ document }) => document.state).toReversed(),
    version: largest(
      0,
      told.map(({ document }) => document.updatedAt),
    ),
  };
}
