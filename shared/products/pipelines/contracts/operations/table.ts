// Made by `npm run generate` from the files of this folder.
import { workspaceAdd } from './workspace-add.ts';
import { workspaceArchive } from './workspace-archive.ts';
import { workspacePeople } from './workspace-people.ts';
import { workspaceRestore } from './workspace-restore.ts';
import { workspaceShow } from './workspace-show.ts';
import { workspacesList } from './workspaces-list.ts';

export const operationKinds = {
  workspace_add: workspaceAdd,
  workspace_archive: workspaceArchive,
  workspace_people: workspacePeople,
  workspace_restore: workspaceRestore,
  workspace_show: workspaceShow,
  workspaces_list: workspacesList,
} as const;
