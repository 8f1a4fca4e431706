import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { noWorkspace, workspaceRow } from '#products/pipelines/app/workspace-rows.ts';
import { readWorkspace } from '#products/pipelines/app/workspaces.ts';

export const workspaceShow: Operation<'workspace_show'> = async (system, _, { workspace }) => {
  const found = await readWorkspace(system, workspace);
  return found === undefined ? noWorkspace(workspace) : { done: { facts: workspaceRow(found.state) } };
};
