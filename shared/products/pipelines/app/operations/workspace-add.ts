import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { workspaceRow } from '#products/pipelines/app/workspace-rows.ts';
import { addWorkspace } from '#products/pipelines/app/workspaces.ts';
import type { Operated, OperationProblem } from '#contexts/access/contracts/operation-answer.ts';
import type { WorkspaceProblem } from '#products/pipelines/domain/workspace/create.ts';

export const workspaceAdd: Operation<'workspace_add'> = async (
  system,
  { who, newId },
  { workspace: name, repository, branch, purpose, people },
) => {
  const added = await addWorkspace(system, { name, repository, branch, purpose, people }, { id: newId(), operator: recordName(who) });
  if ('problems' in added) return { refused: 'invalid', detail: 'the workspace has problems', problems: added.problems.map(problemOf) };
  if ('added' in added) return { done: { outcome: 'created', facts: workspaceRow(added.added) } };
  // Asked for twice it is made once; another one of its name is not the one that was asked for.
  return isAsAsked(added.taken, { repository, branch })
    ? { done: { outcome: 'unchanged', facts: workspaceRow(added.taken) } }
    : taken(name);
};

function problemOf({ field, message }: WorkspaceProblem): OperationProblem {
  return { path: field === 'name' ? 'workspace' : field, code: 'invalid_value', message };
}

function isAsAsked(known: { repository: string; branch: string }, asked: { repository: string; branch: string }): boolean {
  return known.repository === asked.repository && known.branch === asked.branch;
}

function taken(name: string): Operated {
  return { refused: 'conflict', detail: `there is another workspace ${name}` };
}
