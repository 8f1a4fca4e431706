import type { Actor } from '#contexts/access/domain/people.ts';
import { backendCollections, type BackendDocuments } from '#contexts/backends/documents.ts';
import { operationCollections, type OperationDocuments } from '#contexts/operations/documents.ts';
import { planCollections, type PlanDocuments } from '#contexts/plans/documents.ts';
import { tellingCollections, type TellingDocuments } from '#contexts/telling/documents.ts';
import type { Chained } from '#kernel/chain.ts';
import type { Asked } from '#kernel/effect.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import { kernelCollections, type KernelDocuments } from '#kernel/store/documents.ts';
import type { IndexesOf } from '#kernel/store/sum.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import { runCollections, type RunDocuments } from '#products/pipelines/stored/runs.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { Instant } from '#kernel/time.ts';
import type { WorkspaceFact } from '#products/pipelines/domain/workspace/facts.ts';
import { workspaceSchema } from '#products/pipelines/domain/workspace/schema.ts';
import type { WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';

/** `state` is what is true; the other fields are its projection, for the indexes only. */
export interface WorkspaceDocument extends StoredState<WorkspaceState> {
  name: string;
  isArchived: boolean;
  createdAt: Instant;
}

/** One command’s entry; the document’s id is the version, zero-padded to 6 digits. */
interface WorkspaceTimelineDocument extends Chained<WorkspaceFact> {
  workspace: string;
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
  effects?: Asked[];
}

/** What this product alone keeps, beside runs and their jobs. */
interface OwnDocuments {
  workspaces: WorkspaceDocument;
  workspaceTimeline: WorkspaceTimelineDocument;
}

/** Collection → the document it holds, of all rooms that this product uses. In the outbox are effects of other products too. */
interface Documents
  extends
    KernelDocuments,
    BackendDocuments,
    OperationDocuments,
    PlanDocuments,
    Pick<TellingDocuments, 'notices'>,
    RunDocuments,
    OwnDocuments {}

const ownCollections = {
  places: {
    workspaces: {},
    workspaceTimeline: { parent: 'workspaces', segment: 'history', kind: 'workspace' },
  },
  indexes: {
    workspacesNewest: { collection: 'workspaces', equal: ['isArchived'], order: { field: 'createdAt', direction: 'desc' } },
    workspacesNewestFirst: { collection: 'workspaces', equal: [], order: { field: 'createdAt', direction: 'desc' } },
    workspaceTimelineInOrder: {
      collection: 'workspaceTimeline',
      equal: [],
      order: { field: 'version', direction: 'asc' },
      scope: 'parent',
    },
  },
  retention: {},
  conversions: {},
  states: { workspaces: workspaceSchema },
} as const satisfies CollectionsFor<OwnDocuments, Documents>;

/** Each room that keeps something of this product. */
export const rooms = [
  kernelCollections,
  backendCollections,
  operationCollections,
  planCollections,
  tellingCollections,
  runCollections,
  ownCollections,
] as const;

/** What the product asks of a store. */
export type Tables = TablesOf<Documents, IndexesOf<typeof rooms>>;
