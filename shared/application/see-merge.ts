import { changeKey } from '#domain/intake/submission.ts';
import { endedWell } from '#domain/request/parts/lifecycle.ts';
import type { Identified } from '#domain/request/parts/identified.ts';
import type { Mergeable } from '#domain/request/parts/mergeable.ts';
import type { Requested } from '#domain/request/parts/requested.ts';
import { seeRequests } from '#application/see-requests.ts';
import type { Change } from '#application/requests.ts';
import type { System } from '#application/system.ts';
import type { Instant } from '#kernel/time.ts';
import type { Head } from '#ports/code-host.ts';

/** N5: merged, and not on record yet. Gives the command that puts it there; another request of the pull request may have tested that commit. */
export async function seeMerge(
  system: System,
  state: Identified & Requested & Mergeable,
  head: Head | { state: 'unreachable' },
  id: string,
): Promise<((at: Instant) => Change) | undefined> {
  const { change } = state.submission;
  if (head.state !== 'merged' || change.kind !== 'pull_request' || state.merge?.state === 'merged') return undefined;
  const { headSha: sha, baseSha: into } = head;
  const { requests } = await seeRequests(system, change);
  const testedElsewhere = requests.some((other) => other.id !== state.id && endedWell(other) && other.headSha === sha);
  return (at) => ({
    id,
    at,
    by: { kind: 'system', part: 'gates' },
    command: 'record_merge',
    change: changeKey(change),
    sha,
    into,
    testedElsewhere,
  });
}
