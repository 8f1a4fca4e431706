import { blocking } from '#contexts/backends/domain/state.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { OutboxDocument, RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Committed, Written } from './engine/siege-store.ts';
import { START } from '#test/support/application/world.ts';
import type { Town } from './town.ts';
import { CONFIRM_WITHIN } from './town-rules.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import type { ReleaseDocument } from '#contexts/calendar/documents.ts';

const HOUR = 3_600_000;

/** What was last committed, kept beside the store by looking at every commit: asking it costs nothing. */
export interface Shadow {
  requests: Map<string, RequestDocument>;
  outbox: Map<string, OutboxDocument>;
  backends: Map<string, BackendDocument>;
  releases: Map<string, ReleaseDocument>;
  /** When the sweep will first find something that nobody sees to; undefined: never, as things stand. */
  sweepDue(): number | undefined;
  /** Everything has come to its end, but for what cannot be helped. */
  isOver(): boolean;
  /** Something was given up and waits for somebody. */
  hasDead(): boolean;
  take(committed: Committed): void;
}

export function createShadow(town: Town): Shadow {
  const requests = new Map<string, RequestDocument>();
  const outbox = new Map<string, OutboxDocument>();
  const open = new Map<string, number>();
  const backends = new Map<string, BackendDocument>();
  const releases = new Map<string, ReleaseDocument>();
  const isHelpless = ({ pullRequestKey }: RequestDocument): boolean => isPoisonedKey(town, pullRequestKey);
  const isHelplessEffect = (effect: OutboxDocument | undefined): boolean => effect !== undefined && isAboutPoison(town, requests, effect);
  const shadow: Shadow = {
    requests,
    outbox,
    backends,
    releases,
    sweepDue() {
      if (isTurnForgotten(shadow, town) || isCalendarForgotten(shadow, town)) return 0;
      const due = Math.min(...open.values(), lookBackDue(shadow, town), unconfirmedDue(shadow));
      return due === Infinity ? undefined : due;
    },
    isOver() {
      if (shadow.hasDead()) return false;
      const left = [...open.keys()].map((key) => outbox.get(key)).filter((effect) => !isHelplessEffect(effect) && !waitsForItsDay(effect));
      return (
        left.length === 0 &&
        lookBackDue(shadow, town) === Infinity &&
        [...requests.values()].every((request) => isClosed(request.state) || isHelpless(request))
      );
    },
    hasDead: () => [...outbox.values()].some((effect) => effect.state === 'dead' && !isHelplessEffect(effect)),
    take(committed) {
      for (const effect of documentsOf(committed, 'outbox') as OutboxDocument[]) {
        outbox.set(effect.key, effect);
        if (effect.open) open.set(effect.key, effect.sweepAt);
        else open.delete(effect.key);
      }
      for (const request of documentsOf(committed, 'requests') as RequestDocument[]) requests.set(request.id, request);
      for (const release of documentsOf(committed, 'releases') as ReleaseDocument[]) releases.set(release.name, release);
      for (const backend of documentsOf(committed, 'backends') as BackendDocument[]) backends.set(backend.slug, backend);
    },
  };
  return shadow;
}

/** Something outside fails always for the requests about this one. */
export function isPoisonedKey({ host }: Pick<Town, 'host'>, pullRequestKey: string): boolean {
  return host.pulls.get(pullRequestKey.split('#')[1] ?? '')?.poison !== undefined;
}

/** Of a request about a poisoned pull request, or of that pull request itself before anybody asked for it. */
export function isAboutPoison(
  town: Pick<Town, 'host'>,
  requests: ReadonlyMap<string, RequestDocument>,
  { effect, subject }: OutboxDocument,
): boolean {
  const key = 'change' in effect ? changeKey(effect.change) : requests.get(requestOf(subject) ?? '')?.pullRequestKey;
  return key !== undefined && isPoisonedKey(town, key);
}

/** A lease whose turn is over, or a free backend with somebody waiting. */
function isTurnForgotten({ requests, backends }: Shadow, { world, clockwork }: Town): boolean {
  const isHeld = ({ state: { held } }: RequestDocument): boolean =>
    held !== undefined && held.until > clockwork.time.now && held.overridden === undefined;
  return world.system.rules.backends.some(({ slug }) => {
    const state = backends.get(slug)?.state;
    const lease = state?.lease;
    // Nothing can be done about who waits there.
    if (lease === undefined && state !== undefined && blocking(state).length > 0) return false;
    if (lease === undefined) return [...requests.values()].some((one) => one.waitsForBackend === slug && !isHeld(one));
    const turn = requests.get(lease.requestId)?.state.turn;
    return !holdsLease(turn) || turn.backend !== slug || turn.fencing !== lease.fencing;
  });
}

/** What is planned for a day far off (of a release, or a month after one) keeps nobody waiting. */
export function waitsForItsDay(effect: OutboxDocument | undefined): boolean {
  return effect !== undefined && effect.dispatches === 0 && effect.dueAt > START + 6 * 24 * HOUR;
}

/** A row of the calendar that is not planned as it stands now. */
function isCalendarForgotten({ releases }: Shadow, { world }: Town): boolean {
  return world.system.rules.releases.some(({ name, hardCutoff }) => releases.get(name)?.state.hardCutoff !== hardCutoff);
}

/** I16. When the first ends that waits for an address to be confirmed. */
function unconfirmedDue({ requests }: Shadow): number {
  return Math.min(
    ...[...requests.values()].flatMap(({ status, submittedAt }) =>
      status === 'waiting_for_confirmation' ? [submittedAt + CONFIRM_WITHIN] : [],
    ),
  );
}

/** When the sweep will look again for somebody who came late to a cutoff that is over. */
function lookBackDue({ requests, releases }: Shadow, { world, clockwork }: Town): number {
  const late = world.system.rules.releases.filter(
    ({ name, hardCutoff }) => hardCutoff <= clockwork.time.now && [...requests.values()].some(({ awaitsCutoff }) => awaitsCutoff === name),
  );
  return Math.min(
    ...late.map(
      ({ name }) => Math.max(...Object.values(releases.get(name)?.state.stages ?? {}).map(({ doneAt = Infinity }) => doneAt)) + HOUR,
    ),
  );
}

export function documentsOf({ writes }: Committed, collection: Written['ref']['collection'], kind?: Written['kind']): unknown[] {
  return writes.flatMap((write) =>
    write.ref.collection === collection && (kind === undefined || write.kind === kind) ? [write.document] : [],
  );
}
