import { lowerFlag, raiseFlag } from '#contexts/backends/app/flags.ts';
import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { createTaskDesk } from '#products/pipelines/app/controller-tasks.ts';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { createRapDesk } from '#products/pipelines/app/rap/desk.ts';
import { openPipelines } from '#test/support/pipelines/house.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';
import type { FakeController } from './fake-controller.ts';
import type { FakePlan } from './fake-plan.ts';

type Pipelines = ReturnType<typeof openPipelines>;

const STUDY = 'example-org/study';

/** Runs, jobs, flags and tasks as they are kept, with all that is due done after each call. */
export interface RealController extends Omit<FakeController, 'probe'> {
  town: Pipelines;
  repositories: StudyRepositories;
  /** Of its project.yaml. */
  commit: string;
  close(): Promise<void>;
}

export async function openRealController(plan: FakePlan): Promise<RealController> {
  const repositories = await openStudyRepositories([STUDY]);
  const commit = await repositories.commit(STUDY, { 'project.yaml': planText(plan) });
  const town = openPipelines();
  const sharing = town.house.sharing({ slug: 'local' });
  Object.assign(town.house, { sharing: () => sharing });
  const rules = { repositories: ['example-org'], images: ['python', 'ehrql'], placed: { places: [], backends: [] } };
  const rap = createRapDesk({
    tools: { house: town.house, host: repositories.host, rules },
    newId: () => `c${(n += 1)}`,
    memberNamed: async () => undefined,
  });
  let n = 0;
  const tasks = createTaskDesk({
    desk: town.desk,
    noteSeen: (backend) => noteHeard(town.house.kernel, backend, { every: 1_000 }),
    askerOf: () => Promise.resolve({ user: 'sam', project: 'p', organisations: [], permissions: [] }),
  });
  let failing = false;
  let quiet = Promise.resolve();
  const settle = (): Promise<void> => (quiet = quiet.then(() => town.settle()));
  async function doing<T>(work: Promise<T>): Promise<T> {
    town.time.now += 1_000;
    const result = await work;
    await settle();
    if (!failing) return result;
    failing = false;
    throw new Error('the answer was lost');
  }
  const kernel = town.house.kernel as never as Parameters<typeof lowerFlag>[0];
  const flag = async (backend: string, name: 'pause' | 'maintenance', on: boolean): Promise<void> => {
    const switching = { backend, flag: name, operator: 'test', id: `f${(n += 1)}` };
    await (on ? raiseFlag(kernel, { ...switching, why: 'a test' }) : lowerFlag(kernel, switching));
    await settle();
  };
  return {
    town,
    repositories,
    commit,
    create: (client, asked) => doing(rap.create(client, asked)),
    status: (client, ids) => doing(rap.status(client, ids)),
    cancel: (client, id, actions) => doing(rap.cancel(client, id, actions)),
    backends: (client) => doing(rap.backends(client)),
    active: (backend) => doing(tasks.active(backend)),
    update: (backend, news) => doing(tasks.update(backend, news)),
    pause: async (backend, on) => {
      await flag(backend, 'pause', on);
      if (!on) await drain(town, backend, false);
      await settle();
    },
    maintenance: (backend, on) => flag(backend, 'maintenance', on),
    async reboot(backend) {
      await drain(town, backend, true);
      await settle();
    },
    failNext() {
      failing = true;
    },
    async close() {
      await quiet;
      repositories.remove();
      await town.store.close();
    },
  };
}

async function drain({ house: { kernel } }: Pipelines, backend: string, on: boolean): Promise<void> {
  const done = await kernel.store.transact(async (tx) => {
    const document = await loadBackend(tx, backend);
    const header = { id: `drain-${document.state.version}`, at: tx.now(), by: { kind: 'system', part: 'test' } as const, operator: 'test' };
    const command = on
      ? ({ ...header, command: 'drain', why: 'a reboot', mode: 'stop' } as const)
      : ({ ...header, command: 'lower_flag', flag: 'draining' } as const);
    return changeBackend(kernel, tx, document, command);
  });
  if (done.outcome === 'saved') await dispatchLoose(kernel, done.effects);
}

function planText(plan: FakePlan): string {
  const actions = Object.entries(plan).map(([name, { needs, usesDatabase }]) => {
    const run = usesDatabase ? `ehrql:v1 generate-dataset a.py --output output/${name}.csv.gz` : `python:v2 python ${name}.py`;
    const level = usesDatabase ? 'highly_sensitive' : 'moderately_sensitive';
    const file = `output/${name}.csv${usesDatabase ? '.gz' : ''}`;
    return `  ${name}:\n    run: ${run}\n    needs: [${needs.join(', ')}]\n    outputs: { ${level}: { ${name}: ${file} } }\n`;
  });
  return `version: '5.0'\nactions:\n${actions.join('')}`;
}
