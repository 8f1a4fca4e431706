import { backendSlugs } from '#contexts/backends/app/named.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { houseOf } from '#products/pipelines/app/house.ts';
import { listRuns } from '#products/pipelines/app/show/runs.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { headId, outcomeId } from '#products/pipelines/domain/places.ts';
import { isWorkspaceName, type WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';
import type { OutcomeDocument, RunDocument } from '#products/pipelines/stored/runs.ts';

interface ShownWorkspace {
  workspace: WorkspaceState;
  /** Those that run pipelines. */
  backends: string[];
  /** The one whose outcomes are shown; undefined where nothing runs pipelines. */
  backend: string | undefined;
  outcomes: OutcomeDocument[];
  /** Name of the last action of the page, where more follow. */
  next: string | undefined;
  runs: RunDocument[];
}

const OUTCOMES = 50;
const RUNS = 5;

/** K4. Undefined where there is none of this name. `after`: the last action of the page before. */
export async function readShownWorkspace(
  system: System,
  name: string,
  asked: { backend?: string | undefined; after?: string | undefined },
): Promise<ShownWorkspace | undefined> {
  const workspace = isWorkspaceName(name) ? (await system.store.get({ collection: 'workspaces', id: name }))?.state : undefined;
  if (workspace === undefined) return undefined;
  const [backends, { rows: runs }] = await Promise.all([sharedBackends(system), listRuns(system, { workspace: name, limit: RUNS })]);
  const newest = runs[0]?.state.backend;
  const backend = [asked.backend, newest, backends[0]].find((one) => one !== undefined && (backends.includes(one) || one === newest));
  const found = backend === undefined ? [] : await outcomesOf(system, headId(backend, name), asked.after);
  const outcomes = found.slice(0, OUTCOMES);
  return { workspace, backends, backend, runs, outcomes, next: found.length > OUTCOMES ? outcomes.at(-1)?.action : undefined };
}

async function outcomesOf({ store, hash }: System, parent: string, after: string | undefined): Promise<OutcomeDocument[]> {
  const from = after === undefined ? {} : { after: { value: after, id: outcomeId(hash, after) } };
  const found = await store.query({ index: 'outcomesOfHead', parent, equal: {}, limit: OUTCOMES + 1, ...from });
  return found.map(({ document }) => document);
}

async function sharedBackends(system: System): Promise<string[]> {
  const { sharing } = houseOf(system);
  const all = await Promise.all((await backendSlugs(system)).map((slug) => readBackend(system, slug)));
  return all.flatMap(({ slug, state }) => (sharing(state) === undefined ? [] : [slug]));
}
