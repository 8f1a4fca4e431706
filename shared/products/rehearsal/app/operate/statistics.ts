import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { loadStatistics } from '#contexts/backends/app/statistics.ts';
import { healthOf } from '#contexts/backends/domain/contact.ts';
import { spreadOf, totalsOf, type BackendStatistics, type DayOfBackend } from '#contexts/backends/domain/statistics.ts';
import { SECOND } from '#kernel/time.ts';

/** B9: whoever has not been heard is unknown, however well it did before. */
export async function statisticsOf(system: System, slug: string): Promise<Operated> {
  const [backend, statistics, now] = await Promise.all([readBackend(system, slug), loadStatistics(system.store, slug), system.store.now()]);
  const { given, answered, ended } = totalsOf(statistics);
  return {
    done: {
      facts: {
        backend: slug,
        health: healthOf(backend.state, backend, system.rules.silentAfter, now),
        firstSeen: iso(backend.firstSeenAt),
        lastSeen: iso(backend.lastSeenAt),
        days: statistics.days.length,
        given,
        answered,
        ended: counts(ended),
        timed: statistics.last.length,
        ...seconds(statistics, 'waited'),
        ...seconds(statistics, 'ran'),
      },
      rows: statistics.days.toReversed().map(dayRow),
    },
  };
}

/** Of the last operations. */
function seconds(statistics: BackendStatistics, of: 'waited' | 'ran'): OperationRow {
  const spread = spreadOf(statistics, of);
  if (spread === undefined) return {};
  return { [`${of}MedianSeconds`]: Math.round(spread.median / SECOND), [`${of}P90Seconds`]: Math.round(spread.p90 / SECOND) };
}

function dayRow({ day, given, answered, ended }: DayOfBackend): OperationRow {
  return { day, given, answered, ended: counts(ended) };
}

function counts(ended: Readonly<Record<string, number>>): string {
  return (
    Object.entries(ended)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([how, count]) => `${how} ${count}`)
      .join(', ') || 'none'
  );
}
