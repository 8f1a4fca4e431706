import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { openAgentTasks } from '#contexts/operations/app/agents/open-tasks.ts';
import { updateAgentTask } from '#contexts/operations/app/agents/update-task.ts';
import { readSlots } from '#contexts/backends/app/slots.ts';
import { pageId } from '#contexts/plans/app/stored-plans.ts';
import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { jobId, planOf } from '#products/pipelines/domain/job/names.ts';
import { headId } from '#products/pipelines/domain/places.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { PreparedRun, PreparedStep } from '#products/pipelines/domain/run/prepared.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import { spec } from './jobs.ts';
import { BACKEND, openPipelines, type HouseOptions } from './house.ts';

export const by = { kind: 'system', part: 'test' } as const;

type Given = Partial<PreparedStep['spec']> &
  ({ take?: 'run' } | { take: 'reuse'; job: string } | { take: 'join'; job: string; run: string });

export function prepared(
  id: string,
  steps: Readonly<Record<string, Given>>,
  given: Partial<PreparedRun['ask']> & { head?: number } = {},
): PreparedRun {
  const { head = 0, ...ask } = given;
  return {
    id,
    ask: {
      backend: BACKEND,
      workspace: 'ws',
      repository: 'https://code.example/org/study',
      branch: 'main',
      commit: 'c'.repeat(40),
      requested: Object.keys(steps),
      force: false,
      createdBy: 'ada',
      ...ask,
    },
    steps: Object.entries(steps).map(([name, step]): PreparedStep => {
      const { take = 'run', job = '', run = '', ...rest } = step as Given & { job?: string; run?: string };
      const taken = take === 'run' ? { take } : take === 'reuse' ? { take, job } : { take, job, run };
      return { name, spec: spec(rest), ...taken };
    }),
    head,
  };
}

/** A house of pipelines with a scripted agent before its desk. */
export function openTown(options: HouseOptions = {}) {
  const house = openPipelines(options);
  const { store, desk, settle } = house;
  const idOf = (run: string, action: string): string => jobId(house.house.sha1, run, action);
  const tell = ({ id, backend, fencing }: AgentTaskDocument, update: AgentUpdate) =>
    updateAgentTask(desk, { backend, id }, fencing, update);
  const head = async (workspace = 'ws'): Promise<number> =>
    (await store.get({ collection: 'runHeads', id: headId(BACKEND, workspace) }))?.version ?? 0;
  const town = {
    ...house,
    idOf,
    tell,
    head,
    async makes(id: string, steps: Readonly<Record<string, Given>>, ask: Partial<PreparedRun['ask']> = {}) {
      const made = await createRun(house.house, prepared(id, steps, { ...ask, head: await head(ask.workspace) }), { id: `make:${id}`, by });
      await settle();
      return made;
    },
    async job(run: string, action: string): Promise<JobState | undefined> {
      return (await store.get({ collection: 'jobs', id: idOf(run, action) }))?.state;
    },
    async run(id: string): Promise<RunState | undefined> {
      return (await store.get({ collection: 'runs', id }))?.state;
    },
    async steps(run: string): Promise<Record<string, string>> {
      const plan = await store.get({ collection: 'plans', id: planOf(run) });
      const pages = await Promise.all(
        (plan?.state.pages ?? []).map((_, n) => store.get({ collection: 'planPages', parent: planOf(run), id: pageId(n) })),
      );
      return Object.fromEntries(pages.flatMap((page) => page?.steps ?? []).map((step: PlannedStep) => [step.name, step.state]));
    },
    slots: () => readSlots({ store }, BACKEND),
    tasks: () => openAgentTasks(desk, BACKEND),
    /** The open task of this action, if its agent is to run it. */
    async task(action: string): Promise<AgentTaskDocument> {
      const found = (await openAgentTasks(desk, BACKEND)).find(({ body }) => body.kind === 'action' && body.action === action);
      if (found === undefined) throw new Error(`nothing asks for ${action}`);
      return found;
    },
    /** Its agent ends what it was asked for, and all that follows is done. */
    async ends(action: string, given: { [K in keyof typeof finished]?: (typeof finished)[K] | undefined } = {}) {
      const told = await tell(await town.task(action), { ...finished, ...given } as AgentUpdate);
      await settle();
      return told;
    },
    /** Its agent confirms every stop that it was asked for: first the end of what it stops, then the stop. */
    async stops(): Promise<void> {
      const open = await openAgentTasks(desk, BACKEND);
      for (const stop of open) {
        const { body } = stop;
        if (body.kind !== 'cancel') continue;
        const target = open.find(({ id }) => id === body.target);
        if (target !== undefined) await tell(target, { ...finished, cause: 'cancelled', exitCode: 137 });
        await tell(stop, { ...finished, cause: 'cancelled' });
      }
      await settle();
    },
  };
  return town;
}

export type Town = ReturnType<typeof openTown>;

const outputs = { matched: [{ pattern: 'output/table.csv', files: 1 }], unmatched: [] as string[], notFiles: 0 };
export const finished = {
  kind: 'finished' as const,
  exitCode: 0 as number | null,
  cause: 'exited' as 'exited' | 'worker_lost' | 'cancelled' | 'launch_failed',
  chunks: { stdout: 0, stderr: 0 },
  startedAt: 0,
  finishedAt: 0,
  result: { runtime: 'none' as const, outputs },
};
