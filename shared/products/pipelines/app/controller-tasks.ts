import type { AgentTaskBody, AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { AgentDesk } from '#contexts/operations/app/agents/desk.ts';
import { isLater, isToStop, refOf } from '#contexts/operations/app/agents/task.ts';
import { takeTasks, tasksFor } from '#contexts/operations/app/agents/tasks-for.ts';
import { updateAgentTask } from '#contexts/operations/app/agents/update-task.ts';
import { finishedOf, probedOf } from '#products/pipelines/contracts/controller/finished.ts';
import type { TaskNews } from '#products/pipelines/contracts/controller/news.ts';
import type { ProbeAsk } from '#products/pipelines/contracts/controller/probe-definition.ts';
import { orderOf, type RunAsker } from '#products/pipelines/contracts/controller/order-of.ts';
import { probeTask, runTask, type WireTask } from '#products/pipelines/contracts/controller/task.ts';
import type { TaskDesk } from '#products/pipelines/ports/controller-tasks.ts';

interface ControllerOptions {
  desk: Omit<AgentDesk, 'kind'>;
  /** Its agent was heard. */
  noteSeen(backend: string): Promise<void>;
  /** Who asked for a run: it never changes. */
  askerOf(run: string): Promise<RunAsker>;
  /** B8. What asks a database whether it is in maintenance, and whether its data is sane; without it these agents are not asked. */
  probe?: { image: string; imageDigest?: string | undefined } | undefined;
}

type Serving = ControllerOptions & { desk: AgentDesk };

/** Tasks that were written once are not written again: with them a poll costs no more than to see which there are. */
const MOST_WRITTEN = 2_000;

/** P5. Tasks of agents, as job-runner's agent knows them. What is no action of a pipeline and no probe, it is not shown. */
export function createTaskDesk(given: ControllerOptions): TaskDesk {
  const options: Serving = { ...given, desk: { ...given.desk, kind: 'job_runner' } };
  const written = new Map<string, WireTask>();
  async function wireOf(task: AgentTaskDocument): Promise<WireTask[]> {
    const key = `${task.backend}/${task.id}`;
    const known = written.get(key);
    if (known !== undefined) return [known];
    const made = await write(options, task);
    if (made === undefined) return [];
    written.set(key, made);
    for (const oldest of written.keys()) if (written.size > MOST_WRITTEN) written.delete(oldest);
    return [made];
  }
  return {
    async active(backend) {
      const open = await tasksFor(options.desk, backend, () => options.noteSeen(backend));
      const stopped = new Set(open.flatMap(({ body }) => (body.kind === 'cancel' ? [body.target] : [])));
      // What is to be stopped is not begun again: its cancel stands for it.
      const wanted = open.filter((task) => !stopped.has(task.id) && mayBeTheirs(options, task));
      return (await Promise.all((await takeTasks(options.desk, backend, wanted)).map(wireOf))).flat();
    },
    update: (backend, news) => update(options, backend, news),
  };
}

/** A stop goes to whoever has what it stops, and is never taken by itself. */
function mayBeTheirs({ probe }: Serving, { body, heldBy }: AgentTaskDocument): boolean {
  return body.kind === 'action' || (body.kind === 'probe' && probe !== undefined) || (isToStop(body) && heldBy !== undefined);
}

async function write({ desk, askerOf, probe }: Serving, task: AgentTaskDocument): Promise<WireTask | undefined> {
  if (task.body.kind === 'probe') return probe && probeTask(task, { ...probeOrder(task.body), ...probe });
  const action = await actionOf(desk, task);
  if (action === undefined) return undefined;
  const why = task.body.kind === 'action' && task.state === 'offered' ? whyNotForThem(action) : undefined;
  if (why !== undefined) return refuse(desk, task, why);
  const asker = await askerOf(action.runId);
  return runTask(task.body.kind === 'cancel' ? 'canceljob' : 'runjob', task, orderOf(action, task, asker), asker);
}

/** K3. These agents pull images by digest and by nothing else: given none they fail, start again and are given the same task, for ever. R18. And they give no credentials. */
function whyNotForThem({ image, credentials = [] }: ActionBody): string | undefined {
  if (image.digest === undefined)
    return `the settings say no digest of ${image.name}:${image.version}, and its agent runs no image without one`;
  return credentials.length === 0 ? undefined : `it needs ${credentials.join(', ')}, which its agent cannot give it`;
}

async function refuse(desk: AgentDesk, task: AgentTaskDocument, message: string): Promise<undefined> {
  await tell(desk, task, {
    kind: 'finished',
    cause: 'never_here',
    exitCode: null,
    message,
    chunks: NOTHING,
    startedAt: 0,
    finishedAt: 0,
  });
}
const NOTHING = { stdout: 0, stderr: 0 };

type ActionBody = Extract<AgentTaskBody, { kind: 'action' }>;

/** What it carries out, or is to stop. */
async function actionOf({ store }: AgentDesk, { backend, body }: AgentTaskDocument): Promise<ActionBody | undefined> {
  if (body.kind !== 'cancel') return body.kind === 'action' ? body : undefined;
  const target = await store.get(refOf({ backend, id: body.target }));
  return target?.body.kind === 'action' ? target.body : undefined;
}

async function update({ desk, probe }: Serving, backend: string, news: TaskNews): Promise<'taken' | 'ignored' | 'unknown'> {
  const task = await desk.store.get(refOf({ backend, id: news.taskId }));
  if (task?.body.kind === 'probe' && probe !== undefined) return probed(desk, task, task.body, news);
  if (task === undefined || (await actionOf(desk, task)) === undefined) return 'unknown';
  if (!task.open) return 'ignored';
  if (task.body.kind === 'cancel') return news.complete ? stopped(desk, task, task.body.target, news) : 'ignored';
  return news.complete ? tell(desk, task, finishedOf(news, false)) : reached(desk, task, news);
}

/** B8. Our agents tell by an exit code what these tell by a word. */
async function probed(desk: AgentDesk, task: AgentTaskDocument, body: ProbeBody, news: TaskNews): Promise<'taken' | 'ignored'> {
  if (!task.open || !news.complete) return 'ignored';
  const known = await desk.store.get({ collection: 'probes', id: task.subject.id });
  return tell(desk, task, probedOf(news, probeOrder(body).probe, known?.asked?.exitCode ?? 1));
}

type ProbeBody = Extract<AgentTaskBody, { kind: 'probe' }>;

function probeOrder({ probe, values }: ProbeBody): ProbeAsk {
  return probe === 'data' ? { probe: 'data_check', month: values?.['month'] ?? '' } : { probe: 'status', database: 'default' };
}

/** What is at work already, or further, is no news, and costs nothing. */
async function reached(desk: AgentDesk, task: AgentTaskDocument, { stage }: TaskNews): Promise<'taken' | 'ignored'> {
  if (stage === 'none' || stage === 'error' || !isLater(stage, task)) return 'ignored';
  return tell(desk, task, { kind: 'stage', stage, at: 0 });
}

/** R10. First the run is over, then what was to stop it: were it the other way round, an agent that asks in between would begin it anew. */
async function stopped(desk: AgentDesk, cancel: AgentTaskDocument, target: string, news: TaskNews): Promise<'taken' | 'ignored'> {
  const run = await desk.store.get(refOf({ backend: cancel.backend, id: target }));
  const finished = finishedOf(news, true);
  const told = [run?.open === true ? await tell(desk, run, finished) : 'ignored', await tell(desk, cancel, finished)];
  return told.includes('taken') ? 'taken' : 'ignored';
}

async function tell(desk: AgentDesk, task: AgentTaskDocument, told: Parameters<typeof updateAgentTask>[3]): Promise<'taken' | 'ignored'> {
  const { updated } = await updateAgentTask(desk, task, task.fencing, told);
  return updated === 'ok' ? 'taken' : 'ignored';
}
