import type { Actor } from '#contexts/access/domain/people.ts';
import type { PipelineRules } from '#products/pipelines/domain/rules.ts';
import { begin, workspaceFacts, type WorkspaceFact } from '#products/pipelines/domain/workspace/facts.ts';
import { nobodyNamed, unknownPeople } from '#products/pipelines/domain/workspace/people.ts';
import { workspaceSchema } from '#products/pipelines/domain/workspace/schema.ts';
import type { WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';
import type { AnyEffect, Wanted } from '#kernel/effect.ts';
import { startDraft, type Draft } from '#kernel/draft.ts';
import { decideBy, evolveBy, type Deciders, type Process } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable; `operator` is their name on the record. */
export type WorkspaceCommand = { id: string; at: Instant; by: Actor; operator: string } & WorkspaceAsked;

export type WorkspaceAsked =
  /** Who is there already, or is not, changes nothing. */
  | { command: 'change_people'; add: readonly string[]; remove: readonly string[] }
  /** The same again changes nothing; another reason is a new one. */
  | { command: 'archive_workspace'; why: string }
  | { command: 'restore_workspace' };

export interface WorkspaceRefused {
  refused: { code: 'unknown_person'; message: string };
}

type Deciding = { draft: Draft<WorkspaceState, WorkspaceFact>; rules: PipelineRules; at: Instant; by: string };

const deciders: Deciders<Deciding, WorkspaceAsked, WorkspaceRefused> = {
  change_people({ draft, rules, at, by }, { add, remove }) {
    // Who has left the settings can still be removed.
    const unknown = unknownPeople(add, rules);
    if (unknown.length > 0) return { refused: { code: 'unknown_person', message: nobodyNamed(unknown) } };
    const { people } = draft.state;
    const added = [...new Set(add)].filter((person) => !people.includes(person) && !remove.includes(person));
    const removed = people.filter((person) => remove.includes(person));
    if (added.length + removed.length > 0) draft.record({ fact: 'people_changed', by, at, added, removed });
    return undefined;
  },
  archive_workspace({ draft, at, by }, { why }) {
    if (draft.state.archived?.why !== why) draft.record({ fact: 'workspace_archived', by, at, why });
    return undefined;
  },
  restore_workspace({ draft, at, by }) {
    if (draft.state.archived !== undefined) draft.record({ fact: 'workspace_restored', by, at });
    return undefined;
  },
};

const evolve = evolveBy(workspaceFacts);
const decide = decideBy(deciders);

/** K4. It begins by being created (`create.ts`). */
export const workspaceProcess: Process<
  WorkspaceState,
  WorkspaceCommand,
  WorkspaceFact,
  PipelineRules,
  Wanted<AnyEffect>,
  WorkspaceRefused
> = {
  kind: 'workspace',
  idOf: ({ name }) => name,
  begin,
  facts: workspaceFacts,
  schema: workspaceSchema,
  decide(state, command, rules) {
    const draft = startDraft(evolve, state);
    const refused = decide({ draft, rules, at: command.at, by: command.operator }, command);
    return refused ?? { facts: [...draft.facts], state: draft.state };
  },
  react: () => [],
};
