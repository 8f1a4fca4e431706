import { seconds, type Figure } from '#kernel/figures.ts';
import type { System } from '#products/pipelines/app/system.ts';

/** X8. Runs and jobs of pipelines: two counts, and the first document of an index, however many there are. */
export async function readRunFigures({ store }: Pick<System, 'store'>): Promise<Figure[]> {
  const open = { index: 'runsOpen', equal: { open: true } } as const;
  const [now, runs, [oldest], waiting] = await Promise.all([
    store.now(),
    store.count(open),
    store.query({ ...open, limit: 1 }),
    store.count({ index: 'jobsByQueue', equal: {} }),
  ]);
  const age = oldest === undefined ? 0 : seconds(now - oldest.document.createdAt);
  return [
    { name: 'rehearsal_runs_open', about: 'Runs of pipelines that have not ended.', type: 'gauge', samples: [{ value: runs }] },
    {
      name: 'rehearsal_run_age_seconds',
      about: 'How long ago the oldest run that has not ended was asked for.',
      type: 'gauge',
      samples: [{ value: age }],
    },
    {
      name: 'rehearsal_jobs_waiting',
      about: 'Jobs of pipelines that wait for a slot of a backend.',
      type: 'gauge',
      samples: [{ value: waiting }],
    },
  ];
}
