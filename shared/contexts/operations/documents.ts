import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { Listing, ListingCursor } from '#contexts/operations/domain/listing/listing.ts';
import { agentTaskConversions, probeConversions } from '#contexts/operations/shapes.ts';
import type { ProbeState } from '#contexts/operations/domain/probe.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import { DAY } from '#kernel/time.ts';

/** O6. `terms`: what it is found by. */
export interface ListingDocument extends Listing {
  terms: string[];
}

/** O6. How far owners of before operations could be found have come to be listed. */
export interface ListingNote {
  version: number;
  /** The last that was looked at; absent once all were. */
  after?: ListingCursor;
}

/** Where tasks of agents are kept: below the backend whose agent it is; and how its probes stand; what operations are found by. */
export interface OperationDocuments {
  agentTasks: AgentTaskDocument;
  probes: ProbeState;
  operationListings: ListingDocument;
  listingNotes: ListingNote;
}

export const operationCollections = {
  places: { agentTasks: { parent: 'backends' }, probes: {}, operationListings: {}, listingNotes: {} },
  indexes: {
    agentTasksOpen: { collection: 'agentTasks', equal: ['open'], order: { field: 'createdAt', direction: 'asc' }, scope: 'parent' },
    operationsNewest: { collection: 'operationListings', equal: [], order: { field: 'createdAt', direction: 'desc' } },
    operationsByTerm: { collection: 'operationListings', equal: [], holds: 'terms', order: { field: 'createdAt', direction: 'desc' } },
  },
  retention: { agentTasks: { since: 'finishedAt', keep: 180 * DAY } },
  conversions: { agentTasks: agentTaskConversions, probes: probeConversions },
  states: {},
} as const satisfies CollectionsFor<OperationDocuments>;

export type OperationTables = TablesOf<OperationDocuments, typeof operationCollections>;
