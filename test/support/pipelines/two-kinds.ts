import { readSlots } from '#contexts/backends/app/slots.ts';
import { updateAgentTask } from '#contexts/operations/app/agents/update-task.ts';
import { tasksFor } from '#contexts/operations/app/agents/tasks-for.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { TaskDesk } from '#products/pipelines/ports/controller-tasks.ts';
import { createTaskDesk } from '#products/pipelines/app/controller-tasks.ts';
import { readNews } from '#products/pipelines/contracts/controller/news.ts';
import { inOrder } from '#products/pipelines/contracts/controller/task.ts';
import { createJobRunner, type JobRunner } from '#test/support/rap/job-runner.ts';
import { BACKEND } from './house.ts';
import { finished, type Town } from './town.ts';

/** What runs on the machine, whoever began it: attempts that are at work, by their names. A fault where one begins beside another of its job. */
export interface Machine {
  atWork: Map<string, 'ours' | 'theirs'>;
  begins(attempt: string, who: 'ours' | 'theirs'): void;
  ends(attempt: string): void;
  faults: string[];
}

function openMachine(): Machine {
  const atWork: Machine['atWork'] = new Map();
  const faults: string[] = [];
  return {
    atWork,
    faults,
    begins(attempt, who) {
      const job = attempt.slice(0, -4);
      for (const [other, whose] of atWork) if (other.startsWith(job)) faults.push(`${attempt} of ${who} beside ${other} of ${whose}`);
      atWork.set(attempt, who);
    },
    ends: (attempt) => void atWork.delete(attempt),
  };
}

export type TwoKinds = ReturnType<typeof openTwoKinds>;

/** One backend that both kinds of agents ask: ours goes by a list that it may have had for a while, job-runner's by one that it asks for at each turn. */
export function openTwoKinds(town: Town) {
  const machine = openMachine();
  const desk: TaskDesk = createTaskDesk({
    desk: town.desk,
    noteSeen: () => town.isHeard(),
    askerOf: () => Promise.resolve({ user: 'sam', project: 'p', organisations: [], permissions: [] }),
  });
  const theirs = createJobRunner('', BACKEND, 'token', () => ({ polls: 3 }), {
    ask: (path, _token, form) => askedOf(desk, path, form),
    begins: ({ task_id: attempt }) => machine.begins(String(attempt), 'theirs'),
    ends: (attempt) => machine.ends(attempt),
  });
  return { town, machine, desk, theirs: theirs satisfies JobRunner, ours: openOurs(town, machine), slots: () => readSlots(town, BACKEND) };
}

async function askedOf(desk: TaskDesk, path: string, form?: URLSearchParams): Promise<{ status: number; body: string }> {
  if (path.endsWith('/tasks/')) return { status: 200, body: JSON.stringify({ tasks: inOrder(await desk.active(BACKEND)) }) };
  const told = readNews(form?.get('payload') ?? '');
  if ('malformed' in told) throw new Error(told.malformed);
  return { status: 200, body: JSON.stringify({ result: await desk.update(BACKEND, told.news) }) };
}

/** What our agent does of what it once was told of: it begins what the server has taken note of, and stops what it is told to drop. */
function openOurs(town: Town, machine: Machine) {
  let list: AgentTaskDocument[] = [];
  const isOurs = ({ id }: AgentTaskDocument): boolean => machine.atWork.get(id) === 'ours';
  const tell = (task: AgentTaskDocument, update: Parameters<typeof updateAgentTask>[3]) =>
    updateAgentTask(town.desk, { backend: BACKEND, id: task.id }, task.fencing, update);
  async function over(task: AgentTaskDocument, cause: 'exited' | 'cancelled'): Promise<void> {
    if (isOurs(task)) machine.ends(task.id);
    await tell(task, { ...finished, cause });
  }
  return {
    list: () => list,
    async asks(): Promise<AgentTaskDocument[]> {
      list = await tasksFor(town.desk, BACKEND, () => town.isHeard());
      return list;
    },
    async begins(task: AgentTaskDocument): Promise<string> {
      const told = await tell(task, { kind: 'started' });
      if (told.updated === 'ok' && !told.cancel && !isOurs(task)) machine.begins(task.id, 'ours');
      return told.updated;
    },
    async ends(task: AgentTaskDocument): Promise<void> {
      if (isOurs(task)) await over(task, 'exited');
    },
    async stops(task: AgentTaskDocument): Promise<void> {
      const { body } = task;
      if (body.kind !== 'cancel') return;
      const target = await town.store.get({ collection: 'agentTasks', parent: BACKEND, id: body.target });
      if (target !== undefined) await over(target, 'cancelled');
      await tell(task, { ...finished, cause: 'cancelled' });
    },
  };
}
