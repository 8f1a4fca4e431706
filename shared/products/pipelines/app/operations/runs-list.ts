import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { runRow } from '#products/pipelines/app/run-rows.ts';
import { listRuns } from '#products/pipelines/app/show/runs.ts';

export const runsList: Operation<'runs_list'> = async (system, { who }, { after, limit = 50 }) => {
  const { rows, next } = await listRuns(system, { viewer: who, limit, after });
  return { done: { rows: rows.map(({ state }) => runRow(state)), ...(next === undefined ? {} : { next }) } };
};
