import { loadBackend } from '#contexts/backends/app/backends.ts';
import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { shownJobs } from '#products/pipelines/app/rap/shown-jobs.ts';
import { jobRow, noRun, runRow } from '#products/pipelines/app/run-rows.ts';

export const runShow: Operation<'run_show'> = async ({ store }, { asks: { house } }, { run: id }) => {
  const run = (await store.get({ collection: 'runs', id }))?.state;
  if (run === undefined) return noRun(id);
  const { state } = await loadBackend(store, run.backend);
  return { done: { facts: runRow(run), rows: (await shownJobs(house, run, state)).map(jobRow) } };
};
