import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { agentTaskConversions, probeConversions } from '#contexts/operations/shapes.ts';
import type { ProbeState } from '#contexts/operations/domain/probe.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import { DAY } from '#kernel/time.ts';

/** Where tasks of agents are kept: below the backend whose agent it is; and how its probes stand. */
export interface OperationDocuments {
  agentTasks: AgentTaskDocument;
  probes: ProbeState;
}

export const operationCollections = {
  places: { agentTasks: { parent: 'backends' }, probes: {} },
  indexes: {
    agentTasksOpen: { collection: 'agentTasks', equal: ['open'], order: { field: 'createdAt', direction: 'asc' }, scope: 'parent' },
  },
  retention: { agentTasks: { since: 'finishedAt', keep: 180 * DAY } },
  conversions: { agentTasks: agentTaskConversions, probes: probeConversions },
  states: {},
} as const satisfies CollectionsFor<OperationDocuments>;

export type OperationTables = TablesOf<OperationDocuments, typeof operationCollections>;
