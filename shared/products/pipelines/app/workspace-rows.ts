import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operated, OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { changeWorkspace } from '#products/pipelines/app/workspaces.ts';
import type { Operator } from '#products/pipelines/app/operations/define.ts';
import type { System } from '#products/pipelines/app/system.ts';
import type { WorkspaceAsked } from '#products/pipelines/domain/workspace/process.ts';
import type { WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';
import type { Instant } from '#kernel/time.ts';

/** For people and scripts: instants are ISO texts. */
export function workspaceRow({ name, repository, branch, purpose, people, createdAt, archived }: WorkspaceState): OperationRow {
  return {
    workspace: name,
    repository,
    branch,
    purpose,
    people: people.join(', '),
    createdAt: iso(createdAt),
    ...(archived === undefined ? {} : { archivedAt: iso(archived.since), archivedBy: archived.by, why: archived.why }),
  };
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}

export function noWorkspace(name: string): Operated {
  return { refused: 'not_found', detail: `there is no workspace ${name}` };
}

/** One command to it, and how it stands then. */
export async function commanded(system: System, { who, newId }: Operator, name: string, asked: WorkspaceAsked): Promise<Operated> {
  const done = await changeWorkspace(system, name, asked, { id: newId(), operator: recordName(who) });
  if (done === undefined) return noWorkspace(name);
  if (done.outcome === 'refused') return { refused: 'conflict', detail: done.refused.refused.message };
  return { done: { facts: workspaceRow(done.state) } };
}
