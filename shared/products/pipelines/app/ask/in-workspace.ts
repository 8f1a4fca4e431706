import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import type { AskedOf, AskTools } from '#products/pipelines/app/ask/ask-run.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { noWorkspace } from '#products/pipelines/app/workspace-rows.ts';
import { personNamed, toldOf } from '#products/pipelines/domain/run/readers.ts';
import { runId } from '#products/pipelines/domain/job/names.ts';

export interface WorkspaceAsk {
  /** Of text that nobody can guess. */
  id: string;
  workspace: string;
  backend: string;
  actions: readonly string[];
  /** The newest of the workspace’s branch where it is left out. */
  commit?: string | undefined;
  force: boolean;
  /** Their name on the record. */
  who: string;
  /** Who is told of its end; whoever asks, where it is left out. */
  tell?: readonly string[] | undefined;
}

/** K4. A run of a workspace: repository and branch are the workspace’s, and the commit is pinned from here on. */
export async function inWorkspace(
  { store, rules }: Pick<System, 'store' | 'rules'>,
  { house, host }: AskTools,
  { id, workspace, backend, actions, commit, force, who, tell }: WorkspaceAsk,
): Promise<{ asked: AskedOf } | Extract<Operated, { refused: unknown }>> {
  const known = (await store.get({ collection: 'workspaces', id: workspace }))?.state;
  if (known === undefined) return { refused: 'not_found', detail: notThere(workspace) };
  if (known.archived !== undefined)
    return { refused: 'conflict', detail: `The workspace ${workspace} takes no new runs: ${known.archived.why}` };
  const [owner = '', name = ''] = known.repository.split('/');
  const repository = { owner, repository: name };
  const { branch } = known;
  try {
    const head = commit === undefined ? await host.readHead({ kind: 'ref', ...repository, ref: `refs/heads/${branch}` }) : undefined;
    if (head?.state === 'missing') return { refused: 'conflict', detail: `${known.repository} has no branch ${branch}.` };
    const pinned = commit ?? head?.headSha ?? '';
    const asked = { id: runId(house.sha1, id), workspace, backend, repository, branch, commit: pinned, requested: actions, force };
    const told = toldOf(tell ?? [personNamed(who, rules.people)]);
    return { asked: { ...asked, codelistsOk: true, reuse: 'same', createdBy: who, ...told } };
  } catch (error) {
    if (error instanceof CodeHostUnavailable)
      return { refused: 'conflict', detail: `${known.repository} cannot be read now: ${error.message}` };
    throw error;
  }
}

function notThere(workspace: string): string {
  const refused = noWorkspace(workspace);
  return 'detail' in refused ? refused.detail : '';
}
