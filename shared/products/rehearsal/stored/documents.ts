import type { PlanDocuments } from '#contexts/plans/documents.ts';
import type { Instant } from '#kernel/time.ts';
import { isId } from '#contexts/access/ids.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type {
  AlarmDocument,
  BackendDocument,
  BackendTimelineDocument,
  ChannelDocument,
  DigestDocument,
  FeedDocument,
  InboxDocument,
  LinkDocument,
  MailDigestDocument,
  MailDocument,
  OperationsDocument,
  OperationsTimelineDocument,
  OutboxDocument,
  QuotaDocument,
  RequestDocument,
  ResponsesDocument,
  SubjectDocument,
  TimelineDocument,
} from '#products/rehearsal/stored/document-types.ts';
import type {
  CutDigestDocument,
  ReleaseDocument,
  ReleaseTimelineDocument,
  ReportDocument,
  ReportPartDocument,
} from '#products/rehearsal/stored/release-documents.ts';

/** Collection → the document it holds. `parent` means a subcollection: `requests/{parent}/timeline/{id}`. */
export interface Documents extends PlanDocuments {
  requests: RequestDocument;
  timeline: TimelineDocument;
  backendTimeline: BackendTimelineDocument;
  mails: MailDocument;
  /** N10. The ledger of mails that are about no request. */
  notices: MailDocument;
  outbox: OutboxDocument;
  backends: BackendDocument;
  agentTasks: AgentTaskDocument;
  inbox: InboxDocument;
  releases: ReleaseDocument;
  releaseTimeline: ReleaseTimelineDocument;
  cutDigests: CutDigestDocument;
  reports: ReportDocument;
  reportParts: ReportPartDocument;
  links: LinkDocument;
  quotas: QuotaDocument;
  responses: ResponsesDocument;
  channels: ChannelDocument;
  digests: DigestDocument;
  mailDigests: MailDigestDocument;
  subjects: SubjectDocument;
  operations: OperationsDocument;
  operationsTimeline: OperationsTimelineDocument;
  alarms: AlarmDocument;
  feeds: FeedDocument;
}

export type CollectionName = keyof Documents;
export type DocumentOf<C extends CollectionName> = Documents[C];

export const collections = {
  requests: {},
  timeline: { parent: 'requests', segment: 'timeline' },
  backendTimeline: { parent: 'backends', segment: 'history' },
  mails: { parent: 'requests' },
  notices: {},
  outbox: {},
  backends: {},
  agentTasks: { parent: 'backends' },
  inbox: {},
  releases: {},
  releaseTimeline: { parent: 'releases', segment: 'history' },
  cutDigests: { parent: 'releases' },
  reports: { parent: 'releases' },
  reportParts: { parent: 'releases' },
  links: {},
  quotas: {},
  responses: {},
  channels: {},
  digests: {},
  mailDigests: {},
  subjects: {},
  operations: {},
  operationsTimeline: { parent: 'operations', segment: 'history' },
  alarms: {},
  feeds: {},
  plans: {},
  planPages: { parent: 'plans', segment: 'pages' },
  planNames: { parent: 'plans', segment: 'names' },
  planTimeline: { parent: 'plans', segment: 'history' },
} as const satisfies Record<CollectionName, CollectionPlace>;

/** `segment`: its name in a path, where that is not its own. */
export interface CollectionPlace {
  parent?: CollectionName;
  segment?: string;
}

/** The collection's name in a path. */
export function segmentOf(collection: CollectionName): string {
  const { segment = collection }: CollectionPlace = collections[collection];
  return segment;
}

/**
 * Timelines of this shape of path ring: what a version asks for is dispatched by whoever hears of its entry. A process that seldom asks for
 * anything has its timeline under another segment, and whoever commands it dispatches (0060).
 */
export const TIMELINE_PATTERN = '{process}/{id}/timeline/{version}';

type Places = typeof collections;
export type TimelineName = { [C in CollectionName]: Places[C] extends { segment: 'timeline' } ? C : never }[CollectionName];

/** The timeline below a process's collection; undefined where there is none. */
export function timelineBelow(process: string): TimelineName | undefined {
  const names = Object.keys(collections) as CollectionName[];
  return names.filter(isTimeline).find((name) => collections[name].parent === process);
}

export function isTimeline(collection: CollectionName): collection is TimelineName {
  return segmentOf(collection) === 'timeline';
}

/** `parent` is the id of the owning document, given exactly for the collections that declare one. Ids: 1 to 300 characters of [A-Za-z0-9._:@-], not `.`, `..` or `__…__`. */
export interface DocumentRef<C extends CollectionName = CollectionName> {
  collection: C;
  id: string;
  parent?: string;
}

