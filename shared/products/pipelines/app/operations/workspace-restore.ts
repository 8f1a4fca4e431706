import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { commanded } from '#products/pipelines/app/workspace-rows.ts';

export const workspaceRestore: Operation<'workspace_restore'> = async (system, operator, { workspace }) =>
  commanded(system, operator, workspace, { command: 'restore_workspace' });
