import type { FeedStore } from '#kernel/feed/pages.ts';
import type { HistoryEntry } from '#kernel/store/history.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';

interface Visible {
  ref: Required<DocumentRef>;
  document: HistoryEntry;
  position: string;
}

const places = {
  plans: {},
  requests: {},
  planTimeline: { parent: 'plans', segment: 'history' },
  timeline: { parent: 'requests', segment: 'timeline' },
};
export const lateCollections = { places };

const NOTHING: HistoryEntry = { version: 0, at: 0, by: 'x', commandId: '', command: 'c', facts: [] };

/** Timelines whose entries are visible some time after their `at`, in an order of their own, as commits are. */
export interface LateStore extends FeedStore {
  /** What is visible, in the order in which it became so. */
  visible: Visible[];
  show(collection: 'planTimeline' | 'timeline', parent: string, at: number): void;
  reads: { found: number; calls: number };
}

export function lateStore(beforeEachCall: () => void = () => undefined): LateStore {
  const visible: Visible[] = [];
  const reads = { found: 0, calls: 0 };
  const pathOf = ({ ref }: Visible): string => `${ref.collection === 'timeline' ? 'requests' : 'plans'}/${ref.parent}/${ref.id}`;
  const compare = (a: Visible, b: Visible): number =>
    a.document.at - b.document.at || (pathOf(a) < pathOf(b) ? -1 : pathOf(a) > pathOf(b) ? 1 : 0);
  function fitting(query: { index: string; from?: unknown; to?: unknown }): Visible[] {
    const collection = query.index.startsWith('ringing') ? 'timeline' : 'planTimeline';
    const { from = -Infinity, to = Infinity } = query as { from?: number; to?: number };
    return visible.filter(({ ref, document: { at } }) => ref.collection === collection && at >= from && at <= to).toSorted(compare);
  }
  const store = {
    async count(query: { index: string }): Promise<number> {
      beforeEachCall();
      reads.calls += 1;
      return fitting(query).length;
    },
    async query(query: { index: string; limit: number; after?: { value: number; parent: string; id: string; collection: string } }) {
      beforeEachCall();
      reads.calls += 1;
      const { after } = query;
      const place: Visible | undefined = after && { ref: after, document: { ...NOTHING, at: after.value }, position: '' };
      const found = fitting(query).filter((one) => place === undefined || compare(one, place) > 0);
      const all = query.index.endsWith('Newest') ? found.toReversed() : found;
      reads.found += Math.min(all.length, query.limit);
      return all.slice(0, query.limit);
    },
  };
  return {
    ...(store as unknown as FeedStore),
    visible,
    reads,
    show(collection, parent, at) {
      const id = String(visible.length).padStart(6, '0');
      const document = { ...NOTHING, version: visible.length, at, commandId: id };
      visible.push({ ref: { collection, parent, id }, document, position: String(visible.length).padStart(21, '0') });
    },
  };
}
