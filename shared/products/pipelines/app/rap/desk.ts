import type { Actor } from '#contexts/access/domain/people.ts';
import { askRun, type AskedOf, type AskTools } from '#products/pipelines/app/ask/ask-run.ts';
import { cancelActions } from '#products/pipelines/app/cancel-run.ts';
import { shownBackend } from '#products/pipelines/app/rap/shown-backend.ts';
import { readParts } from '#products/pipelines/app/run-parts.ts';
import { shownJobs } from '#products/pipelines/app/rap/shown-jobs.ts';
import { loadBackend } from '#contexts/backends/app/backends.ts';
import type { AskedRun } from '#products/pipelines/contracts/rap/create-request.ts';
import type { ShownJob } from '#products/pipelines/contracts/rap/job.ts';
import type { Created } from '#products/pipelines/contracts/rap/results.ts';
import { toldOf } from '#products/pipelines/domain/run/readers.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import type { RapClient, RapDesk } from '#products/pipelines/ports/rap.ts';
import type { RunHouse } from '#products/pipelines/ports/runs.ts';

interface RapOptions {
  /** What a run is made with. */
  tools: AskTools;
  newId(): string;
  /** K4. Whom of a workspace’s people a name means. */
  memberNamed(workspace: string, name: string): Promise<string | undefined>;
}

/** P5. What clients of the RAP API ask, on runs and jobs as they are. */
export function createRapDesk(options: RapOptions): RapDesk {
  const { tools, newId } = options;
  const { house } = tools;
  return {
    create: (client, asked) => create(options, client, asked),
    async status(client, ids) {
      const runs = await Promise.all(ids.map(async (id) => ({ id, run: await runOf(house, client, id) })));
      const jobs: ShownJob[][] = [];
      for (const { run } of runs) if (run !== undefined) jobs.push(await jobsOf(house, run));
      return { jobs: jobs.flat(), unknown: runs.flatMap(({ id, run }) => (run === undefined ? [id] : [])) };
    },
    async cancel(client, id, actions) {
      const run = await runOf(house, client, id);
      if (run === undefined) return { cancelled: 'unknown_run' };
      const own = new Set((await jobsOf(house, run)).map(({ action }) => action));
      const missing = actions.filter((action) => !own.has(action));
      if (missing.length > 0) return { cancelled: 'unknown_actions', actions: missing };
      await cancelActions(house, id, actions, { id: newId(), by: actorOf(client), who: client.name });
      return { cancelled: 'taken' };
    },
    backends: ({ backends }) => Promise.all(backends.map((slug) => shownBackend(house, slug))),
  };
}

/** Undefined for one of somebody else, too. */
async function runOf({ store }: RunHouse, { backends }: RapClient, id: string): Promise<RunState | undefined> {
  const run = (await store.get({ collection: 'runs', id }))?.state;
  return run !== undefined && backends.includes(run.backend) ? run : undefined;
}

async function jobsOf(house: RunHouse, run: RunState): Promise<ShownJob[]> {
  const { state } = await loadBackend(house.store, run.backend);
  return shownJobs(run, await readParts(house, run.id), state);
}

/** A program may name anybody as whoever asked: only one of the workspace’s own people is told. */
async function create({ tools, newId, memberNamed }: RapOptions, client: RapClient, asked: AskedRun): Promise<Created> {
  const told = toldOf([await memberNamed(asked.workspace, asked.createdBy)]);
  const done = await askRun(tools, { ...askedOf(asked), ...told }, { id: newId(), by: actorOf(client) });
  if (!('run' in done)) return { created: done.outcome, why: done.why };
  if (!client.backends.includes(done.run.backend)) return { created: 'not_yours' };
  if (done.outcome === 'other')
    return { created: 'inconsistent', why: 'This id was used before, for another repository, workspace, commit or backend' };
  return { created: done.outcome === 'made' ? 'jobs' : 'unchanged', count: done.run.steps.run };
}

function askedOf({ actions, organisations, repository, scope, ...asked }: AskedRun): AskedOf {
  const permissions = [...scope.datasetPermissions, ...scope.populationPermissions, ...scope.componentAccess];
  return {
    ...asked,
    repository: { owner: repository.owner, repository: repository.name },
    requested: actions,
    orgs: organisations,
    permissions,
  };
}

function actorOf({ name }: RapClient): Actor {
  return { kind: 'person', id: name };
}
