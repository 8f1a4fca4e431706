import type { NamesPart } from '#contexts/plans/domain/names.ts';
import type { Page } from '#contexts/plans/domain/page.ts';
import type { PlanFact } from '#contexts/plans/domain/facts.ts';
import { planSchema } from '#contexts/plans/domain/schema.ts';
import type { PlanState } from '#contexts/plans/domain/state.ts';
import type { Chained } from '#kernel/chain.ts';
import type { Asked } from '#kernel/effect.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import type { Instant } from '#kernel/time.ts';

/** `state` is what is true; the other fields are its projection, for the indexes only. */
export interface PlanDocument {
  id: string;
  /** Its backend, while a step may begin. */
  readyOn?: string;
  readySince?: Instant;
  /** Ids of the last commands, newest last. */
  commands: string[];
  /** Z4. `own` of the newest entry of the timeline. */
  chainHead?: string;
  state: PlanState;
}

/** One command’s entry; the document’s id is the version, zero-padded to 6 digits. */
interface PlanTimelineDocument extends Chained<PlanFact> {
  plan: string;
  at: Instant;
  by: { kind: string };
  commandId: string;
  command: string;
  effects?: (Asked & { kind: 'advance_plan' })[];
}

/** Where plans are kept: `plans/{id}`, and below it pages, directory and timeline. */
export interface PlanDocuments {
  plans: PlanDocument;
  planPages: Page;
  planNames: NamesPart;
  planTimeline: PlanTimelineDocument;
}

export const planCollections = {
  places: {
    plans: {},
    planPages: { parent: 'plans', segment: 'pages' },
    planNames: { parent: 'plans', segment: 'names' },
    planTimeline: { parent: 'plans', segment: 'history', kind: 'plan' },
  },
  indexes: {
    plansReady: { collection: 'plans', equal: ['readyOn'], order: { field: 'readySince', direction: 'asc' } },
    planTimelineInOrder: { collection: 'planTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
  },
  retention: {},
  conversions: {},
  states: { plans: planSchema },
} as const satisfies CollectionsFor<PlanDocuments>;

export type PlanTables = TablesOf<PlanDocuments, typeof planCollections>;
