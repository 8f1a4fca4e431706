import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { commanded } from '#products/pipelines/app/workspace-rows.ts';

export const workspacePeople: Operation<'workspace_people'> = async (system, operator, { workspace, add, remove }) =>
  commanded(system, operator, workspace, { command: 'change_people', add, remove });
