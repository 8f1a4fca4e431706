import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { commanded } from '#products/pipelines/app/workspace-rows.ts';

export const workspaceArchive: Operation<'workspace_archive'> = async (system, operator, { workspace, why }) =>
  commanded(system, operator, workspace, { command: 'archive_workspace', why });
