import { loadBackend } from '#contexts/backends/app/backends.ts';
import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { shownJobs } from '#products/pipelines/app/rap/shown-jobs.ts';
import { readParts } from '#products/pipelines/app/run-parts.ts';
import { jobRow, noRun, runRow } from '#products/pipelines/app/run-rows.ts';
import { whyWaiting } from '#products/pipelines/app/why-waiting.ts';

export const runShow: Operation<'run_show'> = async ({ store }, { asks: { house } }, { run: id }) => {
  const run = (await store.get({ collection: 'runs', id }))?.state;
  if (run === undefined) return noRun(id);
  const { state: backend } = await loadBackend(store, run.backend);
  const parts = await readParts(house, id);
  const reasons = await whyWaiting(house, parts, backend);
  return { done: { facts: runRow(run), rows: shownJobs(run, parts, backend).map((job) => jobRow(job, reasons.get(job.id))) } };
};