export interface IndexDeclaration {
  collection: CollectionName;
  /** Top-level fields that every query on this index fixes to one value. */
  equal: readonly string[];
  /** Top-level field that the answer is ordered by, and that a query may bound; ties by document id in the same direction. Documents where it is no text or number are not in the index. */
  order?: { field: string; direction: 'asc' | 'desc' };
  /** Top-level field, a list of texts, of which every query on this index names one; needs an order, and a collection without a parent. */
  holds?: string;
  /** `parent`: a query names one parent. `all`: over every parent (a collection group). Left out for collections without a parent. */
  scope?: 'parent' | 'all';
}

/** Every query of the system. firestore.indexes.json and SQLite's indexes are generated from this table. */
export const indexes = {
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
  backendTimelineInOrder: { collection: 'backendTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
  releaseTimelineInOrder: { collection: 'releaseTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
  timelineInOrder: { collection: 'timeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
  operationsTimelineNewest: {
    collection: 'operationsTimeline',
    equal: [],
    order: { field: 'version', direction: 'desc' },
    scope: 'parent',
  },
  mailsInOrder: { collection: 'mails', equal: [], order: { field: 'createdAt', direction: 'asc' }, scope: 'parent' },
  mailsByState: { collection: 'mails', equal: ['state'], order: { field: 'createdAt', direction: 'desc' }, scope: 'all' },
  noticesByState: { collection: 'notices', equal: ['state'], order: { field: 'createdAt', direction: 'desc' } },
  noticesNewestFirst: { collection: 'notices', equal: [], order: { field: 'createdAt', direction: 'desc' } },
  outboxDue: { collection: 'outbox', equal: ['open'], order: { field: 'sweepAt', direction: 'asc' } },
  subjectsOpen: { collection: 'subjects', equal: ['subject', 'open'], order: { field: 'submittedAt', direction: 'desc' } },
  subjectsNewest: { collection: 'subjects', equal: ['subject'], order: { field: 'submittedAt', direction: 'desc' } },
  outboxDeadFirst: { collection: 'outbox', equal: ['state'], order: { field: 'finishedAt', direction: 'asc' } },
  outboxDead: { collection: 'outbox', equal: ['state'], order: { field: 'finishedAt', direction: 'desc' } },
  cutDigestsOfStage: { collection: 'cutDigests', equal: ['stage'], order: { field: 'createdAt', direction: 'asc' }, scope: 'parent' },
  plansReady: { collection: 'plans', equal: ['readyOn'], order: { field: 'readySince', direction: 'asc' } },
  planTimelineInOrder: { collection: 'planTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
  agentTasksOpen: { collection: 'agentTasks', equal: ['open'], order: { field: 'createdAt', direction: 'asc' }, scope: 'parent' },
} as const satisfies Record<string, IndexDeclaration>;

export type IndexName = keyof typeof indexes;
type IndexedCollection<I extends IndexName> = (typeof indexes)[I]['collection'];

export interface IndexQuery<I extends IndexName> {
  index: I;
  /** A value for each field in the index's `equal`, no more and no fewer. */
  equal: Record<(typeof indexes)[I]['equal'][number], string | number | boolean>;
  parent?: string;
  /** Bounds on the order field, both inclusive; a bound admits only values of its own type. */
  from?: string | number;
  to?: string | number;
  /** The text that the list must hold, given exactly when the index has one. */
  holds?: string;
  /** 1 to 500. */
  limit: number;
  /** Continue behind this found document; `parent` exactly when the index spans all parents. Without an order `value` plays no part. */
  after?: { value: string | number; id: string; parent?: string };
}

/** How many documents a query without a limit would find. */
export type CountQuery<I extends IndexName> = Omit<IndexQuery<I>, 'limit' | 'after'>;

export interface Found<I extends IndexName> {
  ref: DocumentRef<IndexedCollection<I>>;
  document: Documents[IndexedCollection<I>];
}

/** Where a document lives: `requests/ab12/timeline/000003`. Throws when `parent` is missing or too much, or an id is not of the allowed form. */
export function documentPath(ref: DocumentRef): string {
  const declared: CollectionPlace = collections[ref.collection];
  if ((declared.parent === undefined) !== (ref.parent === undefined)) {
    throw new TypeError(`a document of ${ref.collection} ${declared.parent === undefined ? 'has no' : 'needs a'} parent`);
  }
  for (const id of ref.parent === undefined ? [ref.id] : [ref.parent, ref.id]) {
    if (!isId('document', id)) throw new TypeError(`not a document id: ${JSON.stringify(id)}`);
  }
  return declared.parent === undefined
    ? `${ref.collection}/${ref.id}`
    : `${declared.parent}/${ref.parent}/${segmentOf(ref.collection)}/${ref.id}`;
}

export type { Instant };
