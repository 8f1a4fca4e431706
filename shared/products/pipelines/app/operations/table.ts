// Made by `npm run generate` from the files of this folder.
import { runAdd } from './run-add.ts';
import { runCancel } from './run-cancel.ts';
import { runPreview } from './run-preview.ts';
import { runShow } from './run-show.ts';
import { runsList } from './runs-list.ts';
import { workspaceAdd } from './workspace-add.ts';
import { workspaceArchive } from './workspace-archive.ts';
import { workspaceOutcomes } from './workspace-outcomes.ts';
import { workspacePeople } from './workspace-people.ts';
import { workspaceRestore } from './workspace-restore.ts';
import { workspaceShow } from './workspace-show.ts';
import { workspacesList } from './workspaces-list.ts';

export const operations = {
  run_add: runAdd,
  run_cancel: runCancel,
  run_preview: runPreview,
  run_show: runShow,
  runs_list: runsList,
  workspace_add: workspaceAdd,
  workspace_archive: workspaceArchive,
  workspace_outcomes: workspaceOutcomes,
  workspace_people: workspacePeople,
  workspace_restore: workspaceRestore,
  workspace_show: workspaceShow,
  workspaces_list: workspacesList,
} as const;
