import { accessCollections, type AccessDocuments } from '#contexts/access/documents.ts';
import { backendCollections, type BackendDocuments } from '#contexts/backends/documents.ts';
import { calendarCollections, type CalendarDocuments } from '#contexts/calendar/documents.ts';
import { intakeCollections, type IntakeDocuments } from '#contexts/intake/documents.ts';
import { operationCollections, type OperationDocuments } from '#contexts/operations/documents.ts';
import { planCollections, type PlanDocuments } from '#contexts/plans/documents.ts';
import { scheduleCollections, type ScheduleDocuments } from '#contexts/schedules/documents.ts';
import { tellingCollections, type TellingDocuments } from '#contexts/telling/documents.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import { kernelCollections, type KernelDocuments } from '#kernel/store/documents.ts';
import { sumOf, type IndexesOf } from '#kernel/store/sum.ts';
import type * as kernel from '#kernel/store/tables.ts';
import * as timelines from '#kernel/store/timelines.ts';
import type { AnnouncedEvent } from '#products/rehearsal/domain/announce/event.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import { intakeSchema } from '#products/rehearsal/domain/intake-switch/schema.ts';
import { requestSchema } from '#products/rehearsal/domain/schema.ts';
import type {
  MailDocument,
  OperationsDocument,
  OperationsTimelineDocument,
  RequestDocument,
  ResponsesDocument,
  SubjectDocument,
  TimelineDocument,
} from '#products/rehearsal/stored/document-types.ts';
import { mailConversions, notificationConversions } from '#products/rehearsal/stored/shapes/mails.ts';
import { operationsConversions } from '#products/rehearsal/stored/shapes/operations.ts';
import { outboxConversions } from '#products/rehearsal/stored/shapes/outbox.ts';
import type { CollectionsAs } from '#kernel/store/tables.ts';

/** What this product alone keeps. */
interface OwnDocuments {
  requests: RequestDocument;
  timeline: TimelineDocument;
  mails: MailDocument;
  responses: ResponsesDocument;
  subjects: SubjectDocument;
  operations: OperationsDocument;
  operationsTimeline: OperationsTimelineDocument;
}

/** Collection → the document it holds, of all rooms that this product uses. Two of one name and of different types do not compile. */
interface Documents
  extends
    KernelDocuments<Effect>,
    AccessDocuments,
    BackendDocuments,
    CalendarDocuments,
    IntakeDocuments,
    OperationDocuments,
    PlanDocuments,
    ScheduleDocuments,
    TellingDocuments<AnnouncedEvent>,
    OwnDocuments {}

/**
 * Of requests, their timeline and their mails nothing is deleted by itself: they are the record, out of which only personal data goes
 * (products/rehearsal/app/forget-contributor.ts).
 */
const ownCollections = {
  places: {
    requests: {},
    timeline: { parent: 'requests', segment: 'timeline', kind: 'request' },
    mails: { parent: 'requests' },
    responses: {},
    subjects: {},
    operations: {},
    operationsTimeline: { parent: 'operations', segment: 'history', kind: 'intake' },
  },
  indexes: {
    requestsByStatus: { collection: 'requests', equal: ['status'], order: { field: 'queueRank', direction: 'asc' } },
    requestsOnBoard: { collection: 'requests', equal: ['status'], order: { field: 'boardRank', direction: 'asc' } },
    requestsRanked: { collection: 'requests', equal: [], order: { field: 'boardRank', direction: 'asc' } },
    requestsByTerm: { collection: 'requests', equal: [], holds: 'terms', order: { field: 'submittedAt', direction: 'desc' } },
    requestsWaitingForBackend: { collection: 'requests', equal: ['waitsForBackend'], order: { field: 'queueRank', direction: 'asc' } },
    requestsWaitingLongest: { collection: 'requests', equal: ['waitsForBackend'], order: { field: 'queuedSince', direction: 'asc' } },
    requestsByBackendWaitedFor: { collection: 'requests', equal: [], order: { field: 'waitsForBackend', direction: 'asc' } },
    requestsLetThrough: { collection: 'requests', equal: ['letThroughOn'], order: { field: 'queueRank', direction: 'asc' } },
    requestsOfPullRequest: { collection: 'requests', equal: ['pullRequestKey'], order: { field: 'submittedAt', direction: 'desc' } },
    requestsByHead: { collection: 'requests', equal: ['headSha'], order: { field: 'submittedAt', direction: 'asc' } },
    requestsAwaitingCutoff: { collection: 'requests', equal: ['awaitsCutoff'], order: { field: 'submittedAt', direction: 'asc' } },
    requestsNewestFirst: { collection: 'requests', equal: [], order: { field: 'submittedAt', direction: 'desc' } },
    requestsToPurge: { collection: 'requests', equal: [], order: { field: 'purgeAt', direction: 'asc' } },
    timelineInOrder: { collection: 'timeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
    operationsTimelineNewest: {
      collection: 'operationsTimeline',
      equal: [],
      order: { field: 'version', direction: 'desc' },
      scope: 'parent',
    },
    mailsInOrder: { collection: 'mails', equal: [], order: { field: 'createdAt', direction: 'asc' }, scope: 'parent' },
    mailsByState: { collection: 'mails', equal: ['state'], order: { field: 'createdAt', direction: 'desc' }, scope: 'all' },
    subjectsOpen: { collection: 'subjects', equal: ['subject', 'open'], order: { field: 'submittedAt', direction: 'desc' } },
    subjectsNewest: { collection: 'subjects', equal: ['subject'], order: { field: 'submittedAt', direction: 'desc' } },
  },
  retention: {},
  conversions: {
    // Of when every effect and every mail was of this product.
    outbox: outboxConversions,
    notices: notificationConversions,
    mails: mailConversions,
    operations: operationsConversions,
  },
  states: { requests: requestSchema, operations: intakeSchema },
} as const satisfies CollectionsFor<OwnDocuments, Documents>;

/** Each room that keeps something of this product. */
export const rooms = [
  kernelCollections,
  accessCollections,
  backendCollections,
  calendarCollections,
  intakeCollections,
  operationCollections,
  planCollections,
  scheduleCollections,
  tellingCollections,
  ownCollections,
] as const;

export const collections: CollectionsAs<Tables> = sumOf(rooms);

/** The one timeline of this product that rings, where it lies below this collection. */
export function timelineBelow(process: string): 'timeline' | undefined {
  const name = timelines.timelineBelow(collections, process);
  return name === 'timeline' ? name : undefined;
}

/** What the product asks of a store. */
export type Tables = kernel.TablesOf<Documents, IndexesOf<typeof rooms>>;

type CollectionName = kernel.CollectionOf<Tables>;
export type DocumentRef<C extends CollectionName = CollectionName> = kernel.DocumentRef<C>;
export type IndexName = kernel.IndexNameOf<Tables>;
export type IndexQuery<I extends IndexName> = kernel.IndexQuery<Tables, I>;
export type Found<I extends IndexName> = kernel.Found<Tables, I>;
