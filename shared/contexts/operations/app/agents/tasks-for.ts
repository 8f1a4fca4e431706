import type { AgentKind, AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { AgentDesk } from '#contexts/operations/app/agents/desk.ts';
import type { TaskStore } from '#contexts/operations/ports/store.ts';
import { MOST_OPEN, openAgentTasks } from '#contexts/operations/app/agents/open-tasks.ts';
import { isOthers, refOf } from '#contexts/operations/app/agents/task.ts';

type Desk = Pick<AgentDesk, 'kernel' | 'store' | 'kind'>;

/**
 * R10. What agents of this kind are told of: what they hold, and what nobody does while no other kind is at work there. `heard`: the backend's agent asked.
 * One that is of another kind than whatever is at work there is not its agent: were it heard in that one's place, nobody would see the silence.
 */
export async function tasksFor(desk: Desk, backend: string, heard: () => Promise<void>): Promise<AgentTaskDocument[]> {
  const open = await openAgentTasks(desk, backend);
  const isElsewhere = open.some((task) => isOthers(task, desk.kind));
  const told = open.filter(({ heldBy }) => heldBy === desk.kind || (heldBy === undefined && !isElsewhere));
  if (!isElsewhere || told.length > 0) await heard();
  return told;
}

/**
 * R10. Takes these for agents of its kind, who begin what they are told of without asking again: in one transaction, and nothing while another kind is at work there.
 * Tells which of them they have.
 */
export async function takeTasks(
  { kernel, kind }: Desk,
  backend: string,
  wanted: readonly AgentTaskDocument[],
): Promise<AgentTaskDocument[]> {
  const free = new Set(wanted.flatMap(({ id, heldBy }) => (heldBy === undefined ? [id] : [])));
  if (free.size === 0) return [...wanted];
  return kernel.store.transact(async (tx) => {
    const open = await openIn(tx, backend);
    const isElsewhere = open.some((task) => isOthers(task, kind));
    const taken = isElsewhere ? [] : open.filter(({ id, heldBy }) => heldBy === undefined && free.has(id));
    for (const task of taken) tx.set(refOf(task), { ...task, heldBy: kind });
    const theirs = new Set([...taken, ...open.filter(({ heldBy }) => heldBy === kind)].map(({ id }) => id));
    return wanted.filter(({ id }) => theirs.has(id));
  });
}

/** R10. Which kinds of agents are at work there. */
export async function holdersOf(store: Pick<TaskStore, 'query'>, backend: string): Promise<AgentKind[]> {
  return [...new Set((await openIn(store, backend)).flatMap(({ heldBy }) => (heldBy === undefined ? [] : [heldBy])))].toSorted();
}

async function openIn(tx: Pick<TaskStore, 'query'>, backend: string): Promise<AgentTaskDocument[]> {
  const found = await tx.query({ index: 'agentTasksOpen', parent: backend, equal: { open: true }, limit: MOST_OPEN });
  return found.map(({ document }) => document);
}
