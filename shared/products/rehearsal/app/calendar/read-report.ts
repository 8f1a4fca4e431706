import type { ReportLine } from '#contexts/calendar/domain/report.ts';
import type { ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import type { Instant } from '#kernel/time.ts';
import { releaseRef } from '#contexts/calendar/app/release-ref.ts';
import { partRef, reportRef } from '#products/rehearsal/app/calendar/report.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { ReportDocument } from '#contexts/calendar/documents.ts';

export interface FoundRelease {
  hardCutoff?: Instant | undefined;
  report?: { document: ReportDocument; lines: ReportLine[]; part: number; newest: number } | undefined;
  moved: ReleaseState['movedAfterCut'];
}

/** C5: one part of one version, the newest unless it is named. Undefined: nobody knows such a release, version or part. */
export async function readReport(
  system: System,
  name: string,
  version: number | undefined,
  part: number,
): Promise<FoundRelease | undefined> {
  const row = system.rules.releases.find((one) => one.name === name);
  const ref = releaseRef(system, name);
  const release = (await system.store.get(ref))?.state;
  const newest = release?.reports ?? 0;
  const moved = release?.movedAfterCut ?? [];
  const hardCutoff = row?.hardCutoff;
  if (newest === 0) return row === undefined || version !== undefined ? undefined : { hardCutoff, moved };
  const wanted = version ?? newest;
  const [document, lines] = await Promise.all([
    system.store.get(reportRef(ref.id, wanted)),
    system.store.get(partRef(ref.id, wanted, part)),
  ]);
  if (document === undefined || lines === undefined || wanted > newest) return undefined;
  return { hardCutoff, moved, report: { document, lines: lines.lines, part, newest } };
}

/** Rows of the calendar that are looked at, newest first. */
const LOOKED = 4;

export interface CutRelease {
  name: string;
  cutoff: Instant;
  /** At the last cut. */
  made: number;
  moved: number;
  blocking: number;
}

/** C5: the releases that were cut last and have a report, newest first. */
export async function readCuts(system: System, now: Instant): Promise<CutRelease[]> {
  const over = system.rules.releases.filter(({ hardCutoff }) => hardCutoff <= now).slice(-LOOKED);
  const known = await Promise.all(over.map(({ name }) => system.store.get(releaseRef(system, name))));
  return known
    .flatMap((document) => {
      const release = document?.state;
      const last = release?.cuts.at(-1);
      if (release === undefined || last === undefined || release.reports === undefined) return [];
      const { cutoff, made, moved, blocking } = last;
      return [{ name: release.name, cutoff, made, moved, blocking }];
    })
    .toReversed();
}
