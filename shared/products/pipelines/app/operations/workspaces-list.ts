import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { listWorkspaces } from '#products/pipelines/app/show/workspaces.ts';
import { workspaceRow } from '#products/pipelines/app/workspace-rows.ts';

export const workspacesList: Operation<'workspaces_list'> = async (system, { who }, { archived: isArchived, after, limit = 50 }) => {
  const { rows, next } = await listWorkspaces(system, { isArchived, viewer: who, limit, after });
  return { done: { rows: rows.map(({ state }) => workspaceRow(state)), ...(next === undefined ? {} : { next }) } };
};
