import type { PipelineRules } from '#products/pipelines/domain/rules.ts';
import type { WorkspaceFact } from '#products/pipelines/domain/workspace/facts.ts';
import { workspaceProcess, type WorkspaceCommand, type WorkspaceRefused } from '#products/pipelines/domain/workspace/process.ts';
import type { WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';
import type { Transaction } from '#products/pipelines/ports/store.ts';
import type { WorkspaceDocument } from '#products/pipelines/stored/documents.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { AnyEffect } from '#kernel/effect.ts';
import type { Stored } from '#kernel/stored.ts';

/** The types of a workspace, as the kernel handles it. */
interface WorkspaceTypes {
  State: WorkspaceState;
  Command: WorkspaceCommand;
  Fact: WorkspaceFact;
  Rules: PipelineRules;
  Effect: AnyEffect;
  Refused: WorkspaceRefused;
  Document: WorkspaceDocument;
  Naming: { workspace: string };
}

/** K4. `workspaces/{name}`, and below it its history. */
export const storedWorkspaces: Stored<Transaction, WorkspaceTypes> = {
  process: workspaceProcess,
  privacy: nothingPersonal(),
  nameOf: (name) => `workspace.${name}`,
  entryOf: (workspace) => ({ workspace }),
  rings: false,
  load: (tx, name) => tx.get({ collection: 'workspaces', id: name }),
  project: ({ state, commands }) => ({
    name: state.name,
    isArchived: state.archived !== undefined,
    createdAt: state.createdAt,
    commands,
    state,
  }),
  follows: ['name', 'isArchived', 'createdAt'],
  save(tx, { id, document, entry, entryId, isNew }) {
    if (isNew) tx.create({ collection: 'workspaces', id }, document);
    else tx.set({ collection: 'workspaces', id }, document);
    tx.create({ collection: 'workspaceTimeline', parent: id, id: entryId }, entry);
  },
};
