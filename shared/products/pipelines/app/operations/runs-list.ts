import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { runRow } from '#products/pipelines/app/run-rows.ts';

export const runsList: Operation<'runs_list'> = async ({ store }, { who }, { after, limit = 50 }) => {
  const found = await store.query({ index: 'runsNewest', equal: {}, limit, ...(after === undefined ? {} : { after }) });
  const last = found.length < limit ? undefined : found.at(-1)?.document;
  const next = last === undefined ? {} : { next: { value: last.createdAt, id: last.id } };
  const sees = inSight(who, 'runs.read');
  const shown = found.filter(({ document: { state } }) => sees({ workspace: state.workspace, backend: state.backend }));
  return { done: { rows: shown.map(({ document }) => runRow(document.state)), ...next } };
};
