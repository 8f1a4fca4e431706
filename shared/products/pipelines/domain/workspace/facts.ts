import type { WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';
import type { Evolvers } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** What happened to a workspace. `by`: the name on the record of whoever asked for it. */
export type WorkspaceFact =
  | { fact: 'workspace_created'; by: string; workspace: Omit<WorkspaceState, 'version' | 'archived'> }
  | { fact: 'people_changed'; by: string; at: Instant; added: readonly string[]; removed: readonly string[] }
  | { fact: 'workspace_archived'; by: string; at: Instant; why: string }
  | { fact: 'workspace_restored'; by: string; at: Instant };

export function begin(fact: WorkspaceFact): WorkspaceState | undefined {
  return fact.fact === 'workspace_created' ? { ...fact.workspace, version: 0 } : undefined;
}

export const workspaceFacts: Evolvers<WorkspaceState, WorkspaceFact> = {
  workspace_created: {
    evolve: () => {
      throw new Error('a workspace is created once');
    },
  },
  people_changed: {
    evolve: (state, { added, removed }) => ({
      ...state,
      people: [...state.people.filter((person) => !removed.includes(person)), ...added],
    }),
  },
  workspace_archived: { evolve: (state, { by, at, why }) => ({ ...state, archived: { since: at, by, why } }) },
  workspace_restored: {
    evolve({ archived: _archived, ...state }) {
      return state;
    },
  },
};
