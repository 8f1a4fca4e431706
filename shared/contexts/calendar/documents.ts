import { releaseConversions } from '#contexts/calendar/shapes.ts';
import type { Judged, ReportCause, ReportCounts, ReportLine } from '#contexts/calendar/domain/report.ts';
import type { Instant } from '#kernel/time.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { ReleaseFact } from '#contexts/calendar/domain/release/facts.ts';
import type { ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import type { Revision } from '#contexts/calendar/domain/revisions.ts';
import { releaseSchema } from '#contexts/calendar/domain/release/schema.ts';
import type { Chained } from '#kernel/chain.ts';
import type { Asked } from '#kernel/effect.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import type { StoredState } from '#kernel/stored.ts';

/** `state` is what was planned and done about one row of the calendar. The id is made of its name. */
export interface ReleaseDocument extends StoredState<ReleaseState> {
  name: string;
}

/** One command’s entry; the document’s id is the version, zero-padded to 6 digits. */
interface ReleaseTimelineDocument extends Chained<ReleaseFact> {
  release: string;
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
  effects?: Asked[];
}

/** C5. One version of a release's report; never changed once written. The id is the version, zero-padded to 4 digits. */
export interface ReportDocument {
  release: string;
  version: number;
  cause: ReportCause;
  /** The instant that it was judged by. */
  cutoff: Instant;
  publishedAt: Instant;
  counts: ReportCounts;
  /** The looks at the release whose word it holds, oldest first, as in the release's stages. */
  looks: string[];
  /** How many documents hold its lines. */
  parts: number;
  /** Requests that are counted but have no line. */
  unlisted: number;
}

/** C5. Lines of one version. The id is the version and the number of the part, `0001-000`; written before the version is published, and the same however often. */
interface ReportPartDocument {
  lines: ReportLine[];
}

/** C3 to C5. What one person's requests are told of one stage, first come first. At most 100 lines; `counts` tells them all. */
export interface CutDigestDocument {
  release: string;
  /** As in the release's stages. */
  stage: string;
  /** The first of them: its ledger holds the mail. */
  requestId: string;
  lines: CutDigestLine[];
  counts: Record<CutDigestLine['outcome'], number>;
  createdAt: Instant;
  /** When its mail was put into the outbox. */
  toldAt?: Instant;
}

export interface CutDigestLine extends Omit<ReportLine, 'outcome'> {
  outcome: 'open' | Judged;
}

/** N7. How often each entry of the calendar was changed, as far as a sweep has seen; one document, `calendar`. */
interface FeedDocument {
  revisions: readonly Revision[];
}

/** Where the calendar is kept: `releases/{id}`, and below it its history, what each of its stages told whom, and its reports. */
export interface CalendarDocuments {
  releases: ReleaseDocument;
  releaseTimeline: ReleaseTimelineDocument;
  cutDigests: CutDigestDocument;
  reports: ReportDocument;
  reportParts: ReportPartDocument;
  feeds: FeedDocument;
}

export const calendarCollections = {
  places: {
    releases: {},
    releaseTimeline: { parent: 'releases', segment: 'history', kind: 'release' },
    cutDigests: { parent: 'releases' },
    reports: { parent: 'releases' },
    reportParts: { parent: 'releases' },
    feeds: {},
  },
  indexes: {
    releaseTimelineInOrder: { collection: 'releaseTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
    cutDigestsOfStage: { collection: 'cutDigests', equal: ['stage'], order: { field: 'createdAt', direction: 'asc' }, scope: 'parent' },
  },
  retention: {},
  conversions: { releases: releaseConversions },
  states: { releases: releaseSchema },
} as const satisfies CollectionsFor<CalendarDocuments>;

export type CalendarTables = TablesOf<CalendarDocuments, typeof calendarCollections>;
