import type { Actor } from '#contexts/access/domain/people.ts';
import { backendConversions } from '#contexts/backends/shapes.ts';
import type { BackendFact } from '#contexts/backends/domain/facts.ts';
import { backendSchema } from '#contexts/backends/domain/schema.ts';
import type { SlotsState } from '#contexts/backends/domain/slots.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import type { BackendStatistics } from '#contexts/backends/domain/statistics.ts';
import type { Chained } from '#kernel/chain.ts';
import type { Asked } from '#kernel/effect.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import type { Instant } from '#kernel/time.ts';

export interface BackendDocument extends StoredState<BackendState> {
  slug: string;
  /** B10. Left out of one that the settings alone name. */
  isAdded?: true;
  /** When its agent was last heard: no change of the backend, so it is on no timeline. */
  lastSeenAt?: Instant;
  /** And when for the first time; of one that was heard before this was kept, when it was noticed. */
  firstSeenAt?: Instant;
  /** What its agent told last by which starts of its machine are told apart; some never do. */
  boot?: string;
  /** When it was first heard after its machine was started anew, as far as that was told. */
  rebootedAt?: Instant;
}

/** One command’s entry; the document’s id is the version, zero-padded to 6 digits. */
interface BackendTimelineDocument extends Chained<BackendFact> {
  backend: string;
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
  effects?: Asked[];
}

/** B7. Who shares it now: live state, on no timeline. */
interface BackendSlotsDocument extends SlotsState {
  slug: string;
}

/** Where backends are kept: `backends/{slug}`, and below it its history; beside it who has its slots, and what was counted. */
export interface BackendDocuments {
  backends: BackendDocument;
  backendSlots: BackendSlotsDocument;
  /** B9. Counted with the news of its agent, on no timeline. */
  backendStatistics: BackendStatistics;
  backendTimeline: BackendTimelineDocument;
}

export const backendCollections = {
  places: {
    backends: {},
    backendSlots: {},
    backendStatistics: {},
    backendTimeline: { parent: 'backends', segment: 'history', kind: 'backend' },
  },
  indexes: {
    backendsAdded: { collection: 'backends', equal: ['isAdded'], order: { field: 'slug', direction: 'asc' } },
    backendTimelineInOrder: { collection: 'backendTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
  },
  retention: {},
  conversions: { backends: backendConversions },
  states: { backends: backendSchema },
} as const satisfies CollectionsFor<BackendDocuments>;

export type BackendTables = TablesOf<BackendDocuments, typeof backendCollections>;
