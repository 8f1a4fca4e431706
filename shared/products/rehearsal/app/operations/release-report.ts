import { readReport } from '#products/rehearsal/app/calendar/read-report.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';

/** C5: one part of one version of a release's report; the newest and the first unless they are named. */
export const releaseReport: Operation<'release_report'> = async (system, _, { release, version, part = 1 }) => {
  const found = await readReport(system, release, version, part - 1);
  if (found?.report === undefined) {
    const detail = found === undefined ? `there is no such report of release ${release}` : `${release} has not been cut yet`;
    return { refused: 'not_found', detail };
  }
  const { document, lines, newest } = found.report;
  const { counts, cutoff, publishedAt, cause, parts } = document;
  const moved = found.moved.filter(({ from }) => from === cutoff).at(-1);
  const rows = lines.map(({ requestId, title, outcome, essential, what, breaches = [] }) => ({
    id: requestId,
    outcome,
    essential: essential === true,
    breaches: breaches.length,
    title,
    what,
  }));
  return {
    done: {
      facts: {
        release,
        version: document.version,
        newest,
        cause,
        cutoff: iso(cutoff),
        publishedAt: iso(publishedAt),
        ...counts,
        part: `${part} of ${parts}`,
        ...(moved === undefined ? {} : { movedLaterTo: iso(moved.to) }),
      },
      rows,
    },
  };
};
