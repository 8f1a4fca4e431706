import type { OperationRow } from '#contracts/operations.ts';
import type { Operated } from '#application/operate/operated.ts';
import { requestRow } from '#application/operate/requests.ts';
import { iso } from '#application/operate/rows.ts';
import { readBackend } from '#application/read-request.ts';
import type { System } from '#application/system.ts';

/** Most waiting requests that are listed of one backend. */
const SHOWN = 100;

/** Q3: who waits, in the order of the queue. */
export async function queueRows(system: System, backend: string | undefined): Promise<Operated> {
  const slugs = system.rules.backends.map(({ slug }) => slug);
  if (backend !== undefined && !slugs.includes(backend))
    return { refused: 'not_found', detail: `there is no backend ${backend}; known: ${slugs.join(', ')}` };
  const wanted = backend === undefined ? slugs : [backend];
  const lists = await Promise.all(
    wanted.map((slug) => system.store.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug }, limit: SHOWN })),
  );
  const rows = lists.flatMap((found) =>
    found.map(({ document }, place) => ({ position: place + 1, ...requestRow(document), waitingSince: iso(document.queuedSince) })),
  );
  return { done: { rows } };
}

export async function backendRows(system: System): Promise<OperationRow[]> {
  const all = await Promise.all(system.rules.backends.map(async (rule) => ({ rule, ...(await readBackend(system, rule.slug)) })));
  return all.map(({ rule: { executor }, slug, state: { lease, paused, lastSeenAt } }) => ({
    backend: slug,
    executor,
    holder: lease?.requestId ?? '',
    since: iso(lease?.grantedAt),
    fencing: lease?.fencing ?? 0,
    paused: paused === undefined ? '' : paused.why,
    lastSeen: iso(lastSeenAt),
  }));
}

/** C1: the rows of the calendar. */
export function releaseRows(system: System): OperationRow[] {
  return system.rules.releases.map(({ name, softCutoff, hardCutoff }) => ({
    release: name,
    softCutoff: iso(softCutoff ?? hardCutoff),
    hardCutoff: iso(hardCutoff),
  }));
}
