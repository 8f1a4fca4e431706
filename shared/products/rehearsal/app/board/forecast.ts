import type { BackendState } from '#contexts/backends/domain/state.ts';
import { estimateOf } from '#contexts/calendar/domain/named.ts';
import { shownReleases, type ShownRelease } from '#contexts/calendar/domain/shown.ts';
import { outlookOf, type Outlook } from '#products/rehearsal/domain/forecast/outlook.ts';
import { slotsOf, type Slot } from '#contexts/backends/domain/forecast/slots.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Instant } from '#kernel/time.ts';
import { walkRequests } from '#products/rehearsal/app/walk.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** C7. A release that is cut next, and what is expected of the open requests that are aimed at it. */
export interface ReleaseForecast extends ShownRelease {
  told: { state: Identified & Requested; outlook: Outlook }[];
  /** Of those that await its cutoff, open or approved, so many were not looked at; 0 unless there are more than a page can look at. */
  left: number;
}

type Awaiting = Identified & Requested & Tested & Questioned & Allocated & Lifecycle;

/** Releases that are looked ahead to. */
const RELEASES = 2;
/** Requests of one release, and of the queue of one backend, that are looked at. */
const MOST = 1_000;

/**
 * C7, W2: the next cutoffs, and which open requests will miss them: of all that are stored. It costs a read for each that is aimed at one
 * of these releases or waits for a turn, up to a bound; what is beyond it is counted.
 */
export async function readForecast(
  system: System,
  backends: readonly BackendState[],
  now: Instant,
  most = MOST,
): Promise<ReleaseForecast[]> {
  const releases = shownReleases(system.rules, now).slice(0, RELEASES);
  if (releases.length === 0) return [];
  const queues = await Promise.all(backends.map(async (backend) => [backend.slug, await queueOf(system, backend, now, most)] as const));
  const slots = new Map(queues);
  // Whoever names no release is for the row that is cut next.
  const first = releases.find(({ estimated }) => !estimated);
  return Promise.all(
    releases.map(async (release) => {
      const { open, left } = await aimedAt(system, namesOf(system, release, release === first), most);
      const told = open.flatMap((state) => {
        const backend = backends.find(({ slug }) => slug === state.backend);
        const outlook = outlookOf(state, backend, slots.get(state.backend) ?? [], system.rules, now);
        return outlook?.release === release.name && outlook.cutoff === release.hardCutoff ? [{ state, outlook }] : [];
      });
      const { name, hardCutoff, estimated } = release;
      return { name, hardCutoff, estimated, told, left };
    }),
  );
}

/** By which requests are aimed at it: its name, the one that it had as an estimate, or none at all for the row that is cut next. */
function namesOf({ rules }: System, { name, estimated }: ShownRelease, isFirst: boolean): string[] {
  const row = estimated ? undefined : rules.releases.find((one) => one.name === name);
  const before = row === undefined ? undefined : estimateOf(rules, row);
  return [name, ...(before === undefined ? [] : [before]), ...(isFirst ? [''] : [])];
}

async function queueOf(system: System, backend: BackendState, now: Instant, most: number): Promise<Slot[]> {
  const { slug } = backend;
  const { documents } = await walkRequests(system, { index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug } }, most);
  const ids = documents.map(({ id }) => id);
  return slotsOf(backend, ids, system.rules.freezes ?? [], now);
}

async function aimedAt(system: System, releases: readonly string[], most: number): Promise<{ open: Awaiting[]; left: number }> {
  const open: Awaiting[] = [];
  let left = 0;
  for (const awaitsCutoff of releases) {
    const query = { index: 'requestsAwaitingCutoff', equal: { awaitsCutoff } } as const;
    const { documents, isWhole } = await walkRequests(system, query, most);
    for (const { state } of documents) if (!isClosed(state)) open.push(state);
    if (!isWhole) left += Math.max(0, (await system.store.count(query)) - documents.length);
  }
  return { open, left };
}
