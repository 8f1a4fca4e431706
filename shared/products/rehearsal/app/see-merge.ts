import { changeKey } from '#contexts/intake/domain/submission.ts';
import { endedWell } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { seeRequests } from '#products/rehearsal/app/see-requests.ts';
import type { Change } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Instant } from '#kernel/time.ts';
import type { Head } from '#contexts/gates/ports/code-host.ts';

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
