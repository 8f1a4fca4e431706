import { isWithin, placesOf } from '#contexts/access/domain/rights/may.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { someOf } from '#products/pipelines/app/show/some.ts';
import type { Cursor, Page } from '#products/pipelines/domain/shown/list.ts';
import type { RunsFilter } from '#products/pipelines/domain/shown/runs.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { headId } from '#products/pipelines/domain/places.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import type { RunDocument } from '#products/pipelines/stored/runs.ts';

interface Asked extends RunsFilter {
  /** Who looks: of what they may not see nothing is told; of everybody’s where it is left out. */
  viewer?: Pick<Principal, 'grants'> | undefined;
  limit: number;
  after?: Cursor | undefined;
}

/** W8. Newest first. */
export async function listRuns(system: System, { viewer, limit, after, ...filter }: Asked): Promise<Page<RunDocument>> {
  const places = viewer === undefined ? 'all' : placesOf(viewer, 'runs.read');
  const sees = ({ workspace, backend }: RunState): boolean => isWithin(places, { workspace, backend });
  const read = filter.workspace === undefined ? newest(system) : await ofWorkspace(system, filter.workspace, filter.backend);
  return someOf<RunDocument>(read, ({ state }) => fits(state, filter) && sees(state), { limit, after });
}

type Read = Parameters<typeof someOf<RunDocument>>[0];

function newest({ store }: System): Read {
  return (page) => store.query({ index: 'runsNewest', equal: {}, ...page });
}

/** Of each backend its own, and of all of them the newest. */
async function ofWorkspace(system: System, workspace: string, backend: string | undefined): Promise<Read> {
  const heads = (backend === undefined ? await backendSlugs(system) : [backend]).map((slug) => headId(slug, workspace));
  return async (page) => {
    const each = await Promise.all(heads.map((head) => system.store.query({ index: 'runsOfHead', equal: { head }, ...page })));
    const all = each.flat();
    return all.toSorted((a, b) => b.document.createdAt - a.document.createdAt || (a.ref.id < b.ref.id ? 1 : -1)).slice(0, page.limit);
  };
}

function fits(run: RunState, { workspace, backend, state, by }: RunsFilter): boolean {
  return (
    (workspace === undefined || run.workspace === workspace) &&
    (backend === undefined || run.backend === backend) &&
    (state === undefined || (run.ended?.end ?? 'open') === state) &&
    (by === undefined || run.createdBy.toLowerCase().includes(by.toLowerCase()))
  );
}
