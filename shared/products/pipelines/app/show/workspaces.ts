import { isWithin, placesOf } from '#contexts/access/domain/rights/may.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { someOf } from '#products/pipelines/app/show/some.ts';
import type { Cursor, Page } from '#products/pipelines/domain/shown/list.ts';
import type { System } from '#products/pipelines/app/system.ts';
import type { WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';
import type { WorkspaceDocument } from '#products/pipelines/stored/documents.ts';

interface Asked {
  isArchived: boolean;
  /** Part of name, repository, branch or purpose. */
  text?: string | undefined;
  /** Who looks; everybody’s where it is left out. */
  viewer: Pick<Principal, 'grants'> | undefined;
  limit: number;
  after?: Cursor | undefined;
}

/** W8. Newest first. */
export async function listWorkspaces(
  { store }: System,
  { isArchived, text = '', viewer, limit, after }: Asked,
): Promise<Page<WorkspaceDocument>> {
  const part = text.trim().toLowerCase();
  const places = viewer === undefined ? 'all' : placesOf(viewer, 'workspaces.read');
  const fits = ({ state }: WorkspaceDocument): boolean => isWithin(places, { workspace: state.name }) && textOf(state).includes(part);
  return someOf<WorkspaceDocument>((page) => store.query({ index: 'workspacesNewest', equal: { isArchived }, ...page }), fits, {
    limit,
    after,
  });
}

function textOf({ name, repository, branch, purpose }: WorkspaceState): string {
  return `${name}\n${repository}\n${branch}\n${purpose}`.toLowerCase();
}
