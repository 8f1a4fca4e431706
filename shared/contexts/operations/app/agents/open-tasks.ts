import { MOST_SLOTS } from '#contexts/backends/domain/pool-rules.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { AgentDesk } from '#contexts/operations/app/agents/desk.ts';
import { closed, refOf } from '#contexts/operations/app/agents/task.ts';

/**
 * More than a backend can have open: of each slot an operation and its stop, of whoever has it alone no more, and what is asked of it beside. Were some left out,
 * it would be the newest: whoever is to be stopped would never hear of it.
 */
export const MOST_OPEN = 2 * MOST_SLOTS + 100;

/** Open tasks of shared use, and of the lease that the backend is under, oldest first. What an older lease left open is closed on the way. */
export async function openAgentTasks(desk: Pick<AgentDesk, 'kernel' | 'store'>, backend: string): Promise<AgentTaskDocument[]> {
  const found = await desk.store.query({ index: 'agentTasksOpen', parent: backend, equal: { open: true }, limit: MOST_OPEN });
  if (found.length === 0) return [];
  const lease = (await desk.store.get({ collection: 'backends', id: backend }))?.state.lease;
  const current = found.map(({ document }) => document).filter((task) => task.shared === true || task.fencing === lease?.fencing);
  for (const { document } of found) if (!current.includes(document)) await closeStale(desk, document);
  return current;
}

async function closeStale({ kernel }: Pick<AgentDesk, 'kernel'>, seen: AgentTaskDocument): Promise<void> {
  const ref = refOf(seen);
  await kernel.store.transact(async (tx) => {
    const task = await tx.get(ref);
    const backend = await tx.get({ collection: 'backends', id: seen.backend });
    if (task?.open !== true || backend?.state.lease?.fencing === task.fencing) return;
    tx.set(ref, closed(task, tx.now()));
  });
}
