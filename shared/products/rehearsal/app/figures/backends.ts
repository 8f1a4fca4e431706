import { readBackend } from '#contexts/backends/app/backends.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import { newStatistics, spreadOf, type BackendStatistics } from '#contexts/backends/domain/statistics.ts';
import { seconds, type Figure } from '#kernel/figures.ts';
import type { Instant } from '#kernel/time.ts';
import type { System } from '#products/rehearsal/app/system.ts';

interface Seen {
  backend: BackendDocument;
  statistics: BackendStatistics;
  waiting: number;
  /** Since when the first of them waits. */
  since: Instant | undefined;
}

/** Queues, flags, silence, and what their agents have done: four look-ups for each backend, however much waits there. */
export async function backendFigures(system: System, now: Instant): Promise<Figure[]> {
  const slugs = await backendSlugs(system);
  const all = await Promise.all(slugs.map((slug) => see(system, slug)));
  return [...queues(all, now), ...states(all, now), ...outcomes(all, now), ...durations(all)];
}

async function see(system: System, slug: string): Promise<Seen> {
  const { store } = system;
  const equal = { waitsForBackend: slug };
  const [backend, statistics, waiting, [first]] = await Promise.all([
    readBackend(system, slug),
    store.get({ collection: 'backendStatistics', id: slug }),
    store.count({ index: 'requestsWaitingForBackend', equal }),
    store.query({ index: 'requestsWaitingLongest', equal, limit: 1 }),
  ]);
  return { backend, statistics: statistics ?? newStatistics(slug), waiting, since: first?.document.queuedSince };
}

function queues(all: readonly Seen[], now: Instant): Figure[] {
  return [
    {
      name: 'rehearsal_queue_requests',
      about: 'Requests that wait for their turn at a backend.',
      type: 'gauge',
      samples: all.map(({ backend, waiting }) => ({ labels: { backend: backend.slug }, value: waiting })),
    },
    {
      name: 'rehearsal_queue_age_seconds',
      about: 'How long the request that waits longest has waited for its turn at a backend.',
      type: 'gauge',
      samples: all.map(({ backend, since }) => ({
        labels: { backend: backend.slug },
        value: since === undefined ? 0 : seconds(now - since),
      })),
    },
  ];
}

function states(all: readonly Seen[], now: Instant): Figure[] {
  return [
    {
      name: 'rehearsal_backend_flag',
      about: 'Flags that are raised at a backend.',
      type: 'gauge',
      samples: all.flatMap(({ backend: { slug, state } }) =>
        Object.keys(state.flags).map((flag) => ({ labels: { backend: slug, flag }, value: 1 })),
      ),
    },
    {
      name: 'rehearsal_agent_silent_seconds',
      about: 'How long ago a backend’s agent was last heard, noted once a minute.',
      type: 'gauge',
      samples: all.flatMap(({ backend: { slug, lastSeenAt } }) =>
        lastSeenAt === undefined ? [] : [{ labels: { backend: slug }, value: seconds(now - lastSeenAt) }],
      ),
    },
  ];
}

/** Of the day: what begins anew each midnight (UTC) is no loss to a counter, and what is older is in the statistics. */
function outcomes(all: readonly Seen[], now: Instant): Figure[] {
  const today = new Date(now).toISOString().slice(0, 10);
  return [
    {
      name: 'rehearsal_operations_ended_total',
      about: 'Operations whose end a backend’s agent told, by outcome; counted anew each day.',
      type: 'counter',
      samples: all.flatMap(({ backend: { slug }, statistics: { days } }) =>
        Object.entries(days.find(({ day }) => day === today)?.ended ?? {}).map(([outcome, value]) => ({
          labels: { backend: slug, outcome },
          value,
        })),
      ),
    },
  ];
}

function durations(all: readonly Seen[]): Figure[] {
  const of = (what: 'waited' | 'ran'): Figure['samples'] =>
    all.flatMap(({ backend: { slug }, statistics }) => {
      const spread = spreadOf(statistics, what);
      if (spread === undefined) return [];
      return [
        { labels: { backend: slug, quantile: '0.5' }, value: seconds(spread.median) },
        { labels: { backend: slug, quantile: '0.9' }, value: seconds(spread.p90) },
      ];
    });
  return [
    {
      name: 'rehearsal_operation_waited_seconds',
      about: 'How long a backend’s last 100 operations waited for its agent.',
      type: 'gauge',
      samples: of('waited'),
    },
    { name: 'rehearsal_operation_ran_seconds', about: 'How long a backend’s last 100 operations ran.', type: 'gauge', samples: of('ran') },
  ];
}
