import { append } from '#kernel/lists.ts';
import type { DocumentRef } from '#products/rehearsal/stored/documents.ts';
import {
  reportCounts,
  reportLines,
  reportParts,
  type Judged,
  type ReportCause,
  type ReportLine,
} from '#contexts/calendar/domain/report.ts';
import type { ReleaseLine, SomeLines } from '#products/rehearsal/domain/mail/release-lines.ts';
import type { DataOf } from '#products/rehearsal/domain/mail/template.ts';
import type { Stage } from '#products/rehearsal/app/calendar/collect.ts';
import { digests } from '#products/rehearsal/app/calendar/tell.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import type { CutDigestDocument, ReportDocument } from '#contexts/calendar/documents.ts';

/** A version that is ready to be published; its parts are written already. */
export interface Draft extends Omit<ReportDocument, 'publishedAt' | 'release' | 'cutoff' | 'parts'> {
  lines: ReportLine[];
  parts: number;
}

export function reportRef(release: string, version: number): DocumentRef<'reports'> {
  return { collection: 'reports', parent: release, id: String(version).padStart(4, '0') };
}

export function partRef(release: string, version: number, part: number): DocumentRef<'reportParts'> {
  return { collection: 'reportParts', parent: release, id: `${String(version).padStart(4, '0')}-${String(part).padStart(3, '0')}` };
}

/**
 * C5: the next version of a release's report, out of all the looks at it. What was collected does not change any more, so whoever dies
 * between the parts and the publication is followed by another who writes the same. Undefined: a further look found nobody.
 */
export async function draftReport(system: System, stage: Stage, told: readonly CutDigestDocument[]): Promise<Draft | undefined> {
  const document = await system.store.get(stage.ref);
  const number = document?.state.reports ?? 0;
  const before = number === 0 ? undefined : await system.store.get(reportRef(stage.ref.id, number));
  const cause = causeOf(before, stage);
  if (cause === 'late' && told.length === 0) return undefined;
  const looks = [...(before?.looks ?? []), stage.key];
  const seen = await Promise.all(looks.map((look) => linesOf(system, stage.ref.id, look)));
  const lines = reportLines(seen.map((one) => one.lines));
  const unlisted = sum(seen.map((one) => one.unlisted));
  const version = number + 1;
  const parts = reportParts(lines);
  for (const [n, part] of parts.entries())
    await system.store.transact(async (tx) => tx.set(partRef(stage.ref.id, version, n), { lines: part }));
  const counts = reportCounts(lines, unlisted);
  return { version, cause, looks, counts, parts: parts.length, unlisted: unlisted.made + unlisted.moved + unlisted.blocking, lines };
}

function causeOf(before: ReportDocument | undefined, { cutoff }: Stage): ReportCause {
  if (before === undefined) return 'cut';
  return before.cutoff === cutoff ? 'late' : 'moved';
}

/** C5, C6: from here on it is never changed. */
export function publish(tx: Transaction, stage: Stage, draft: Draft): void {
  const { lines: _lines, ...header } = draft;
  tx.create(reportRef(stage.ref.id, draft.version), { ...header, release: stage.release, cutoff: stage.cutoff, publishedAt: tx.now() });
}

interface Look {
  lines: ReportLine[];
  unlisted: Record<Judged, number>;
}

async function linesOf(system: System, release: string, look: string): Promise<Look> {
  const found: Look = { lines: [], unlisted: { made: 0, moved: 0, blocking: 0 } };
  for await (const { document } of digests(system, release, look)) {
    const lines = document.lines.flatMap(({ outcome, ...line }) => (outcome === 'open' ? [] : [{ ...line, outcome }]));
    append(found.lines, lines);
    for (const outcome of ['made', 'moved', 'blocking'] as const)
      found.unlisted[outcome] += Math.max(0, document.counts[outcome] - lines.filter((line) => line.outcome === outcome).length);
  }
  return found;
}

function sum(all: readonly Look['unlisted'][]): Look['unlisted'] {
  const total = (outcome: Judged): number => all.reduce((count, one) => count + one[outcome], 0);
  return { made: total('made'), moved: total('moved'), blocking: total('blocking') };
}

/** Lines of each part of the mail; the page has all. */
const MAILED = 40;

/** What a mail tells of the report. */
export function reportTold({ counts, lines }: Pick<Draft, 'counts' | 'lines'>): Omit<DataOf<'release_report'>, 'release' | 'report'> {
  const of = (outcome: Judged): SomeLines => some(lines.filter((line) => line.outcome === outcome));
  const late = lines.flatMap(({ requestId, title, breaches = [] }) =>
    breaches.map(({ clock, answeredAt }) => ({
      requestId,
      title,
      what: `${clock}, ${answeredAt === undefined ? 'not answered yet' : 'answered late'}`,
    })),
  );
  return { counts, blocking: of('blocking'), missed: of('moved'), ready: of('made'), breaches: some(late) };
}

function some(lines: readonly ReleaseLine[]): SomeLines {
  const shown = lines.slice(0, MAILED).map(({ requestId, title, what }) => ({ requestId, title, what }));
  return { shown, more: lines.length - shown.length };
}
