import type { BackendDocument, OutboxDocument, RequestDocument } from '#contracts/document-types.ts';
import { holdsLease } from '#domain/deployment/state.ts';
import { isClosed } from '#domain/request/state.ts';
import type { Committed, Written } from './engine/siege-store.ts';
import type { Town } from './town.ts';

/** What was last committed, kept beside the store by looking at every commit: asking it costs nothing. */
export interface Shadow {
  requests: Map<string, RequestDocument>;
  outbox: Map<string, OutboxDocument>;
  backends: Map<string, BackendDocument>;
  /** When the sweep will first find something that nobody sees to; undefined: never, as things stand. */
  sweepDue(): number | undefined;
  /** Everything has come to its end, but for what cannot be helped. */
  isOver(): boolean;
  take(committed: Committed): void;
}

export function createShadow(town: Town): Shadow {
  const requests = new Map<string, RequestDocument>();
  const outbox = new Map<string, OutboxDocument>();
  const open = new Map<string, number>();
  const backends = new Map<string, BackendDocument>();
  const isHelpless = ({ pullRequestKey }: RequestDocument): boolean => isPoisonedKey(town, pullRequestKey);
  const shadow: Shadow = {
    requests,
    outbox,
    backends,
    sweepDue() {
      if (isTurnForgotten(shadow, town)) return 0;
      return open.size === 0 ? undefined : Math.min(...open.values());
    },
    isOver() {
      const left = [...open.keys()].filter((key) => !isOf(key, isHelpless));
      return left.length === 0 && [...requests.values()].every((request) => isClosed(request.state) || isHelpless(request));
    },
    take(committed) {
      for (const effect of documentsOf(committed, 'outbox') as OutboxDocument[]) {
        outbox.set(effect.key, effect);
        if (effect.open) open.set(effect.key, effect.sweepAt);
        else open.delete(effect.key);
      }
      for (const request of documentsOf(committed, 'requests') as RequestDocument[]) requests.set(request.id, request);
      for (const backend of documentsOf(committed, 'backends') as BackendDocument[]) backends.set(backend.slug, backend);
    },
  };
  const isOf = (key: string, is: (request: RequestDocument) => boolean): boolean => {
    const request = requests.get(outbox.get(key)?.requestId ?? '');
    return request !== undefined && is(request);
  };
  return shadow;
}

/** Something outside fails always for the requests about this one. */
export function isPoisonedKey({ host }: Pick<Town, 'host'>, pullRequestKey: string): boolean {
  return host.pulls.get(pullRequestKey.split('#')[1] ?? '')?.poison !== undefined;
}

/** A lease whose turn is over, or a free backend with somebody waiting. */
function isTurnForgotten({ requests, backends }: Shadow, { world }: Town): boolean {
  return world.system.rules.backends.some(({ slug }) => {
    const lease = backends.get(slug)?.state.lease;
    if (lease === undefined) return [...requests.values()].some(({ waitsForBackend }) => waitsForBackend === slug);
    const turn = requests.get(lease.requestId)?.state.turn;
    return !holdsLease(turn) || turn.backend !== slug || turn.fencing !== lease.fencing;
  });
}

export function documentsOf({ writes }: Committed, collection: Written['ref']['collection'], kind?: Written['kind']): unknown[] {
  return writes.flatMap((write) =>
    write.ref.collection === collection && (kind === undefined || write.kind === kind) ? [write.document] : [],
  );
}
