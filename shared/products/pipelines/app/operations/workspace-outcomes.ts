import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { outcomeRow } from '#products/pipelines/app/run-rows.ts';
import { noWorkspace } from '#products/pipelines/app/workspace-rows.ts';
import { readWorkspace } from '#products/pipelines/app/workspaces.ts';
import { headId, outcomeId } from '#products/pipelines/domain/places.ts';

/** K4. In the order of their names. */
export const workspaceOutcomes: Operation<'workspace_outcomes'> = async (system, _, { workspace, backend, limit = 50, after }) => {
  if ((await readWorkspace(system, workspace)) === undefined) return noWorkspace(workspace);
  const from = after === undefined ? {} : { after: { value: after.id, id: outcomeId(system.hash, after.id) } };
  const found = await system.store.query({ index: 'outcomesOfHead', parent: headId(backend, workspace), equal: {}, limit, ...from });
  const last = found.length < limit ? undefined : found.at(-1)?.document;
  return { done: { rows: found.map(({ document }) => outcomeRow(document)), ...(last && { next: { value: 0, id: last.action } }) } };
};
