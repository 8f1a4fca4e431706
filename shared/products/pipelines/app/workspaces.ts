import { kernelOf } from '#products/pipelines/app/machine.ts';
import { storedWorkspaces } from '#products/pipelines/app/stored-workspaces.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { createWorkspace, type NewWorkspace, type WorkspaceProblem } from '#products/pipelines/domain/workspace/create.ts';
import type { WorkspaceAsked, WorkspaceRefused } from '#products/pipelines/domain/workspace/process.ts';
import { personNamed } from '#products/pipelines/domain/run/readers.ts';
import type { WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';
import type { WorkspaceDocument } from '#products/pipelines/stored/documents.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { create, execute, type Outcome } from '#kernel/app/handle.ts';

/** Who asks, as the record names them, and the id that makes the command recognisable. */
interface Asking {
  id: string;
  operator: string;
}

const by = { kind: 'system', part: 'operators' } as const;

export type Added = { added: WorkspaceState } | { taken: WorkspaceState } | { problems: WorkspaceProblem[] };

/** K4. One of this name that is there stays as it is. */
export async function addWorkspace(system: System, asked: NewWorkspace, { id, operator }: Asking): Promise<Added> {
  return system.store.transact<Added>(async (tx) => {
    const known = await tx.get({ collection: 'workspaces', id: asked.name });
    if (known !== undefined) return { taken: known.state };
    const at = tx.now();
    const made = createWorkspace(asked, system.rules, at, operator);
    if ('problems' in made) return made;
    const command = { id, at, by, command: 'create_workspace' };
    return { added: create(kernelOf(system), tx, storedWorkspaces, made, command) };
  });
}

/** Undefined where there is none of this name. */
export async function changeWorkspace(
  system: System,
  name: string,
  asked: WorkspaceAsked,
  asking: Asking,
): Promise<Outcome<WorkspaceState, WorkspaceRefused> | undefined> {
  const kernel = kernelOf(system);
  const done = await execute(kernel, storedWorkspaces, name, (at) => ({ ...asking, at, by, ...asked }));
  if (done?.outcome === 'saved') await dispatchLoose(kernel, done.effects);
  return done;
}

export async function readWorkspace({ store }: System, name: string): Promise<WorkspaceDocument | undefined> {
  return store.get({ collection: 'workspaces', id: name });
}

/** K4. Whom of a workspace’s people a name means; nobody where there is no such workspace. */
export async function memberNamed(system: System, workspace: string, name: string): Promise<string | undefined> {
  const { people = [] } = (await readWorkspace(system, workspace))?.state ?? {};
  return personNamed(
    name,
    system.rules.people.filter(({ id }) => people.includes(id)),
  );
}
