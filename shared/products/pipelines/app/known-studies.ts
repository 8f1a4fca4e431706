import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { KnownRead, KnownReader, Repository } from '#contexts/operations/ports/known.ts';
import type { AskTools } from '#products/pipelines/app/ask/ask-run.ts';
import { PLAN_FILE, readStudy } from '#products/pipelines/app/ask/read-study.ts';
import type { System } from '#products/pipelines/app/system.ts';
import type { WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';

type Tools = Pick<AskTools, 'host' | 'rules'>;

/** O6. Actions of the `project.yaml` of each workspace of a repository, on the workspace’s branch. */
export function knownActionsOf({ store }: Pick<System, 'store'>, tools: Tools): KnownReader {
  return {
    async read(repository) {
      const { workspaces, isWhole } = await workspacesOf(store, repository);
      if (workspaces.length === 0) return undefined;
      const read = await Promise.all(workspaces.slice(0, MOST_READ).map((one) => readWorkspace(tools, repository, one)));
      const left = workspaces.slice(MOST_READ).map(({ name }) => `the actions of the workspace ${name} were not read`);
      const beyond = isWhole ? [] : ['there may be more workspaces of it'];
      return { known: read.flatMap(({ known }) => known), notes: [...read.flatMap(({ notes }) => notes), ...left, ...beyond] };
    },
  };
}

/** Workspaces whose file is read, and that are looked at: there is no index by repository. */
const MOST_READ = 20;
const MOST_LOOKED = 1_000;
const PAGE = 200;

async function workspacesOf(store: System['store'], { owner, repository }: Repository) {
  const name = `${owner}/${repository}`.toLowerCase();
  const workspaces: WorkspaceState[] = [];
  let after: { value: number; id: string } | undefined;
  for (let looked = 0; looked < MOST_LOOKED; looked += PAGE) {
    const place = { limit: PAGE, ...(after === undefined ? {} : { after }) };
    const found = await store.query({ index: 'workspacesNewest', equal: { isArchived: false }, ...place });
    for (const { document } of found) if (document.state.repository.toLowerCase() === name) workspaces.push(document.state);
    const last = found.at(-1)?.document;
    if (last === undefined || found.length < PAGE) return { workspaces, isWhole: true };
    after = { value: last.createdAt, id: last.name };
  }
  return { workspaces, isWhole: false };
}

async function readWorkspace({ host, rules }: Tools, repository: Repository, workspace: WorkspaceState): Promise<KnownRead> {
  const { name: home, branch } = workspace;
  try {
    const head = await host.readHead({ kind: 'ref', ...repository, ref: `refs/heads/${branch}` });
    if (head.state === 'missing') return only(`${home}: ${workspace.repository} has no branch ${branch}`);
    const study = { repository, branch, commit: head.headSha };
    const read = await readStudy(host, study, rules.repositories);
    if ('refused' in read) return only(`${home}: ${read.refused.details}`);
    const known = read.plan.actions.map(({ name }) => ({
      what: 'action',
      name,
      home,
      file: PLAN_FILE,
      seenAt: head.headSha,
      startAnew: (last: Listing | undefined) => startAnew(home, name, last),
    }));
    return { known, notes: [] };
  } catch (error) {
    if (error instanceof CodeHostUnavailable) return only(`${home}: ${workspace.repository} cannot be read now: ${error.message}`);
    throw error;
  }
}

/** K2. What has succeeded is taken, not run, unless it is forced. */
function startAnew(workspace: string, action: string, last: Listing | undefined): string {
  const named = /^[\w.-]+$/.test(action) ? action : `'${action.replaceAll("'", String.raw`'\''`)}'`;
  const forced = last?.state === 'done' ? ' --force' : '';
  return `rehearsal runs add ${workspace} --on ${last?.backend ?? '<backend>'} --actions ${named}${forced}`;
}

function only(note: string): KnownRead {
  return { known: [], notes: [note] };
}
