import type { Judged, ReportCause, ReportCounts, ReportLine } from '#domain/calendar/report.ts';
import type { Instant } from '#kernel/time.ts';
import type { CalendarStage } from '#domain/calendar/stages.ts';

/** C3, C4, C6. What was planned and done about one row of the calendar. The id is made of its name. */
export interface ReleaseDocument {
  name: string;
  /** What the plan was made for: the row's instants when the settings were last looked at. */
  softCutoff: Instant;
  hardCutoff: Instant;
  plannedAt: Instant;
  /** By stage and instant (`warn7-1796515140000`): a moved cutoff has stages of its own. */
  stages: Record<string, ReleaseStage>;
  /** C6. The instants that the release was cut at, oldest first; kept whatever becomes of the row. */
  cuts: ReleaseCut[];
  /** C6. Where the row was moved to after it had been cut at `from`. Nothing is moved back by itself. */
  movedAfterCut: { from: Instant; to: Instant; seenAt: Instant }[];
  /** C5. How many versions of its report were published: the number of the newest. */
  reports?: number;
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
export interface ReportPartDocument {
  lines: ReportLine[];
}

export interface ReleaseStage {
  stage: CalendarStage;
  dueAt: Instant;
  /** From here on it is finished for its own instant, wherever the row is moved. */
  begunAt?: Instant;
  doneAt?: Instant;
  /** Where the next page begins, while it is under way. */
  after?: { awaits: string; value: number; id: string };
  /** All pages are through; people are to be told. */
  collectedAt?: Instant;
}

interface ReleaseCut {
  cutoff: Instant;
  doneAt: Instant;
  made: number;
  moved: number;
  blocking: number;
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
