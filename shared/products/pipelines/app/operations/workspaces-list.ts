import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { workspaceRow } from '#products/pipelines/app/workspace-rows.ts';

export const workspacesList: Operation<'workspaces_list'> = async (system, { who }, { archived: isArchived, after, limit = 50 }) => {
  const start = after === undefined ? {} : { after };
  const found = await system.store.query({ index: 'workspacesNewest', equal: { isArchived }, limit, ...start });
  const sees = inSight(who, 'workspaces.read');
  const shown = found.filter(({ document: { name } }) => sees({ workspace: name }));
  const last = found.length < limit ? undefined : found.at(-1)?.document;
  const next = last === undefined ? {} : { next: { value: last.createdAt, id: last.name } };
  return { done: { rows: shown.map(({ document }) => workspaceRow(document.state)), ...next } };
};
