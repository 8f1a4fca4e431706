import { isGitRef } from '#contexts/intake/domain/git-ref.ts';
import { allowsRepository, type PipelineRules } from '#products/pipelines/domain/rules.ts';
import { begin, type WorkspaceFact } from '#products/pipelines/domain/workspace/facts.ts';
import { unknownPeople } from '#products/pipelines/domain/workspace/people.ts';
import { isWorkspaceName, type WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';
import type { Instant } from '#kernel/time.ts';

/** K4. What a workspace is made of. */
export interface NewWorkspace {
  name: string;
  repository: string;
  branch: string;
  purpose: string;
  people: readonly string[];
}

export interface WorkspaceProblem {
  field: keyof NewWorkspace;
  message: string;
}

/** The first fact of a workspace and what it makes; or everything that is wrong with what was asked for. Pure. */
export function createWorkspace(
  asked: NewWorkspace,
  rules: PipelineRules,
  at: Instant,
  by: string,
): { facts: WorkspaceFact[]; state: WorkspaceState } | { problems: WorkspaceProblem[] } {
  const problems = problemsOf(asked, rules);
  if (problems.length > 0) return { problems };
  const workspace = { ...asked, purpose: asked.purpose.trim(), people: [...new Set(asked.people)], createdAt: at };
  const fact = { fact: 'workspace_created', by, workspace } as const;
  const state = begin(fact);
  if (state === undefined) throw new Error('a workspace begins with its creation');
  return { facts: [fact], state };
}

function problemsOf({ name, repository, branch, purpose, people }: NewWorkspace, rules: PipelineRules): WorkspaceProblem[] {
  const said = (field: keyof NewWorkspace, isWrong: boolean, message: string): WorkspaceProblem[] => (isWrong ? [{ field, message }] : []);
  const isNamed = /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository);
  const unknown = unknownPeople(people, rules);
  return [
    ...said('name', !isWorkspaceName(name), 'must be letters, digits, _ and -, at most 100, and not __ at both ends'),
    ...said('repository', !isNamed, 'must be written as owner/name'),
    ...said('repository', isNamed && !allowsRepository(rules.pipelines.repositories, repository), 'is none that this installation allows'),
    ...said('branch', !isGitRef(branch), 'is not the name of a branch'),
    ...said('purpose', purpose.trim() === '', 'must be said'),
    ...said('people', unknown.length > 0, `names nobody of this installation: ${unknown.join(', ')}`),
  ];
}
