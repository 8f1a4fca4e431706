import type { Instant } from '#kernel/time.ts';

/** C5. One request in a release's report, as it was judged. */
export interface ReportLine {
  requestId: string;
  title: string;
  /** What was missing, or where it moved. */
  what: string;
  outcome: Judged;
  essential?: true;
  /** S4. Promises of an answer that were not kept while it was meant for this release. */
  breaches?: ReportedBreach[];
}

/** `made`: in the release. `moved`: it missed it. `blocking`: essential and not ready. */
export type Judged = 'made' | 'moved' | 'blocking';

/** C4, C6. What became of a request after a release was cut without it; `taken`: the release waited for it, and has it. */
export type AfterCut =
  | { is: 'approved'; at: Instant; taken: boolean }
  | { is: 'rejected' | 'withdrawn'; at: Instant }
  | { is: 'open'; target?: string };

export interface ReportedBreach {
  clock: 'review' | 'verdict' | 'word' | 'gates';
  dueAt: Instant;
  /** Nobody had answered when the report was made, unless it is there. */
  answeredAt?: Instant;
}

export interface ReportCounts {
  ready: number;
  missed: number;
  blocking: number;
  breaches: number;
}

/** Why a version was made: the cut itself, one at an instant that the row was moved to, or somebody who came back to it later. */
export type ReportCause = 'cut' | 'moved' | 'late';

/** What needs somebody stands first. */
const order: Record<Judged, number> = { blocking: 0, moved: 1, made: 2 };

/** C5, C6: every look at a release in the order in which they came; the later word about a request counts. */
export function reportLines(looks: readonly (readonly ReportLine[])[]): ReportLine[] {
  const byRequest = new Map(looks.flat().map((line) => [line.requestId, line]));
  return [...byRequest.values()].toSorted(
    (a, b) => order[a.outcome] - order[b.outcome] || (a.requestId < b.requestId ? -1 : a.requestId > b.requestId ? 1 : 0),
  );
}

/** `unlisted`: judged, but not among the lines, for there are too many. */
export function reportCounts(lines: readonly ReportLine[], unlisted: Record<Judged, number>): ReportCounts {
  const count = (outcome: Judged): number => lines.filter((line) => line.outcome === outcome).length + unlisted[outcome];
  const breaches = lines.reduce((sum, line) => sum + (line.breaches?.length ?? 0), 0);
  return { ready: count('made'), missed: count('moved'), blocking: count('blocking'), breaches };
}

/** Lines of one part: it stays a small document. */
export const PART = 100;

export function reportParts(lines: readonly ReportLine[]): ReportLine[][] {
  const parts = Array.from({ length: Math.ceil(lines.length / PART) }, (_, n) => lines.slice(n * PART, (n + 1) * PART));
  return parts.length === 0 ? [[]] : parts;
}

/** `3 ready, 12 missed, 1 blocking, 2 breaches`. */
export function countsText({ ready, missed, blocking, breaches }: ReportCounts): string {
  return `${ready} ready, ${missed} missed, ${blocking} blocking, ${breaches} ${breaches === 1 ? 'breach' : 'breaches'}`;
}
